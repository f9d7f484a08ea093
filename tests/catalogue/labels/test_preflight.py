from dataclasses import replace

import pytest

from catalogue.gs1.errors import GtinCheckDigit
from catalogue.labels.details import LabelDetails
from catalogue.labels.errors import LabelCharacter, LabelsInvalid
from catalogue.labels.preflight import preflight
from catalogue.labels.templates.registry import find_template
from tests.catalogue.labels.specimens import HONEY, make_content, make_job, make_roll, sample_contents


def test_a_job_that_fits_is_described_in_the_contract_s_words() -> None:
    report = preflight(make_job(make_content(), copies=3, start_cell=23))

    assert report.to_dict() == {
        "verdict": "fits",
        "symbols": [
            {
                "gtin": "9520007919019",
                "symbology": "ean13",
                "x_mm": 0.2963,
                "x_dots": 7,
                "magnification_percent": 89.8,
                "width_mm": 33.49,
                "height_mm": 20.53,
                "truncated": False,
            },
            {
                "gtin": "9520007919019",
                "symbology": "gs1-qr",
                "x_mm": 0.4233,
                "x_dots": 10,
                "magnification_percent": 85.5,
                "width_mm": 15.66,
                "height_mm": 15.66,
                "truncated": False,
            },
        ],
        "warnings": [],
        "labels": 3,
        "pages": 2,
        "proposals": [],
    }


def test_two_dots_at_203_dpi_are_on_demand_only() -> None:
    report = preflight(make_job(make_content(), stock="roll-40x30", printer="thermal-203")).to_dict("en")

    assert report["verdict"] == "on_demand_only"
    assert [symbol["x_dots"] for symbol in report["symbols"]] == [2]
    assert report["symbols"][0]["magnification_percent"] == 75.8
    assert report["warnings"][0] == {
        "code": "on_demand_size",
        "detail": "The bars have 75.8 % of the nominal size (29.9 mm): "
        "allowed only for thermal printing on demand.",
    }


def test_a_label_that_does_not_fit_is_named_and_the_others_still_described() -> None:
    endless = make_content(net_quantity="dài " * 100, number="9520015838012")
    job = make_job(endless, make_content(), stock="a4-65-38x21")

    report = preflight(job).to_dict("en")

    assert report["verdict"] == "does_not_fit"
    assert [symbol["gtin"] for symbol in report["symbols"]] == ["9520007919019"]
    assert report["warnings"][0]["code"] == "text_does_not_fit"
    assert report["warnings"][0]["detail"].startswith("The label of 9520015838012: the net quantity “dài dài")


def test_the_wrong_paper_for_a_printer_does_not_fit() -> None:
    report = preflight(make_job(make_content(), printer="thermal-203")).to_dict()

    assert (report["verdict"], report["symbols"]) == ("does_not_fit", [])
    assert report["warnings"] == [
        {"code": "printer_cannot_feed", "detail": "Máy in thermal-203 không nạp được giấy a4-24-70x37."}
    ]


def test_a_remark_stands_once_however_many_labels_it_is_about() -> None:
    report = preflight(make_job(*sample_contents(), stock="a4-65-38x21"))

    assert report.verdict == "fits"
    assert report.labels == 76
    assert [warning.code for warning in report.warnings] == ["bars_truncated", "qr_left_out"]
    assert report.proposals == ()


@pytest.mark.parametrize(
    ("template", "missing"),
    [("standard", ["SSCC", "number of cases"]), ("case", ["SSCC", "number of cases"]), ("pallet", [])],
)
def test_what_the_template_has_not_of_a_pallet_is_said(template: str, missing: list[str]) -> None:
    content = replace(make_content(), details=LabelDetails(sscc="095200010000000010", count=48))
    job = make_job(content, stock="roll-100x150", printer="thermal-203")

    report = preflight(replace(job, template=find_template(template))).to_dict("en")

    assert report["verdict"] == "fits"
    assert [
        warning for warning in report["warnings"] if warning["code"] == "label_field_not_in_template"
    ] == [
        {"code": "label_field_not_in_template", "detail": f"This template has no {name}, it is not printed."}
        for name in missing
    ]


def test_paper_without_a_maker_s_drawing_asks_to_be_measured() -> None:
    report = preflight(make_job(make_content(), stock="a4-65-38x21-tomy")).to_dict("en")

    assert report["verdict"] == "fits"
    assert report["warnings"][0] == {
        "code": "stock_needs_calibration",
        "detail": "The measures of “A4, 65 labels 38 × 21 mm (Tomy 145)” are not the maker's: print its "
        "calibration page, measure, and save a paper of your own.",
    }


def test_what_would_fit_is_proposed_with_the_verdict() -> None:
    report = preflight(make_job(make_content(), stock="roll-40x30", printer="thermal-203")).to_dict()

    assert report["verdict"] == "on_demand_only"
    assert report["proposals"][0] == {
        "code": "bigger_label",
        "detail": "Vừa trên nhãn lớn hơn: Cuộn tem 50 × 25 mm.",
        "stock": "roll-50x25",
    }
    assert report["proposals"][1]["printer"] == "thermal-300"


def test_own_papers_and_printers_are_proposed_where_they_are_given() -> None:
    own = make_roll("own-roll", 45, 30, 0.9)
    job = make_job(make_content(), stock="roll-40x30", printer="thermal-203")

    report = preflight(job, stocks=(own,), printers=())

    first = report.proposals[0]
    assert (first.code, first.stock) == ("bigger_label", "own-roll")
    assert "finer_printer" not in [proposal.code for proposal in report.proposals]


def test_a_mistake_in_the_content_is_raised_not_reported() -> None:
    with pytest.raises(LabelCharacter):
        preflight(make_job(make_content(name="Mật ong 🍯")))
    with pytest.raises(GtinCheckDigit):
        preflight(make_job(replace(make_content(), number="9520007919010")))


def test_every_mistake_in_the_contents_is_named_once() -> None:
    honey = make_content(name="Mật ong 🍯")
    wrong = replace(make_content(), number="9520007919010")

    with pytest.raises(LabelsInvalid) as refusal:
        preflight(make_job(honey, make_content(), honey, wrong))

    assert [reason.code for reason in refusal.value.reasons] == ["label_character", "gtin_check_digit"]
    assert refusal.value.text("vi").startswith(
        "Không in được 2 nhãn:\n"
        f"Nhãn của {HONEY}: tên có ký tự không in được “🍯” U+1F36F HONEY POT.\n"
        "Số kiểm tra của 9520007919010 sai: phải là 9, không phải 0. Xem ký tự thứ 13."
    )

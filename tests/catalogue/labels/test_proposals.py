from dataclasses import replace

import pytest

from catalogue.labels.jobs import LabelJob
from catalogue.labels.layout import lay_out
from catalogue.labels.printers import PRINTERS, find_printer
from catalogue.labels.proposals import Proposal, proposals_for
from catalogue.labels.stocks import STOCKS, find_stock
from catalogue.labels.templates.registry import find_template
from tests.catalogue.labels.specimens import make_content, make_job, sample_contents

IN_STORE = "2000000000015"


def proposed(job: LabelJob) -> list[Proposal]:
    return list(proposals_for(job, [item.content for item in job.items], STOCKS, PRINTERS))


@pytest.mark.parametrize(
    ("stock", "printer", "expected"),
    [
        (
            "roll-40x30",
            "thermal-203",
            [
                ("bigger_label", "roll-50x25"),
                ("finer_printer", "thermal-300"),
                ("ean8", None),
                ("qr_only", "qr"),
            ],
        ),
        (
            "a4-65-38x21",
            "office-300",
            [
                ("bigger_label", "a4-48-46x21"),
                ("finer_printer", "office-600"),
                ("ean8", None),
                ("qr_only", "qr"),
            ],
        ),
        (
            "roll-35x22",
            "zpl-203",
            [("bigger_label", "roll-50x25"), ("finer_printer", "zpl-600"), ("ean8", None), ("qr_only", "qr")],
        ),
        ("jewellery-75x10", "zpl-203", [("bigger_label", "roll-50x25"), ("datamatrix_only", "jewellery")]),
        ("a4-24-70x37", "thermal-203", [("other_printer", "office-600"), ("other_stock", "roll-60x40")]),
        ("roll-50x30", "office-600", [("other_printer", "thermal-203"), ("other_stock", "a4-40-52x30")]),
    ],
)
def test_the_nearest_that_fits_is_proposed(
    stock: str, printer: str, expected: list[tuple[str, str | None]]
) -> None:
    found = proposed(make_job(make_content(), stock=stock, printer=printer))

    assert [(one.code, one.stock or one.printer or one.template) for one in found] == expected


@pytest.mark.parametrize("stock", ["roll-40x30", "roll-35x22", "roll-30x20", "jewellery-75x10"])
def test_what_is_proposed_really_fits_every_label(stock: str) -> None:
    contents = [content for content in sample_contents() if content.digital_link]
    job = make_job(*contents, stock=stock, printer="thermal-203")

    found = proposed(job)

    assert found
    for one in found:
        if one.code == "ean8":
            continue
        for content in contents:
            layout = lay_out(
                content,
                find_stock(one.stock) if one.stock else job.stock,
                find_printer(one.printer) if one.printer else job.printer,
                find_template(one.template) if one.template else job.template,
            )
            assert not layout.on_demand


def test_an_ean8_fits_where_it_is_proposed() -> None:
    job = make_job(make_content(), stock="roll-35x22", printer="thermal-203")
    assert "ean8" in [one.code for one in proposed(job)]

    layout = lay_out(make_content(number="95200002"), job.stock, job.printer)

    assert layout.symbols[0].symbol.symbology == "ean8"
    assert not layout.on_demand


def test_a_number_without_a_link_gets_no_code_but_bars() -> None:
    job = make_job(make_content(number=IN_STORE, link=False), stock="roll-40x30", printer="thermal-203")

    assert [one.code for one in proposed(job)] == ["bigger_label", "finer_printer", "ean8"]


def test_a_label_that_is_an_ean8_already_is_not_told_to_become_one() -> None:
    job = make_job(make_content(number="95200002"), stock="jewellery-75x10", printer="thermal-203")

    assert "ean8" not in [one.code for one in proposed(job)]


def test_templates_of_the_law_and_of_cases_keep_their_codes() -> None:
    job = make_job(make_content(), stock="roll-30x20", printer="thermal-203")

    found = proposed(replace(job, template=find_template("product")))

    assert not {one.code for one in found} & {"qr_only", "datamatrix_only"}


def test_texts_that_fit_nowhere_have_no_proposal() -> None:
    endless = make_content(net_quantity="dàidàidài" * 50, link=False)

    assert proposed(make_job(endless, stock="roll-30x20", printer="thermal-203")) == []


def test_sheets_of_the_same_tray_come_before_others() -> None:
    job = make_job(make_content(), stock="letter-80-44x13", printer="office-300")

    bigger = proposed(job)[0]

    assert (bigger.code, bigger.stock) == ("bigger_label", "letter-30-67x25")


def test_a_proposal_says_only_what_changes() -> None:
    proposal = Proposal("ean8", "Tiếng Việt", "English")

    assert proposal.to_dict("vi") == {"code": "ean8", "detail": "Tiếng Việt"}
    assert replace(proposal, printer="thermal-300").to_dict("en") == {
        "code": "ean8",
        "detail": "English",
        "printer": "thermal-300",
    }

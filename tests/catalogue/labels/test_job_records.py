import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from catalogue.labels.custom_printers import custom_printer, derived_printer
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.details import LabelDetails, Wording
from catalogue.labels.errors import JobRecordInvalid, LabelError, StartCellInvalid
from catalogue.labels.job_records import job_from_dict, job_to_dict
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.templates.design import Line, Logo, Template
from tests.catalogue.labels.specimens import make_content


def full_job() -> LabelJob:
    """A job with everything in it that a record has to keep."""
    stock = custom_stock(**find_stock("a4-65-38x21-tomy").to_dict() | {"key": "own-1", "left_mm": 10.3})
    printer = derived_printer(find_printer("office-600"), key="own-2", offset_x_mm=0.7, scale_y_percent=99.5)
    details = LabelDetails(
        label_group="food",
        printed_on=dt.date(2026, 11, 23),
        ingredients=Wording("Mật ong 100 %", "Honey 100 %"),
        alcohol_percent=Decimal("29.5"),
        lot="L1",
    )
    template = Template(
        "own-3",
        "Mẫu riêng",
        "Own design",
        lines=(Line("name", zone="head", scale=1.5), Line("ingredients", style="captioned")),
        codes=("bars",),
        logo=Logo(9, 1, (b"\xff\x80",)),
    )
    items = (LabelItem(replace(make_content(), details=details), 3), LabelItem(make_content(link=False)))
    return LabelJob(stock, printer, items, 5, template, (7, 9))


def test_a_job_comes_back_from_json_as_it_was() -> None:
    job = full_job()

    again = job_from_dict(json.loads(json.dumps(job_to_dict(job))))

    assert again == job


def test_a_record_says_what_was_printed_on_what() -> None:
    record = job_to_dict(full_job())

    assert record["version"] == 1
    assert (record["start_cell"], record["skip"]) == (5, [7, 9])
    assert record["stock"]["left_mm"] == 10.3
    assert record["printer"]["offset_x_mm"] == 0.7
    assert record["template"]["logo"] == {"width": 9, "height": 1, "rows": ["ff80"]}
    assert record["items"][0]["copies"] == 3
    assert record["items"][0]["content"]["details"] == {
        "label_group": "food",
        "printed_on": "2026-11-23",
        "ingredients": {"vi": "Mật ong 100 %", "en": "Honey 100 %"},
        "alcohol_percent": "29.5",
        "lot": "L1",
    }
    # What has its default is left out.
    assert list(record["items"][1]["content"]) == [
        "name",
        "net_quantity",
        "price_vnd",
        "cooperative",
        "number",
    ]


@pytest.mark.parametrize(
    ("legal", "printed_on", "decree"),
    [
        (True, dt.date(2026, 1, 22), "43/2017/NĐ-CP"),
        (True, dt.date(2026, 1, 23), "37/2026/NĐ-CP"),
        (True, None, ""),
        (False, dt.date(2026, 1, 23), ""),
    ],
)
def test_a_record_says_which_decree_its_labels_were_checked_against(
    legal: bool, printed_on: dt.date | None, decree: str
) -> None:
    job = full_job()
    first = replace(job.items[0].content, details=LabelDetails(label_group="food", printed_on=printed_on))
    items = (job.items[1], LabelItem(first))
    job = replace(job, items=items, template=replace(job.template, legal=legal))

    record = job_to_dict(job)

    assert record["rule_set"] == decree
    assert job_from_dict(record) == job


def test_a_record_of_before_rules_were_written_down_is_read() -> None:
    record = job_to_dict(full_job())
    del record["rule_set"]

    assert job_from_dict(record) == full_job()


def test_a_job_logged_is_repeated_in_part() -> None:
    again = job_from_dict(job_to_dict(full_job())).only([3, 4])

    assert [item.copies for item in again.items] == [1, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"items": None},
        {"items": [{"copies": 1}]},
        {"items": [{"copies": 1, "content": {"name": "A"}}]},
        {"items": [{"copies": 1, "content": {"name": 5}}]},
        {"items": [{"copies": 1, "content": {"colour": "red"}}]},
        {"template": {"key": "x", "name_vi": "x", "name_en": "x", "codes": ["morse"]}},
        {"template": []},
        {"stock": None},
        {"stock": find_stock("roll-50x30").to_dict() | {"rows": "1"}},
        {"printer": find_printer("office-600").to_dict() | {"feed": "donkey"}},
        {"printer": find_printer("office-600").to_dict() | {"colour": "red"}},
        {"skip": None},
    ],
)
def test_a_record_that_is_none_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(JobRecordInvalid):
        job_from_dict(job_to_dict(full_job()) | change)


def test_a_record_without_a_part_is_refused() -> None:
    record = job_to_dict(full_job())
    del record["printer"]

    with pytest.raises(JobRecordInvalid) as refusal:
        job_from_dict(record)

    assert refusal.value.text("vi") == "Không đọc được bản ghi lệnh in: KeyError: 'printer'."


def test_dates_and_decimals_that_are_none_are_refused() -> None:
    for details in ({"printed_on": "yesterday"}, {"alcohol_percent": "strong"}, {"ocop_stars": True}):
        record = job_to_dict(full_job())
        record["items"][0]["content"]["details"] = details
        with pytest.raises(JobRecordInvalid):
            job_from_dict(record)


def test_what_a_later_rule_would_refuse_is_read_as_it_was_written() -> None:
    record = job_to_dict(full_job())
    narrow, coarse = record["stock"] | {"page_width_mm": 100.0}, record["printer"] | {"dpi": 120}

    again = job_from_dict(record | {"stock": narrow, "printer": coarse})

    assert (again.stock.page_width_mm, again.printer.dpi) == (100.0, 120)
    for refuse, values in ((custom_stock, narrow), (custom_printer, coarse)):
        with pytest.raises(LabelError):
            refuse(**values)


def test_the_cells_of_a_record_are_those_of_its_paper() -> None:
    record = job_to_dict(full_job())

    with pytest.raises(StartCellInvalid):
        job_from_dict(record | {"start_cell": 66})

from typing import Any

import pytest

from catalogue.labels.custom_printers import custom_printer, derived_printer
from catalogue.labels.printers import find_printer
from catalogue.labels.profile_errors import PrinterInvalid

OFFICE = find_printer("office-600")
OWN = {"key": "hp-van-phong", "name_vi": "HP ở văn phòng", "name_en": "HP in the office"}


def test_a_printer_of_one_s_own_is_a_known_one_with_what_was_measured() -> None:
    own = derived_printer(OFFICE, **OWN, offset_x_mm=0.8, offset_y_mm=-1.2, scale_y_percent=99.6)

    assert (own.key, own.name("vi"), own.dpi, own.margin_mm) == (
        "hp-van-phong",
        "HP ở văn phòng",
        600,
        OFFICE.margin_mm,
    )
    assert (own.offset_x_mm, own.offset_y_mm, own.scale_x_percent, own.scale_y_percent) == (
        0.8,
        -1.2,
        100,
        99.6,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"offset_x_mm": 10.1}, "offset_x_mm"),
        ({"scale_y_percent": 97.9}, "scale_y_percent"),
        ({"scale_x_percent": 102.1}, "scale_x_percent"),
        ({"dpi": 96}, "dpi"),
        ({"dpi": "600"}, "dpi"),
        ({"feed": "tractor"}, "feed"),
        ({"language": "pcl"}, "language"),
        ({"language": ["pdf"]}, "language"),
        ({"language": "zpl"}, "language"),
        ({"margin_mm": -1}, "margin_mm"),
        ({"head_mm": 5}, "head_mm"),
        ({"on_demand": "yes"}, "on_demand"),
        ({"key": ""}, "key"),
        ({"colour": True}, "colour"),
    ],
)
def test_a_value_that_can_not_be_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(PrinterInvalid) as refusal:
        derived_printer(OFFICE, **changes)

    assert [reason.facts["field"] for reason in refusal.value.reasons] == [field]


def test_what_has_to_be_given_is_named_at_once() -> None:
    with pytest.raises(PrinterInvalid) as refusal:
        custom_printer(**OWN)

    assert [reason.facts["field"] for reason in refusal.value.reasons] == [
        "dpi",
        "feed",
        "margin_mm",
        "on_demand",
    ]

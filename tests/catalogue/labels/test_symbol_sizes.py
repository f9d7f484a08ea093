from typing import Any

import pytest

from catalogue.barcodes.symbols import encode
from catalogue.labels.printers import find_printer
from catalogue.labels.symbol_sizes import linear_sizes, qr_dots

EAN13: Any = encode("ean13", "9520007919019")


@pytest.mark.parametrize(
    ("printer", "dots", "x_mm", "width_mm", "height_mm", "on_demand"),
    [
        ("office-600", 7, 0.296, 33.49, 20.53, False),
        ("office-600", 8, 0.339, 38.27, 23.45, False),
        ("thermal-203", 3, 0.375, 42.42, 26.03, False),
        ("thermal-300", 4, 0.339, 38.27, 23.45, False),
        ("thermal-203", 2, 0.250, 29.90, 18.39, True),
        ("thermal-300", 3, 0.254, 29.97, 18.29, True),
    ],
)
def test_dots_give_the_sizes_of_the_standard(
    printer: str, dots: int, x_mm: float, width_mm: float, height_mm: float, on_demand: bool
) -> None:
    machine = find_printer(printer)
    size = next(size for size in linear_sizes(EAN13, machine) if size.x == dots)

    assert round(machine.millimetres(size.x), 3) == x_mm
    assert round(machine.millimetres(size.width), 2) == width_mm
    assert round(machine.millimetres(size.full_height), 2) == height_mm
    assert size.on_demand == on_demand


@pytest.mark.parametrize(
    ("printer", "dots"),
    [
        ("office-600", [8, 7, 9, 10, 11, 12, 13, 14, 15]),
        ("thermal-203", [3, 4, 5, 2]),
        ("thermal-300", [4, 5, 6, 7, 3]),
    ],
)
def test_sizes_come_nearest_to_the_target_first_and_on_demand_last(printer: str, dots: list[int]) -> None:
    assert [size.x for size in linear_sizes(EAN13, find_printer(printer))] == dots


def test_on_demand_bars_keep_height_and_total_width_of_the_80_percent_symbol() -> None:
    for printer in ("thermal-203", "thermal-300"):
        machine = find_printer(printer)
        size = linear_sizes(EAN13, machine)[-1]

        assert machine.millimetres(size.width) >= 29.83
        assert machine.millimetres(size.lowest) >= 18.28
        assert size.quiet_left >= 11 * size.x
        assert size.quiet_right >= 7 * size.x


@pytest.mark.parametrize(("printer", "dots"), [("office-600", 10), ("thermal-203", 4), ("thermal-300", 5)])
def test_a_qr_module_has_the_least_whole_dots_from_0_396_mm(printer: str, dots: int) -> None:
    assert qr_dots(find_printer(printer)) == dots


@pytest.mark.parametrize(
    ("symbology", "number", "beside"),
    [
        ("ean13", "9520007919019", (True, False)),
        ("ean8", "95200002", (False, False)),
        ("upca", "012345678905", (True, True)),
    ],
)
def test_digits_beside_the_bars_need_room_within_the_quiet_zone(
    symbology: str, number: str, beside: tuple[bool, bool]
) -> None:
    symbol: Any = encode(symbology, number)
    for size in linear_sizes(symbol, find_printer("office-600")):
        left, right = size.reach()

        assert (left > 0, right > 0) == beside
        assert left <= size.quiet_left
        assert right <= size.quiet_right

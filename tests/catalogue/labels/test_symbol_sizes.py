from typing import Any

import pytest

from catalogue.barcodes.symbols import encode
from catalogue.labels.printers import find_printer
from catalogue.labels.symbol_sizes import Use, linear_sizes, matrix_dots, qr_dots, x_range

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


@pytest.mark.parametrize(
    ("symbology", "use", "least", "target", "most"),
    [
        ("ean13", "retail", 0.264, 0.330, 0.660),
        ("ean13", "case", 0.495, 0.660, 0.660),
        ("itf14", "retail", 0.495, 0.495, 1.016),
        ("gs1-128", "case", 0.495, 0.495, 1.016),
        ("gs1-128", "logistic", 0.495, 0.495, 0.940),
        ("gs1-datamatrix", "retail", 0.396, 0.495, 0.990),
    ],
)
def test_each_use_has_the_range_of_its_table(
    symbology: str, use: Use, least: float, target: float, most: float
) -> None:
    allowed = x_range(symbology, use)

    assert (allowed.least_mm, allowed.target_mm, allowed.most_mm) == (least, target, most)


@pytest.mark.parametrize(
    ("printer", "dots"),
    [
        # 0.495 mm is 3.96 dots at 203 dpi, 5.85 at 300 and 11.69 at 600.
        ("thermal-203", [4, 5, 6, 7, 8]),
        ("thermal-300", [6, 7, 8, 9, 10, 11, 12]),
        ("office-600", [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]),
    ],
)
def test_the_bars_of_a_case_have_whole_dots_and_are_never_of_the_on_demand_size(
    printer: str, dots: list[int]
) -> None:
    machine = find_printer(printer)
    case: Any = encode("itf14", "19520007919016")

    sizes = linear_sizes(case, machine, "case")

    assert [size.x for size in sizes] == dots
    assert not any(size.on_demand for size in sizes)
    # 31.75 mm at every size, and never lower than half an inch.
    assert {round(machine.millimetres(size.full_height), 1) for size in sizes} <= {31.7, 31.8, 31.9}
    assert min(machine.millimetres(size.lowest) for size in sizes) >= 12.7


@pytest.mark.parametrize(("printer", "dots"), [("office-600", 10), ("thermal-203", 4), ("thermal-300", 5)])
def test_the_modules_of_square_symbols_are_the_least_lawful_whole_dots(printer: str, dots: int) -> None:
    machine = find_printer(printer)

    assert matrix_dots("gs1-datamatrix", machine) == matrix_dots("gs1-qr", machine) == dots

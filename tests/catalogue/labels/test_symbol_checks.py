from dataclasses import replace

import pytest

from catalogue.labels.geometry import LabelLayout
from catalogue.labels.layout import lay_out
from catalogue.labels.preflight import preflight
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import STOCKS, find_stock
from catalogue.labels.symbol_checks import reach_mm, symbol_notices
from catalogue.labels.templates.registry import find_template
from tests.catalogue.labels.specimens import make_content, make_job

OFFICE = find_printer("office-600")


def pulled_apart(mm: float) -> LabelLayout:
    """A large label whose QR code stands so far to the right of its bars that it reaches ``mm``."""
    layout = lay_out(make_content(), find_stock("a4-1-200x289"), OFFICE)
    bars, square = layout.symbols
    centre = bars.left + bars.bars_width / 2
    middle = bars.top + bars.height // 2 - square.height // 2
    half = square.width / 2
    reach = (OFFICE.dots(mm) ** 2 - half**2) ** 0.5
    moved = replace(square, left=int(centre + reach) - square.width + square.quiet_right, top=middle)
    return replace(layout, symbols=(bars, moved))


def test_two_symbols_of_an_item_within_50_mm_are_one_for_the_till() -> None:
    layout = pulled_apart(49.9)

    bars, square = layout.symbols
    assert reach_mm(bars, square, OFFICE) == pytest.approx(49.9, abs=0.1)
    assert symbol_notices(layout) == []


def test_two_symbols_further_apart_are_remarked_on() -> None:
    (notice,) = symbol_notices(pulled_apart(57))

    assert notice.code == "symbols_apart"
    assert notice.en == (
        "The 2D code reaches 57 mm from the middle of the bars, more than 50 mm: "
        "a till may count the item twice."
    )


def test_the_standard_label_keeps_its_symbols_together_on_all_but_two_papers() -> None:
    apart = [
        stock.key
        for stock in STOCKS
        for warning in preflight(make_job(make_content(), stock=stock.key)).warnings
        if warning.code == "symbols_apart"
    ]

    # One is a whole sheet of A4, on the other the code has room above the bars only.
    assert apart == ["a4-1-200x289", "letter-20-102x25"]


@pytest.mark.parametrize("template", ["shelf", "product", "tag"])
@pytest.mark.parametrize("stock", ["roll-80x50", "roll-100x70", "roll-100x150", "roll-100x50"])
def test_templates_keep_the_symbols_of_wide_labels_together(template: str, stock: str) -> None:
    job = make_job(make_content(), stock=stock, printer="thermal-203")

    report = preflight(replace(job, template=find_template(template)))

    assert [symbol.symbology for symbol in report.symbols] == ["ean13", "gs1-qr"]
    assert "symbols_apart" not in [warning.code for warning in report.warnings]


def test_a_scale_that_takes_modules_out_of_their_range_is_remarked_on() -> None:
    thermal = find_printer("thermal-203")
    job = make_job(make_content(), stock="roll-40x30", printer="thermal-203")

    # Two dots are 0.2502 mm; 2 % less is below what on-demand printing may have.
    short = preflight(replace(job, printer=replace(thermal, scale_x_percent=98)))
    right = preflight(replace(job, printer=replace(thermal, scale_x_percent=99.9)))

    assert "module_stretched" in [warning.code for warning in short.warnings]
    assert "module_stretched" not in [warning.code for warning in right.warnings]

"""A fifth of the grid of papers, printers and codes; all of it takes minutes: ``bench.label_grid``."""

from collections import Counter
from itertools import islice

import pytest
from PIL import ImageChops

from catalogue.labels.layout import lay_out
from catalogue.labels.printers import PRINTERS, find_printer
from catalogue.labels.raster import label_ink
from catalogue.labels.stocks import STOCKS, find_stock
from tests.catalogue.labels.grid import (
    CASES,
    Combination,
    combinations,
    differences,
    examine,
    pdf_faults,
    stands_exactly,
)

# Coprime to the numbers of printers and codes, so that each meets each.
PART = 5
# Larger labels are read code by code.
LARGEST_DOTS = 300_000


def test_what_fits_is_read_exactly_and_what_does_not_is_refused() -> None:
    verdicts: Counter[str] = Counter()
    stocks, pairs = set(), set()
    for combination in islice(combinations(), 0, None, PART):
        outcome = examine(combination, largest=LARGEST_DOTS)
        assert outcome.faults == [], str(combination)
        verdicts[outcome.verdict] += 1
        if outcome.verdict != "does_not_fit":
            stocks.add(combination.stock.key)
            pairs.add((combination.printer.key, combination.case))

    assert sum(verdicts.values()) == -(-len(STOCKS) * len(PRINTERS) * len(CASES) // PART)
    assert verdicts["fits"] > 500
    assert len(stocks) > 0.9 * len(STOCKS)
    assert len(pairs) > 0.7 * len(PRINTERS) * len(CASES)


@pytest.mark.parametrize(
    ("stock", "printer", "case"),
    [
        ("letter-30-67x25", "inkjet-300", "ean13 + gs1-qr"),
        ("a4-24-64x34", "inkjet-720", "ean13 + gs1-qr"),
        ("roll-110x22-3", "thermal-203", "ean8"),
        ("roll-104x30-2", "zpl-300", "ean13"),
        ("jewellery-75x10", "tspl-203", "gs1-datamatrix"),
        ("receipt-80x50", "escpos-80", "ean13 + gs1-qr"),
        ("roll-100x150", "thermal-300", "itf14 + gs1-128"),
        ("dk-62x29", "brother-300", "upca"),
    ],
)
def test_a_pdf_of_what_fits_is_read_exactly(stock: str, printer: str, case: str) -> None:
    combination = Combination(find_stock(stock), find_printer(printer), case)

    assert examine(combination, largest=LARGEST_DOTS).faults == []
    assert pdf_faults(combination) == []


def test_a_bar_that_is_a_dot_off_would_be_seen() -> None:
    job = Combination(find_stock("roll-50x30"), find_printer("thermal-203"), "ean13").job
    layout = lay_out(job.items[0].content, job.stock, job.printer)
    ink, bars = label_ink(layout), layout.symbols[0]
    assert stands_exactly(ink, bars)

    shifted = ImageChops.offset(ink, 1, 0)

    assert not stands_exactly(shifted, bars)


def test_a_code_that_is_missing_or_too_many_would_be_seen() -> None:
    job = Combination(find_stock("roll-50x30"), find_printer("thermal-203"), "ean13").job
    layout = lay_out(job.items[0].content, job.stock, job.printer)

    assert differences(layout, ["9520007919019"]) == []
    assert differences(layout, []) == ["missing 9520007919019"]
    assert differences(layout, ["9520007919019", "20000288"]) == ["extra 20000288"]

from pathlib import Path

import pytest

from catalogue.labels import printers
from catalogue.labels.custom_printers import custom_printer
from catalogue.labels.errors import UnknownPrinter
from catalogue.labels.printers import PRINTERS, find_printer


@pytest.mark.parametrize(
    ("key", "dpi", "feed", "on_demand", "language"),
    [
        ("office-600", 600, "sheet", False, "pdf"),
        ("office-1200", 1200, "sheet", False, "pdf"),
        ("inkjet-720", 720, "sheet", False, "pdf"),
        ("thermal-203", 203, "roll", True, "pdf"),
        ("thermal-300", 300, "roll", True, "pdf"),
        ("zpl-203", 203.2, "roll", True, "zpl"),
        ("tspl-300", 300, "roll", True, "tspl"),
        ("escpos-80", 203.2, "roll", True, "escpos"),
        ("brother-300", 300, "roll", True, "pdf"),
    ],
)
def test_profiles_say_resolution_feed_and_language(
    key: str, dpi: float, feed: str, on_demand: bool, language: str
) -> None:
    printer = find_printer(key)

    assert printer.dpi == pytest.approx(dpi)
    assert (printer.feed, printer.on_demand, printer.language) == (feed, on_demand, language)


def test_there_are_machines_of_each_kind() -> None:
    assert len(PRINTERS) == 19 == len({printer.key for printer in PRINTERS})
    assert {printer.language for printer in PRINTERS} == {"pdf", "zpl", "tspl", "escpos"}
    assert {round(printer.dpi) for printer in PRINTERS} == {203, 300, 600, 720, 1200}


def test_a_head_of_eight_dots_to_the_mm_has_exactly_those() -> None:
    assert find_printer("zpl-203").dots(70) == pytest.approx(560, abs=1e-9)
    # The driver of the same head counts 203 dots to the inch.
    assert find_printer("thermal-203").dots(70) == pytest.approx(559.45, abs=0.01)


def test_the_profiles_that_come_along_are_not_off() -> None:
    for printer in PRINTERS:
        assert (printer.sent_x(123.4), printer.sent_y(56.7)) == (123.4, 56.7)
        assert custom_printer(**printer.to_dict()) == printer


def test_lengths_turn_into_dots_and_back() -> None:
    printer = find_printer("office-600")

    assert printer.dots(25.4) == 600
    assert printer.millimetres(300) == 12.7


def test_an_unknown_printer_is_refused_with_those_most_like_it() -> None:
    with pytest.raises(UnknownPrinter) as refusal:
        find_printer("thermal-204")

    assert refusal.value.code == "printer_unknown"
    assert refusal.value.text("vi") == (
        "Không có máy in “thermal-204”; có thể dùng: thermal-203, thermal-600, thermal-300, "
        "brother-300, tspl-203, zpl-203, tspl-600, tspl-300…"
    )


def test_every_printer_is_listed_in_the_documents() -> None:
    page = (Path(printers.__file__).parents[2] / "docs" / "printing.md").read_text(encoding="utf-8")

    assert [printer.key for printer in PRINTERS if f"`{printer.key}`" not in page] == []

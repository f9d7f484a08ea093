import pytest

from catalogue.labels.errors import UnknownPrinter
from catalogue.labels.printers import find_printer


@pytest.mark.parametrize(
    ("key", "dpi", "feed", "on_demand"),
    [
        ("office-600", 600, "sheet", False),
        ("thermal-203", 203, "roll", True),
        ("thermal-300", 300, "roll", True),
    ],
)
def test_profiles_say_resolution_and_feed(key: str, dpi: int, feed: str, on_demand: bool) -> None:
    printer = find_printer(key)

    assert (printer.dpi, printer.feed, printer.on_demand) == (dpi, feed, on_demand)


def test_lengths_turn_into_dots_and_back() -> None:
    printer = find_printer("office-600")

    assert printer.dots(25.4) == 600
    assert printer.millimetres(300) == 12.7


def test_an_unknown_printer_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownPrinter) as refusal:
        find_printer("matrix")

    assert refusal.value.code == "printer_unknown"
    assert refusal.value.text("vi") == (
        "Không có máy in “matrix”; có thể dùng: office-600, thermal-203, thermal-300."
    )

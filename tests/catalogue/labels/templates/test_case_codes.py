"""The codes of cases and pallets: one above the other, and the serial number lowest."""

import pytest

from catalogue.gs1.errors import ElementStringInvalid
from catalogue.labels.errors import LabelNumberUnsupported, LabelTextMissing
from tests.catalogue.labels.specimens import make_case_content
from tests.catalogue.labels.templates.laid_out import lay


def test_a_case_shares_its_elements_out_where_one_symbol_is_too_wide() -> None:
    narrow = lay(make_case_content(), "case", "roll-100x150", "thermal-203")
    wide = lay(make_case_content(), "case", "a4-1-200x289", "office-600")

    assert [symbol.symbol.text for symbol in narrow.symbols] == [
        "(01)19520007919016(17)281031",
        "(10)L2026-11A",
        "19520007919016",
    ]
    assert [symbol.symbol.text for symbol in wide.symbols] == [
        "(01)19520007919016(17)281031(10)L2026-11A",
        "19520007919016",
    ]


def test_a_case_without_expiry_and_lot_has_its_number_alone() -> None:
    layout = lay(make_case_content(expires_on=None, lot=""), "case", "roll-100x150", "thermal-203")

    assert [symbol.symbol.symbology for symbol in layout.symbols] == ["itf14"]


def test_a_pallet_has_its_contents_above_and_its_serial_number_lowest() -> None:
    layout = lay(make_case_content(), "pallet", "a4-1-200x289", "office-600")

    contents, serial = sorted(layout.symbols, key=lambda symbol: symbol.top)
    assert contents.symbol.text == "(02)19520007919016(17)281031(37)48(10)L2026-11A"
    assert serial.symbol.text == "(00)089520007919000019"
    assert layout.notices == ()


def test_case_symbols_have_no_module_below_the_standard() -> None:
    for template in ("case", "pallet"):
        layout = lay(make_case_content(), template, "roll-100x150", "thermal-203")
        for symbol in layout.symbols:
            assert layout.frame.printer.millimetres(symbol.x) >= 0.495
            assert layout.frame.printer.millimetres(symbol.height) >= 12.69


def test_a_lot_that_no_code_can_hold_is_refused_on_a_case() -> None:
    with pytest.raises(ElementStringInvalid):
        lay(make_case_content(lot="Lô 5"), "case", "roll-100x150", "thermal-203")


def test_a_lot_that_looks_like_an_element_stays_whole() -> None:
    layout = lay(make_case_content(lot="A(21)B"), "case", "a4-1-200x289", "office-600")

    assert layout.symbols[0].symbol.elements == ("(01)19520007919016", "(17)281031", "(10)A(21)B")


def test_a_pallet_without_its_serial_number_is_refused() -> None:
    with pytest.raises(LabelTextMissing) as refusal:
        lay(make_case_content(sscc=""), "pallet", "roll-100x150", "thermal-203")

    assert refusal.value.text("vi") == "Nhãn của 19520007919016 thiếu mã SSCC."


def test_a_case_number_is_refused_at_the_point_of_sale() -> None:
    with pytest.raises(LabelNumberUnsupported):
        lay(make_case_content(), "price", "roll-50x30", "thermal-203")

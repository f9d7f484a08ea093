from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.barcodes.symbols import MatrixSymbol
from catalogue.gs1.errors import RestrictedCirculation
from catalogue.labels.content import FIELDS_EN, LabelContent
from catalogue.labels.errors import (
    BarsDoNotFit,
    LabelDoesNotFit,
    LabelNumberUnsupported,
    PrinterCannotFeed,
    TextDoesNotFit,
)
from catalogue.labels.geometry import Area, LabelLayout
from catalogue.labels.layout import lay_out
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.typefaces import X_HEIGHT
from tests.catalogue.labels.specimens import PAIRS, make_content, make_roll, sample_contents

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyẰẪẬỄỆỘỮỰỳỵỹỷ AĐƯỖ-,.%()’0123456789"
WORDS = st.text(LETTERS.replace(" ", ""), min_size=1, max_size=40)
NAMES = st.lists(WORDS, min_size=1, max_size=30).map(lambda words: " ".join(words)[:300].strip())
SLACK = 1e-6  # dots: for the last digits of floats
NUMBERS = st.sampled_from(["9520007919019", "95200002", "012345678905"])


def lay(content: LabelContent, stock: str, printer: str) -> LabelLayout:
    return lay_out(content, find_stock(stock), find_printer(printer))


def inside(outer: Area, inner: Area) -> bool:
    return (
        outer.left <= inner.left + SLACK
        and outer.top <= inner.top + SLACK
        and inner.right <= outer.right + SLACK
        and inner.bottom <= outer.bottom + SLACK
    )


def overlap(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > SLACK and down > SLACK


def text_of(layout: LabelLayout, field: str) -> str:
    return " ".join(text.text for text in layout.texts if text.field == field)


def assert_sound(layout: LabelLayout) -> None:
    """Ink inside its area, quiet zones inside the label, nothing over anything else, letters large enough."""
    frame = layout.frame
    label = Area(0, 0, frame.width, frame.height)
    for symbol in layout.symbols:
        assert inside(label, symbol.area)
        for left, top, width, height in symbol.rectangles():
            assert inside(frame.ink, Area(left, top, left + width, top + height))
    for one, other in combinations(layout.symbols, 2):
        assert not overlap(one.area, other.area)
    for text in layout.texts:
        assert inside(frame.ink, text.area), text
        # Digits stand in the quiet zone, below the bars, by the standard.
        barred = [symbol for symbol in layout.symbols if text.field != "number"]
        assert not any(overlap(text.area, symbol.area) for symbol in barred), text
        if text.field != "number":
            assert text.size * X_HEIGHT >= frame.dots(frame.stock.letter_mm) - 1e-9
    for first, second in combinations(layout.texts, 2):
        assert not overlap(first.area, second.area), (first, second)


def assert_complete(layout: LabelLayout, content: LabelContent) -> None:
    """Price, net quantity and digits whole; name and cooperative whole or cut with a remark."""
    assert text_of(layout, "price") == content.price
    assert text_of(layout, "net_quantity") == content.net_quantity
    assert text_of(layout, "number").replace(" ", "") == content.number
    for field in ("name", "cooperative"):
        printed, whole = text_of(layout, field), getattr(content, field)
        remarks = [notice for notice in layout.notices if notice.code == "text_shortened"]
        if printed != whole:
            assert printed.endswith("…")
            assert whole.startswith(printed.removesuffix("…"))
            assert any(FIELDS_EN[field] in notice.en and printed in notice.en for notice in remarks)


@pytest.mark.parametrize(("stock", "printer"), PAIRS)
def test_every_sample_product_has_a_sound_label(stock: str, printer: str) -> None:
    for content in sample_contents():
        layout = lay(content, stock, printer)

        assert_sound(layout)
        assert_complete(layout, content)


@pytest.mark.parametrize(("stock", "printer"), PAIRS)
@settings(max_examples=40, deadline=None)
@given(name=NAMES, cooperative=NAMES, number=NUMBERS, link=st.booleans(), price=st.integers(0, 10**9))
def test_any_texts_are_laid_without_touching(
    stock: str, printer: str, name: str, cooperative: str, number: str, link: bool, price: int
) -> None:
    content = make_content(
        name=name, cooperative=cooperative, number=number, link=link, price_vnd=price, net_quantity="1 chiếc"
    )
    try:
        layout = lay(content, stock, printer)
    except LabelDoesNotFit:
        # Bars of the on-demand size leave 40 mm wide labels too little height for the longest prices.
        assert (stock, printer) == ("roll-40x30", "thermal-203")
        return

    assert_sound(layout)
    assert_complete(layout, content)


@settings(max_examples=40, deadline=None)
@given(net_quantity=NAMES)
def test_a_net_quantity_stands_whole_or_the_label_is_refused(net_quantity: str) -> None:
    content = make_content(net_quantity=net_quantity)
    try:
        layout = lay(content, "roll-50x30", "thermal-203")
    except TextDoesNotFit as error:
        refused = error.facts["field_en"]
    else:
        assert_sound(layout)
        refused = None

    assert refused == "net quantity" or text_of(layout, "net_quantity") == net_quantity


def test_the_24_up_label_has_bars_at_full_height_and_a_qr_code() -> None:
    layout = lay(make_content(), "a4-24-70x37", "office-600")

    bars, qr = layout.symbols
    assert (bars.symbol.symbology, bars.x, bars.truncated) == ("ean13", 7, False)
    assert (qr.symbol.symbology, qr.x) == ("gs1-qr", 10)
    assert layout.notices == ()
    assert not layout.on_demand


def test_the_price_is_the_largest_text_and_the_name_the_next() -> None:
    for content in sample_contents():
        layout = lay(content, "a4-24-70x37", "office-600")
        sizes = {text.field: text.size for text in layout.texts if text.field != "number"}

        assert sizes["price"] > sizes["name"] > sizes["cooperative"]
        assert sizes["price"] > 1.4 * sizes["net_quantity"]


def test_the_65_up_label_leaves_the_qr_code_out_rather_than_squeeze_it() -> None:
    layout = lay(make_content(), "a4-65-38x21", "office-600")

    (bars,) = layout.symbols
    assert (bars.symbol.symbology, bars.x, bars.truncated) == ("ean13", 7, True)
    assert [notice.code for notice in layout.notices] == ["bars_truncated", "qr_left_out"]


def test_one_line_names_give_bars_of_one_height() -> None:
    heights = {
        lay(content, "a4-65-38x21", "office-600").symbols[0].height for content in sample_contents()[:8]
    }

    assert len(heights) == 1


@pytest.mark.parametrize(("stock", "printer"), PAIRS)
def test_guard_bars_reach_five_modules_down_between_the_digits(stock: str, printer: str) -> None:
    bars = lay(make_content(), stock, printer).symbols[0]

    bottoms = {top + height for _, top, _, height in bars.rectangles()}
    assert bottoms == {bars.top + bars.height, bars.top + bars.height + 5 * bars.x}
    long = [left for left, _, _, height in bars.rectangles() if height > bars.height]
    assert [(left - bars.left) // bars.x for left in long] == [0, 2, 46, 48, 92, 94]


def test_the_roll_label_has_both_codes_at_203_dpi() -> None:
    layout = lay(make_content(), "roll-50x30", "thermal-203")

    bars, qr = layout.symbols
    assert (bars.x, bars.truncated, qr.x) == (3, True, 4)


def test_a_link_too_long_for_the_roll_leaves_the_qr_code_out() -> None:
    content = make_content()
    long = replace(content, digital_link=f"https://{'a' * 60}.example.vn/01/09520007919019")

    layout = lay(long, "roll-50x30", "thermal-203")

    assert [symbol.symbol.symbology for symbol in layout.symbols] == ["ean13"]
    assert [notice.code for notice in layout.notices] == ["bars_truncated", "qr_left_out"]


def test_an_in_store_number_has_no_qr_code_and_no_remark_about_it() -> None:
    content = make_content(number="2000000000015", link=False)

    layout = lay(content, "a4-24-70x37", "office-600")

    assert [symbol.symbol.symbology for symbol in layout.symbols] == ["ean13"]
    assert layout.notices == ()


@pytest.mark.parametrize(
    ("number", "symbology"), [("95200002", "ean8"), ("012345678905", "upca"), ("9520007919019", "ean13")]
)
def test_the_length_of_the_number_chooses_the_bars(number: str, symbology: str) -> None:
    layout = lay(make_content(number=number), "a4-24-70x37", "office-600")

    assert layout.symbols[0].symbol.symbology == symbology


def test_the_outer_digit_of_a_upc_keeps_clear_of_the_texts_beside_the_bars() -> None:
    layout = lay(make_content(number="614141000036"), "a4-24-70x37", "office-600")

    last = max(text.area.right for text in layout.texts if text.field == "number")
    beside = min(text.area.left for text in layout.texts if text.field in {"price", "cooperative"})
    assert layout.frame.printer.millimetres(beside - last) >= 1.5


@pytest.mark.parametrize(("stock", "printer"), PAIRS)
def test_a_net_quantity_above_the_price_leaves_white_between_them(stock: str, printer: str) -> None:
    for content in sample_contents():
        layout = lay(content, stock, printer)
        fields = {text.field: text for text in layout.texts}
        net, price = fields["net_quantity"].area, fields["price"].area
        if net.bottom <= price.top and net.left == price.left:
            assert layout.frame.printer.millimetres(price.top - net.bottom) >= 0.15


def test_two_dots_at_203_dpi_are_for_printing_on_demand_only() -> None:
    layout = lay(make_content(), "roll-40x30", "thermal-203")

    (bars,) = layout.symbols
    assert (bars.x, layout.on_demand, bars.truncated) == (2, True, False)
    assert layout.frame.printer.millimetres(bars.height) >= 18.28
    assert layout.frame.printer.millimetres(bars.width) >= 29.83
    assert [notice.code for notice in layout.notices] == ["on_demand_size", "qr_left_out"]


def test_an_office_printer_never_gets_the_on_demand_size() -> None:
    narrow = replace(find_stock("a4-65-38x21"), label_width_mm=32.0)

    with pytest.raises(BarsDoNotFit) as refusal:
        lay_out(make_content(), narrow, find_printer("office-600"))

    assert str(refusal.value) == (
        "The bars of 9520007919019 do not fit 32 × 21.2 mm at 600 dpi: they need at least 29.8 mm of width."
    )


def test_bars_too_wide_for_the_label_are_refused() -> None:
    with pytest.raises(BarsDoNotFit):
        lay_out(make_content(), make_roll("roll-25x30", 25, 30, 0.9), find_printer("thermal-203"))


@pytest.mark.parametrize(("stock", "printer"), [("a4-24-70x37", "thermal-203"), ("roll-50x30", "office-600")])
def test_a_printer_that_can_not_feed_the_paper_is_refused(stock: str, printer: str) -> None:
    with pytest.raises(PrinterCannotFeed) as refusal:
        lay(make_content(), stock, printer)

    assert str(refusal.value) == f"The printer {printer} can not feed {stock}."


def test_labels_at_the_rim_keep_clear_of_the_margin_the_printer_can_not_reach() -> None:
    frame = lay(make_content(), "a4-24-70x37", "office-600").frame

    # 1/6 inch from the edges of the page; the labels begin at the left edge and 0.5 mm from the top.
    assert (frame.ink.left, frame.ink.top) == (100, 89)
    assert (frame.width - frame.ink.right, frame.height - frame.ink.bottom) == (100, 89)


def test_a_name_of_300_letters_is_cut_behind_a_word_with_a_remark() -> None:
    name = ("Mật ong hoa bạc hà Cao nguyên đá Đồng Văn " * 8)[:300].strip()

    layout = lay(make_content(name=name), "a4-24-70x37", "office-600")

    printed = text_of(layout, "name")
    assert printed.endswith("…")
    assert name.startswith(printed.removesuffix("…"))
    assert name[len(printed) - 1] == " "
    assert [notice.code for notice in layout.notices] == ["text_shortened"]


def test_a_qr_code_stands_four_modules_from_everything() -> None:
    layout = lay(make_content(), "roll-50x30", "thermal-203")
    qr = next(symbol for symbol in layout.symbols if isinstance(symbol.symbol, MatrixSymbol))

    assert qr.quiet_left == qr.quiet_right == 4 * qr.x
    assert qr.area.right <= layout.frame.width


def test_a_case_number_has_no_bars_on_the_standard_label() -> None:
    with pytest.raises(LabelNumberUnsupported) as refusal:
        lay(make_content(number="19520007919016", link=False), "a4-24-70x37", "office-600")

    assert refusal.value.code == "label_number_unsupported"


def test_an_in_store_number_with_a_public_link_is_refused() -> None:
    with pytest.raises(RestrictedCirculation):
        lay(make_content(number="2000000000015"), "a4-24-70x37", "office-600")

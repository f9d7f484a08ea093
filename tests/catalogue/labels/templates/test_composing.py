import datetime as dt
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.labels.content import LabelContent
from catalogue.labels.details import Wording
from catalogue.labels.errors import LabelDoesNotFit, LabelNumberUnsupported
from catalogue.labels.geometry import Area, LabelLayout, PlacedPicture, Rule
from catalogue.labels.layout import lay_out
from catalogue.labels.printers import PRINTERS
from catalogue.labels.rules.net_quantities import least_digit_mm
from catalogue.labels.stocks import STOCKS
from catalogue.labels.templates.errors import TextsDoNotFit, WordDoesNotFit
from catalogue.labels.templates.field_texts import field_text
from catalogue.labels.templates.registry import TEMPLATES, find_template
from catalogue.labels.typefaces import DIGIT_ASCENT, X_HEIGHT
from tests.catalogue.labels.specimens import codes_in_layout, make_case_content, make_full_content, payload_of
from tests.catalogue.labels.templates.laid_out import lay

SLACK = 1e-6

# Two stocks or more for each template, on paper and on thermal rolls.
SUITED = {
    "shelf": [("a4-24-70x37", "office-600"), ("roll-50x30", "thermal-203"), ("roll-100x50", "thermal-203")],
    "product": [("a4-8-99x68", "office-600"), ("roll-100x70", "thermal-203")],
    "product-vi-en": [("a4-4-99x139", "office-600"), ("roll-100x100", "thermal-203")],
    "case": [("a4-4-105x148", "office-600"), ("roll-100x150", "thermal-203")],
    "pallet": [("a4-1-200x289", "office-600"), ("roll-100x150", "thermal-203")],
    "price": [("a4-65-38x21", "office-600"), ("roll-50x30", "thermal-203"), ("roll-60x40", "thermal-300")],
    "tag": [("a4-12-64x72", "office-600"), ("roll-70x50", "thermal-203")],
    "jewellery": [("a4-189-25x10", "office-600"), ("jewellery-80x25", "thermal-203")],
    "story": [("a4-8-105x74", "office-600"), ("roll-100x70", "thermal-203")],
    "story-vi-en": [("a4-4-105x148", "office-600"), ("roll-100x100", "thermal-203")],
}

PLACES = [(template, *pair) for template, pairs in SUITED.items() for pair in pairs]

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyẰẪẬỄỆỘỮỰỳỵỹỷAĐƯỖ-,.%()’0123456789"

WORDS = st.text(LETTERS, min_size=1, max_size=14)

TEXTS = st.lists(WORDS, max_size=40).map(" ".join)

NAMES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)

WORDINGS = st.builds(Wording, TEXTS, TEXTS)


def content_for(template: str) -> LabelContent:
    return make_case_content() if template.startswith(("case", "pallet")) else make_full_content()


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


def assert_sound(layout: LabelLayout) -> None:
    """Ink in its area, quiet zones on the label, nothing over anything else, letters of lawful height."""
    frame = layout.frame
    label = Area(0, 0, frame.width, frame.height)
    pieces: list[Rule | PlacedPicture] = [*layout.rules, *layout.pictures]
    for symbol in layout.symbols:
        assert inside(label, symbol.area)
        for left, top, width, height in symbol.rectangles():
            assert inside(frame.ink, Area(left, top, left + width, top + height))
        assert not any(overlap(symbol.area, piece.area) for piece in pieces)
    for one, other in combinations(layout.symbols, 2):
        assert not overlap(one.area, other.area)
    for text in layout.texts:
        assert inside(frame.ink, text.area), text
        assert not any(overlap(text.area, piece.area) for piece in pieces), text
        if text.field != "number":
            assert not any(overlap(text.area, symbol.area) for symbol in layout.symbols), text
            assert text.size * X_HEIGHT >= frame.dots(frame.stock.letter_mm) - 1e-9
    for first, second in combinations(layout.texts, 2):
        assert not overlap(first.area, second.area), (first, second)
    for piece in pieces:
        assert inside(frame.ink, piece.area)


def text_of(layout: LabelLayout, field: str) -> str:
    return " ".join(text.text for text in layout.texts if text.field == field)


@pytest.mark.parametrize(("template", "stock", "printer"), PLACES)
def test_every_template_lays_its_texts_and_codes_apart(template: str, stock: str, printer: str) -> None:
    content = content_for(template)

    layout = lay(content, template, stock, printer)

    assert_sound(layout)
    left_out = [notice for notice in layout.notices if notice.code == "label_field_left_out"]
    for line in find_template(template).lines:
        whole = field_text(content, line.field)
        if whole and not (line.spare and left_out) and not line.lines:
            assert whole in text_of(layout, line.field)


@pytest.mark.parametrize(("template", "stock", "printer"), PLACES)
@settings(max_examples=12, deadline=None)
@given(
    name=NAMES,
    cooperative=TEXTS,
    ingredients=WORDINGS,
    warnings=WORDINGS,
    story=st.builds(Wording, NAMES, TEXTS),
    address=WORDINGS,
    price=st.integers(1, 10**9),
)
def test_any_texts_lie_apart_inside_the_label_or_are_refused(
    template: str,
    stock: str,
    printer: str,
    name: str,
    cooperative: str,
    ingredients: Wording,
    warnings: Wording,
    story: Wording,
    address: Wording,
    price: int,
) -> None:
    make = make_case_content if template.startswith(("case", "pallet")) else make_full_content
    content = make(
        name=name,
        cooperative=cooperative,
        price_vnd=price,
        ingredients=ingredients,
        warnings=warnings,
        story=story,
        address=address,
        name_en=name,
    )
    try:
        layout = lay(content, template, stock, printer)
    except (TextsDoNotFit, WordDoesNotFit):
        return

    assert_sound(layout)


@pytest.mark.parametrize(("template", "stock", "printer"), PLACES)
def test_a_scanner_reads_every_code_and_nothing_else(template: str, stock: str, printer: str) -> None:
    layout = lay(content_for(template), template, stock, printer)

    assert codes_in_layout(layout) == sorted(payload_of(symbol.symbol) for symbol in layout.symbols)


@pytest.mark.parametrize(
    ("template", "stock"),
    [("qr", "roll-50x30"), ("jewellery", "jewellery-80x25"), ("standard", "a4-24-70x37")],
)
def test_the_price_of_a_piece_never_stands_beside_the_number_of_a_case(template: str, stock: str) -> None:
    case = make_case_content(digital_link=f"https://htx.example.vn/01/{make_case_content().number}")
    printer = "office-600" if stock.startswith("a4") else "thermal-203"

    with pytest.raises(LabelNumberUnsupported):
        lay(case, template, stock, printer)


def test_the_price_of_a_shelf_label_is_its_largest_text() -> None:
    for stock, printer in SUITED["shelf"] + SUITED["price"]:
        layout = lay(make_full_content(), "price", stock, printer)
        sizes = {text.field: text.size for text in layout.texts if text.field != "number"}
        assert max(sizes, key=lambda field: sizes[field]) == "price"


def test_texts_stand_beside_a_code_in_the_corner_where_a_strip_has_no_room_for_both() -> None:
    layout = lay(make_full_content(), "shelf", "roll-60x40", "thermal-203")

    bars, square = layout.symbols
    assert " ".join(text.text for text in layout.texts if text.field == "name") == make_full_content().name
    assert square.area.bottom <= bars.area.top
    assert square.area.right > bars.area.right
    price = next(text for text in layout.texts if text.field == "price")
    assert price.size > 1.5 * max(text.size for text in layout.texts if text.field == "name")


@pytest.mark.parametrize("stock", ["roll-40x30", "roll-50x30"])
def test_texts_stay_below_each_other_beside_a_square_code_while_there_is_room(stock: str) -> None:
    layout = lay(make_full_content(), "qr", stock, "thermal-203")

    texts = [text for text in layout.texts if text.field in ("price", "net_quantity", "cooperative")]
    assert len({text.left for text in texts}) == 1
    assert [text.field for text in texts] == ["price", "net_quantity", "cooperative"]


def test_the_second_language_is_never_larger_than_vietnamese() -> None:
    for template, stock, printer in PLACES:
        if not template.endswith("-vi-en"):
            continue
        content = content_for(template)
        layout = lay(content, template, stock, printer)
        for field in ("name", "story", "ingredients"):
            sizes = [text.size for text in layout.texts if text.field == field]
            assert sizes == sorted(sizes, reverse=True)
        assert content.details.name_en in text_of(layout, "name")


@pytest.mark.parametrize(("stock", "printer"), SUITED["product"])
def test_the_digits_of_the_net_quantity_are_as_high_as_the_law_asks(stock: str, printer: str) -> None:
    layout = lay(make_full_content(), "product", stock, printer)
    paper = layout.frame.stock
    least = least_digit_mm(paper.label_width_mm * paper.label_height_mm / 100)

    value = max((text for text in layout.texts if text.field == "net_quantity"), key=lambda text: text.size)
    assert value.text == "500 ml"
    assert layout.frame.printer.millimetres(value.size * DIGIT_ASCENT) >= least - 1e-6


def test_a_spirit_shows_its_alcohol_and_an_expiry_without_date_counts_from_production() -> None:
    content = make_full_content(
        label_group="ruou", alcohol_percent=Decimal("29.5"), expires_on=None, shelf_life_days=730
    )

    layout = lay(content, "product", "a4-4-99x139", "office-600")

    assert text_of(layout, "alcohol") == "Hàm lượng etanol: 29,5\u00a0%\u00a0vol"
    assert text_of(layout, "expires_on") == "HSD: 24 tháng kể từ NSX"


def test_dates_are_spelled_day_first_on_one_line() -> None:
    layout = lay(make_full_content(produced_on=dt.date(2026, 4, 2)), "product", "roll-100x70", "thermal-203")

    (text,) = [text for text in layout.texts if text.field == "produced_on"]
    assert text.text == "NSX: 02/04/2026"


def test_the_registry_has_each_template_with_and_without_english() -> None:
    keys = [template.key for template in TEMPLATES]

    assert len(keys) == len(set(keys))
    assert all(f"{key}-vi-en" in keys for key in keys if key != "standard" and not key.endswith("-vi-en"))
    assert set(SUITED) <= set(keys)


@pytest.mark.parametrize("template", [template.key for template in TEMPLATES[1:10]])
def test_on_every_paper_a_template_is_sound_or_refused(template: str) -> None:
    content = content_for(template)
    sound = 0
    for stock in STOCKS:
        printer = next(printer for printer in PRINTERS if printer.feeds(stock))
        try:
            layout = lay_out(content, stock, printer, find_template(template))
        except LabelDoesNotFit:
            continue
        assert_sound(layout)
        sound += 1

    assert sound >= 4


def test_words_are_lost_only_where_smaller_letters_do_not_save_them() -> None:
    roomy = lay(make_full_content(), "jewellery", "jewellery-80x25", "thermal-203")
    tight = lay(make_full_content(), "jewellery", "a4-189-25x10", "office-600")

    assert text_of(roomy, "name") == "Mật ong hoa bạc hà Cao nguyên đá Đồng Văn"
    assert text_of(tight, "name").endswith("…")
    assert [notice.code for notice in tight.notices] == ["text_shortened"]

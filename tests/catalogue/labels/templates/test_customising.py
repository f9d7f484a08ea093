import base64
import json
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from catalogue.labels.layout import lay_out
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.templates.customising import customise
from catalogue.labels.templates.errors import LogoInvalid, TemplateChangesInvalid, TemplateFixed
from catalogue.labels.templates.logos import LARGEST_SIDE, logo_from_png
from catalogue.labels.templates.previews import preview_png
from catalogue.labels.templates.registry import STANDARD, find_template
from tests.catalogue.labels.specimens import codes_in_png, make_full_content
from tests.catalogue.labels.templates.test_composing import assert_sound

PRODUCT = find_template("product")


def png_of(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def make_logo(width: int = 120, height: int = 80) -> str:
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((4, 4, width - 5, height - 5), fill=(20, 90, 40, 255))
    return base64.b64encode(png_of(image)).decode()


def codes(changes: dict[str, object]) -> list[str]:
    with pytest.raises(TemplateChangesInvalid) as refusal:
        customise(PRODUCT, changes)
    return [reason.code for reason in refusal.value.reasons]


def test_fields_order_sizes_languages_and_logo_change_as_data() -> None:
    changes = {
        "name": "Nhãn mật ong",
        "fields": ["name", "ocop", "origin", "ingredients", "net_quantity"],
        "sizes": {"name": 1.4, "ocop": 0.8},
        "languages": ["vi", "en"],
        "ruled": False,
        "logo": make_logo(),
        "logo_mm": 12,
    }

    own = customise(PRODUCT, json.loads(json.dumps(changes)), key="own-7")

    assert (own.key, own.name("vi"), own.languages, own.ruled) == (
        "own-7",
        "Nhãn mật ong",
        ("vi", "en"),
        False,
    )
    assert own.fields == ("name", "ocop", "origin", "ingredients", "net_quantity")
    assert [line.scale for line in own.lines] == [1.4, 0.8, 1.0, 1.0, 1.6]
    assert own.logo is not None
    assert (own.logo.width, own.logo.height) == (120, 80)
    assert "warnings" in [line.field for line in own.offered]
    assert PRODUCT.logo is None


def test_no_changes_give_the_template_itself() -> None:
    assert customise(PRODUCT, {}) == PRODUCT


def test_a_changed_template_is_laid_out_with_its_logo_and_previewed_as_a_picture() -> None:
    own = customise(PRODUCT, {"logo": make_logo(), "logo_mm": 12})
    stock, printer, content = find_stock("roll-100x70"), find_printer("thermal-203"), make_full_content()

    layout = lay_out(content, stock, printer, own)
    picture = preview_png(content, stock, printer, own)

    assert_sound(layout)
    (logo,) = layout.pictures
    assert round(printer.millimetres(logo.height), 1) == 12.0
    assert logo.width / logo.height == pytest.approx(1.5, abs=0.02)
    image = Image.open(BytesIO(picture))
    assert (image.mode, image.size) == ("1", (layout.frame.width, layout.frame.height))
    assert codes_in_png(picture) == sorted(symbol.symbol.text for symbol in layout.symbols)
    middle = (logo.left + logo.width // 2, logo.top + logo.height // 2)
    assert image.getpixel(middle) == 0
    assert image.getpixel((logo.left, logo.top)) == 255


def test_the_law_counts_what_the_changed_template_prints() -> None:
    own = customise(PRODUCT, {"fields": ["name", "net_quantity"]})

    layout = lay_out(make_full_content(), find_stock("roll-100x70"), find_printer("thermal-203"), own)

    missing = [notice for notice in layout.notices if notice.code == "label_content_missing"]
    assert len(missing) == 10


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"colour": "red"}, "label_template_change_unknown"),
        ({"name": ""}, "label_template_name"),
        ({"name": "x" * 61}, "label_template_name"),
        ({"name": "a\u202eb"}, "label_template_name"),
        ({"fields": "name"}, "label_template_fields"),
        ({"fields": []}, "label_template_fields"),
        ({"fields": ["name", "net_quantity", "name"]}, "label_template_fields"),
        ({"fields": ["name", "net_quantity", "__class__"]}, "label_template_field_unknown"),
        ({"fields": [["name"]]}, "label_template_field_unknown"),
        ({"fields": ["net_quantity"]}, "label_template_field_missing"),
        ({"sizes": [1]}, "label_template_size"),
        ({"sizes": {"name": 4.1}}, "label_template_size"),
        ({"sizes": {"name": 0.5}}, "label_template_size"),
        ({"sizes": {"name": float("nan")}}, "label_template_size"),
        ({"sizes": {"name": True}}, "label_template_size"),
        ({"sizes": {"name": "2"}}, "label_template_size"),
        ({"sizes": {"colour": 1}}, "label_template_field_unknown"),
        ({"languages": ["en"]}, "label_template_languages"),
        ({"languages": "vi"}, "label_template_languages"),
        ({"ruled": 1}, "label_template_change_unknown"),
        ({"logo_mm": 31}, "label_template_size"),
        ({"logo": "%%%"}, "label_logo_invalid"),
        ({"logo": 5}, "label_logo_invalid"),
    ],
)
def test_a_change_that_is_not_possible_is_named(changes: dict[str, object], code: str) -> None:
    assert codes(changes) == [code]


def test_all_wrong_changes_are_named_at_once() -> None:
    assert codes({"sizes": {"name": 9}, "languages": [], "name": "Nhãn"}) == [
        "label_template_size",
        "label_template_languages",
    ]


def test_the_standard_template_keeps_its_looks() -> None:
    with pytest.raises(TemplateFixed):
        customise(STANDARD, {"name": "Nhãn"})


def test_smallest_sizes_never_fall_below_the_lawful_height() -> None:
    own = customise(PRODUCT, {"sizes": dict.fromkeys(PRODUCT.fields, 0.6)})

    assert_sound(lay_out(make_full_content(), find_stock("roll-100x70"), find_printer("thermal-203"), own))


def test_a_logo_is_cut_to_black_and_white_and_made_small_enough() -> None:
    image = Image.new("L", (2000, 500), 255)
    ImageDraw.Draw(image).rectangle((0, 0, 999, 499), fill=30)

    logo = logo_from_png(png_of(image))

    assert (logo.width, logo.height) == (LARGEST_SIDE, 180)
    assert {len(row) for row in logo.rows} == {90}
    assert logo.rows[90][:44] == b"\xff" * 44
    assert logo.rows[90][46:] == b"\x00" * 44


@pytest.mark.parametrize(
    "png",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        b"\x89PNG\r\n\x1a\n" + b"x" * 200_001,
        png_of(Image.new("1", (5, 100))),
        png_of(Image.new("1", (4000, 1001))),
    ],
)
def test_what_is_no_small_png_is_no_logo(png: bytes) -> None:
    with pytest.raises(LogoInvalid):
        logo_from_png(png)

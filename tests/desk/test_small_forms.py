"""Small forms keep what was typed, say at the field what is wrong, and overwrite nothing unseen."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogue.media.items import add_photo
from catalogue.models import Gtin, MediaItem, Product, ScanAlias, Variant
from tests.catalogue.approval.goods import make_draft, only_variant
from tests.catalogue.media.accepted import kept_photo
from tests.desk.people import browser_of, page
from tests.factories import make_company_prefix
from tests.people.cast import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def product() -> Product:
    return make_draft()


@pytest.fixture
def variant(product: Product) -> Variant:
    return only_variant(product)


@pytest.fixture
def lan(product: Product) -> Client:
    return browser_of(make_member("lan", product.cooperative))


def refused(browser: Client, path: str, form: dict[str, Any]) -> str:
    answer = browser.post(f"/desk/{path}", form)
    assert answer.status_code == 422, path
    return str(answer.content.decode())


def field(text: str, name: str) -> tuple[str, str, bool]:
    """Return what the field holds, what is said of it, and whether its form stands open."""
    found = re.search(
        rf'<label for="{name}">[^<]*</label>(?:<strong[^>]*>([^<]*)</strong>)?<input id="{name}"([^>]*)>',
        text,
    )
    assert found, name
    value = re.search(r'value="([^"]*)"', found[2])
    details = text[: found.start()].rpartition("<details")[2]
    return value[1] if value else "", found[1] or "", details.startswith(" open")


@pytest.mark.parametrize(
    ("step", "name", "typed", "said"),
    [
        ("adopt", "number", "9520000000001", "Số kiểm tra của 9520000000001 sai"),
        ("price", "price", "chín chục", "chín chục"),
        ("add_code", "code", "\u202e", "Mã"),
    ],
)
def test_what_is_refused_stays_in_its_field_with_the_reason(
    lan: Client, variant: Variant, step: str, name: str, typed: str, said: str
) -> None:
    text = refused(lan, f"variants/{variant.pk}/do/{step}", {name: typed, "seen": str(variant.price_vnd)})

    value, reason, is_open = field(text, f"{step}-{name}-{variant.pk}")
    assert (value, said in reason, is_open) == (typed, True, True)
    price_before = variant.price_vnd
    variant.refresh_from_db()
    assert (Gtin.objects.count(), ScanAlias.objects.count(), variant.price_vnd) == (0, 0, price_before)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1000000", "từ 2 đến 100.000 món, không phải 1000000."),
        ("12,5", "“12,5” không phải số nguyên. Hãy viết số món bên trong, ví dụ 12."),
        ("", "Hãy viết số món bên trong, ví dụ 12."),
    ],
)
def test_the_units_and_the_level_of_a_pack_stay(lan: Client, variant: Variant, typed: str, told: str) -> None:
    make_company_prefix(cooperative=variant.cooperative)
    lan.post(f"/desk/variants/{variant.pk}/do/number")

    text = refused(lan, f"variants/{variant.pk}/do/pack", {"level": "inner", "units": typed})

    value, reason, is_open = field(text, f"pack-units-{variant.pk}")
    assert (value, told in reason, is_open) == (typed, True, True)
    assert '<option value="inner" selected>' in text
    assert Gtin.objects.count() == 1


def test_other_forms_of_the_page_stay_as_they_were(lan: Client, product: Product, variant: Variant) -> None:
    text = refused(lan, f"variants/{variant.pk}/do/price", {"price": "x", "seen": str(variant.price_vnd)})

    assert field(text, f"add_code-code-{variant.pk}") == ("", "", False)
    assert field(page(lan, f"goods/{product.pk}"), f"price-price-{variant.pk}")[1:] == ("", False)


def test_a_photo_that_is_missing_or_refused_keeps_its_description(
    lan: Client, product: Product, media_folder: Path
) -> None:
    drawn = SimpleUploadedFile("a.svg", b"<svg/>", "image/svg+xml")
    for form, said in (({}, "Hãy chọn tệp."), ({"file": drawn}, "JPEG")):
        text = refused(lan, f"goods/{product.pk}/media", {**form, "alt": "Lọ mật"})
        assert field(text, f"add_photo-alt-{product.pk}") == ("Lọ mật", "", True)
        assert said in field(text, f"add_photo-file-{product.pk}")[1]

    text = refused(lan, f"goods/{product.pk}/media", {"language": "hmn"})
    assert field(text, f"add_clip-file-{product.pk}") == ("", "Hãy chọn tệp.", True)
    assert '<option value="hmn" selected>' in text
    assert MediaItem.objects.count() == 0


def test_a_price_that_a_colleague_has_just_set_is_not_overwritten(lan: Client, variant: Variant) -> None:
    seen, path = str(variant.price_vnd), f"variants/{variant.pk}/do/price"
    assert lan.post(f"/desk/{path}", {"price": "99.000", "seen": seen}).status_code == 302

    text = refused(lan, path, {"price": "88.000", "seen": seen})

    variant.refresh_from_db()
    value, reason, _ = field(text, f"price-price-{variant.pk}")
    assert (variant.price_vnd, value, "99.000" in reason) == (99_000, "88.000", True)
    again = {"price": "88.000", "seen": "99000"}
    assert 'name="seen" value="99000"' in text
    assert lan.post(f"/desk/{path}", again).status_code == 302
    variant.refresh_from_db()
    assert variant.price_vnd == 88_000


def test_a_description_that_a_colleague_has_just_written_is_not_overwritten(
    lan: Client, product: Product, media_folder: Path
) -> None:
    item = add_photo(product=product, kept=kept_photo(), alt_text={"vi": "Lọ"})
    path = f"media/{item.pk}/do/describe"
    assert lan.post(f"/desk/{path}", {"alt": "Lọ mật", "seen": "Lọ"}).status_code == 302

    text = refused(lan, path, {"alt": "Tổ ong", "seen": "Lọ"})

    item.refresh_from_db()
    value, reason, is_open = field(text, f"describe-alt-{item.pk}")
    assert (item.alt_text, value, "“Lọ mật”" in reason, is_open) == ({"vi": "Lọ mật"}, "Tổ ong", True, True)

"""A cooperative's own templates over the wire."""

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from catalogue.models import LabelProfile, PrintJob
from tests.api.seller.labels import asked, folder, gtin
from tests.api.seller.profiles import add
from tests.api.staff.people import Cast

__all__ = ["folder", "gtin"]

pytestmark = pytest.mark.django_db

TEMPLATE: dict[str, Any] = {"key": "nhan-ke", "based_on": "shelf", "name": "Nhãn kệ của Lan"}


def logo(side: int = 16) -> str:
    buffer = BytesIO()
    Image.new("L", (side, side), 0).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def test_a_template_of_ones_own_prints_what_it_was_told_to(cast: Cast, gtin: str) -> None:
    body = TEMPLATE | {"fields": ["price", "name", "sku"], "sizes": {"price": 2}, "logo": logo()}
    added = add(cast, "label-templates", body)
    listed = cast.staff_a.get("seller/label-templates").json()[0]
    printed = cast.staff_a.post("seller/labels", asked(gtin, template="nhan-ke"))

    assert (added["printed"], added["based_on"]) == (["price", "name", "sku"], "shelf")
    assert (added["name"], listed["name"]) == ("Nhãn kệ của Lan", "Nhãn kệ của Lan")
    assert "logo" in added["changes"]
    assert "logo" not in listed["changes"]
    assert (printed.status_code, printed.json()["template"]) == (201, "nhan-ke")
    record = PrintJob.objects.get().record["template"]
    assert [line["field"] for line in record["lines"]] == ["price", "name", "sku"]
    assert (record["logo"]["width"], record["logo"]["height"]) == (16, 16)


def test_the_logo_that_is_kept_is_drawn_anew(cast: Cast) -> None:
    hidden = base64.b64decode(logo()) + b"<script>alert(1)</script>"
    added = add(cast, "label-templates", TEMPLATE | {"logo": base64.b64encode(hidden).decode()})

    kept = base64.b64decode(added["changes"]["logo"])
    with Image.open(BytesIO(kept)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "1", (16, 16))
        assert picture.convert("L").getextrema() == (0, 0)
    assert b"script" not in kept


def test_null_takes_a_change_of_a_template_back(cast: Cast) -> None:
    added = add(cast, "label-templates", TEMPLATE | {"fields": ["price", "name"], "ruled": False})
    address = f"seller/label-templates/{added['id']}"
    etag = cast.staff_a.get(address).headers["ETag"]

    changed = cast.staff_a.patch(address, {"fields": None, "logo_mm": 12}, If_Match=etag).json()

    assert changed["changes"] == {"name": "Nhãn kệ của Lan", "ruled": False, "logo_mm": 12.0}
    shipped = {one["key"]: one["printed"] for one in cast.staff_a.get("seller/label-templates").json()}
    assert changed["printed"] == shipped["shelf"]


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"fields": ["name"]}, "label_template_invalid", "/fields"),
        ({"fields": ["name", "price", "bí mật"]}, "label_template_invalid", "/fields"),
        ({"sizes": {"name": 9}}, "label_template_invalid", "/sizes"),
        ({"languages": ["en"]}, "label_template_invalid", "/languages"),
        ({"logo": "PHN2Zz4="}, "label_template_invalid", "/logo"),
        ({"logo_mm": 300}, "label_template_invalid", "/logo_mm"),
        ({"based_on": "standard"}, "label_template_fixed", "/based_on"),
    ],
)
def test_a_template_that_cannot_be_is_refused(
    cast: Cast, changes: dict[str, Any], code: str, pointer: str
) -> None:
    answer = cast.staff_a.post("seller/label-templates", TEMPLATE | changes)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [entry["pointer"] for entry in answer.json()["errors"]] == [pointer]
    assert not LabelProfile.objects.exists()


def test_changes_of_a_template_are_seen_as_a_picture_before_they_are_kept(cast: Cast, gtin: str) -> None:
    body = asked(gtin, template="shelf")
    plain = cast.staff_a.post("seller/labels/preview", body)
    tried = cast.staff_a.post("seller/labels/preview", body | {"changes": {"logo": logo(), "sizes": None}})
    wrong = cast.staff_a.post("seller/labels/preview", body | {"changes": {"fields": []}})

    for answer in (plain, tried):
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    with Image.open(BytesIO(plain.content)) as picture:
        assert (picture.mode, picture.size) == ("1", (1653, 874))
    assert tried.content != plain.content
    assert (wrong.status_code, wrong.json()["code"]) == (422, "label_template_invalid")
    assert not PrintJob.objects.exists()


def test_a_cooperative_has_at_most_a_hundred_of_a_kind(cast: Cast) -> None:
    LabelProfile.objects.bulk_create(
        LabelProfile(cooperative=cast.a, kind="template", key=f"m{number}", based_on="shelf")
        for number in range(100)
    )

    answer = cast.staff_a.post("seller/label-templates", TEMPLATE)

    assert (answer.status_code, answer.json()["code"]) == (409, "label_profiles_too_many")
    assert LabelProfile.objects.count() == 100

"""Adding goods with a photo, and changing what is there, without losing what was typed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogue.approval import edit_product
from catalogue.media.items import add_photo
from catalogue.models import MediaItem, Product, Variant
from people.models import Membership, Role
from people.sent_forms import new_mark
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.catalogue.media.accepted import kept_photo
from tests.catalogue.media.photos import photo
from tests.desk.people import browser_of, page
from tests.factories import make_category, make_cooperative
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db


def filled_in(**fields: Any) -> dict[str, Any]:
    """Return the form of new goods, filled in as people do."""
    values = {
        "name_vi": "Mật ong bạc hà",
        "category": make_category().slug,
        "label_group": "thuc-pham",
        "net": "500 ml",
        "price": "320.000 đ",
        "description_vi": "Ong Mèo Vạc.\r\nMùa hoa tháng mười.",
        "shelf_life_days": "730",
        "mark": new_mark(),
    }
    return values | fields


def picture(width_px: int = 60) -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.jpg", photo(width_px, 40), "image/jpeg")


@pytest.fixture
def lan() -> Client:
    """The browser of Lan, who works in a cooperative."""
    return browser_of(make_member("lan", make_cooperative()))


def test_goods_are_added_with_their_photo_and_a_double_click_adds_them_once(
    lan: Client, media_folder: Path
) -> None:
    form = filled_in()

    first = lan.post("/desk/goods/new", form | {"photo": picture()})
    again = lan.post("/desk/goods/new", form | {"photo": picture()})

    product = Product.objects.get()
    assert (first.status_code, first["Location"]) == (302, f"/desk/goods/{product.pk}")
    assert again["Location"] == first["Location"]
    assert (product.name, product.state) == ({"vi": "Mật ong bạc hà"}, "draft")
    assert product.description == {"vi": "Ong Mèo Vạc.\nMùa hoa tháng mười."}
    assert (product.shelf_life_days, product.label_group) == (730, "thuc-pham")
    variant = Variant.objects.get()
    assert (variant.sku, variant.price_vnd, str(variant.net_amount), variant.net_unit) == (
        "SP-001",
        320_000,
        "500.000",
        "ml",
    )
    assert (MediaItem.objects.get().alt_text, len(list(media_folder.rglob("*.webp"))) > 0) == (
        {"vi": "Mật ong bạc hà"},
        True,
    )
    text = page(lan, f"goods/{product.pk}")
    assert all(word in text for word in ("Đã tạo bản nháp.", "320.000 ₫", "500 ml", "/media/"))
    lan.post("/desk/goods/new", filled_in(name_vi="Trà"))
    assert set(Variant.objects.values_list("sku", flat=True)) == {"SP-001", "SP-002"}


def test_an_empty_form_says_what_is_missing_and_asks_for_no_photo_again(lan: Client) -> None:
    answer = lan.post("/desk/goods/new", dict.fromkeys(filled_in(), ""))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count(">Còn thiếu.<") == 3  # name, quantity and price
    assert ("Không hiểu" in text, "Ảnh phải chọn lại" in text) == (False, False)
    again = lan.post("/desk/goods/new", filled_in(price="", photo=picture()))
    assert "Ảnh phải chọn lại" in again.content.decode()
    assert (Product.objects.count(), MediaItem.objects.count()) == (0, 0)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost_or_half_done(
    lan: Client, media_folder: Path
) -> None:
    bad = {"name_vi": "", "category": "khong-co", "net": "một ít", "price": "rẻ", "shelf_life_days": "lâu"}
    answer = lan.post(
        "/desk/goods/new",
        filled_in(
            **bad, ingredients_vi="100% <b>mật</b>", photo=SimpleUploadedFile("a.jpg", b"GIF89a", "image/gif")
        ),
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count('class="wrong"') == 6
    for typed in (
        'value="một ít"',
        'value="rẻ"',
        'value="lâu"',
        "100% &lt;b&gt;mật&lt;/b&gt;",
        "Ong Mèo Vạc.",
    ):
        assert typed in text
    assert (Product.objects.count(), MediaItem.objects.count(), media_folder.exists()) == (0, 0, False)
    taken = make_draft(cooperative=Membership.objects.get().cooperative)
    sku = only_variant(taken).sku
    again = lan.post("/desk/goods/new", filled_in(sku=sku))
    assert (again.status_code, sku in again.content.decode(), Product.objects.count()) == (422, True, 1)
    words = lan.post("/desk/goods/new", filled_in(sku="GỌI 0909 mua rẻ hơn"))
    assert (words.status_code, "ví dụ MO-500" in words.content.decode()) == (422, True)
    assert Product.objects.count() == 1


def test_an_officer_says_for_whom_goods_are_added(media_folder: Path) -> None:
    cooperative = make_cooperative(name="HTX Sà Phìn")
    officer = browser_of(make_officer())

    assert "HTX Sà Phìn" in page(officer, "goods/new")
    assert officer.post("/desk/goods/new", filled_in()).status_code == 422
    assert officer.post("/desk/goods/new", filled_in(cooperative="khong-co")).status_code == 422
    assert officer.post("/desk/goods/new", filled_in(cooperative=cooperative.slug)).status_code == 302
    assert Product.objects.get().cooperative == cooperative


def edit_form(browser: Client, key: int, **changes: str) -> dict[str, str]:
    """Return the form of the product as the page shows it, with ``changes``."""
    answer: Any = browser.get(f"/desk/goods/{key}/edit")
    return {**answer.context["given"], "seen": answer.context["seen"], **changes}


def test_content_of_approved_goods_is_changed_and_waits(lan: Client) -> None:
    product = make_approved(cooperative=Membership.objects.get().cooperative)
    form = edit_form(lan, product.pk, description_vi="Mới", name_en="")

    answer = lan.post(f"/desk/goods/{product.pk}/edit", form)

    product.refresh_from_db()
    assert answer.status_code == 302
    assert product.pending_changes == {"description": {"vi": "Mới"}, "name": {"vi": "Mật ong bạc hà"}}
    assert edit_form(lan, product.pk)["description_vi"] == "Mới"


def test_texts_in_languages_beyond_the_form_stay(lan: Client) -> None:
    product = make_draft(
        cooperative=Membership.objects.get().cooperative, description={"vi": "Cũ", "hmn": "Zib ntab"}
    )

    lan.post(f"/desk/goods/{product.pk}/edit", edit_form(lan, product.pk, description_vi="Mới"))

    product.refresh_from_db()
    assert product.description == {"vi": "Mới", "hmn": "Zib ntab"}


def test_a_stale_form_shows_what_is_there_now_and_writes_nothing(lan: Client) -> None:
    product = make_draft(cooperative=Membership.objects.get().cooperative)
    form = edit_form(lan, product.pk, description_vi="Của Lan")
    edit_product(product=product, changes={"description": {"vi": "Của Minh"}})

    answer = lan.post(f"/desk/goods/{product.pk}/edit", form)

    text = answer.content.decode()
    assert (answer.status_code, "Của Lan" in text, "Của Minh" in text) == (422, True, True)
    product.refresh_from_db()
    assert product.description == {"vi": "Của Minh"}
    context: Any = answer.context
    assert lan.post(f"/desk/goods/{product.pk}/edit", form | {"seen": context["seen"]}).status_code == 302
    product.refresh_from_db()
    assert product.description == {"vi": "Của Lan"}


def test_sizes_are_added_and_changed(lan: Client) -> None:
    product = make_draft(cooperative=Membership.objects.get().cooperative)
    path = f"/desk/goods/{product.pk}/variants/new"
    wrong = lan.post(path, {"net": "", "price": "1"})
    form = {"net": "10 gói x 18 g", "price": "95.000", "mark": new_mark()}

    assert (wrong.status_code, product.variants.count()) == (422, 1)
    assert [lan.post(path, form).status_code for _ in range(2)] == [302, 302]

    added = product.variants.order_by("-pk").first()
    assert added is not None
    assert (product.variants.count(), added.pack_count, str(added.net_amount)) == (2, 10, "180.000")
    edit = f"/desk/variants/{added.pk}/edit"
    shown: Any = lan.get(edit)
    assert shown.context["given"]["net"] == "10 gói x 18 g"
    changed = {
        **shown.context["given"],
        "seen": shown.context["seen"],
        "net": "12 gói x 18 g",
        "sku": "TRA-12",
    }
    assert lan.post(edit, changed).status_code == 302
    assert lan.post(edit, changed | {"sku": "TRA-13"}).status_code == 422  # the form is stale now
    added.refresh_from_db()
    assert (added.sku, added.pack_count) == ("TRA-12", 12)


def test_photos_are_added_described_put_first_and_taken_away(lan: Client, media_folder: Path) -> None:
    product = make_draft(cooperative=Membership.objects.get().cooperative)
    add = f"/desk/goods/{product.pk}/media"
    for width_px in (60, 61):
        assert lan.post(add, {"file": picture(width_px), "alt": f"Ảnh {width_px}"}).status_code == 302
    refused = lan.post(add, {"file": SimpleUploadedFile("a.svg", b"<svg/>", "image/svg+xml")})
    first, second = MediaItem.objects.order_by("position")

    assert (refused.status_code, MediaItem.objects.count()) == (422, 2)
    assert lan.post(f"/desk/media/{second.pk}/do/first").status_code == 302
    assert (
        lan.post(f"/desk/media/{second.pk}/do/describe", {"alt": "Lọ mật", "seen": "Ảnh 61"}).status_code
        == 302
    )
    assert lan.post(f"/desk/media/{first.pk}/do/delete").status_code == 302
    assert lan.post(f"/desk/media/{first.pk}/do/burn").status_code == 404
    kept = MediaItem.objects.present().get()
    assert (kept.pk, kept.position, kept.alt_text) == (second.pk, 0, {"vi": "Lọ mật"})


def test_a_new_description_of_a_public_photo_is_shown_as_waiting(lan: Client, media_folder: Path) -> None:
    product = make_approved(cooperative=Membership.objects.get().cooperative)
    words = {"vi": "Lọ mật", "en": "A jar"}
    item = add_photo(product=product, kept=kept_photo(), alt_text=words, approved=True)

    for seen, alt in (("Lọ mật", "Tổ ong"), ("Tổ ong", "Tổ ong rừng")):
        answer = lan.post(f"/desk/media/{item.pk}/do/describe", {"alt": alt, "seen": seen})
        assert answer.status_code == 302

    item.refresh_from_db()
    wished = {"vi": "Tổ ong rừng", "en": "A jar"}
    assert (item.alt_text, item.approved, item.pending_changes) == (words, True, {"alt_text": wished})
    text = page(lan, f"goods/{product.pk}")
    assert f'id="describe-alt-{item.pk}" name="alt" value="Tổ ong rừng"' in text
    assert ("Ảnh 1 · Mô tả" in text, f"goods/{product.pk}/do/discard" in text) == (True, True)


def test_neighbours_find_no_forms_and_change_nothing(lan: Client, media_folder: Path) -> None:
    theirs = make_draft()
    variant = only_variant(theirs)
    before = Product.objects.values().get(pk=theirs.pk)

    for path in (f"goods/{theirs.pk}/edit", f"goods/{theirs.pk}/variants/new", f"variants/{variant.pk}/edit"):
        assert (lan.get(f"/desk/{path}").status_code, lan.post(f"/desk/{path}").status_code) == (404, 404)
    assert lan.post(f"/desk/goods/{theirs.pk}/media", {"file": picture()}).status_code == 404

    assert Product.objects.values().get(pk=theirs.pk) == before
    assert (theirs.variants.count(), MediaItem.objects.count()) == (1, 0)


def test_the_forms_are_small_and_english_where_asked_for() -> None:
    product = make_draft()
    owner = make_member("pao", product.cooperative, Role.OWNER)
    owner.language = "en"
    owner.save()
    browser = browser_of(owner)

    for path in ("goods/new", f"goods/{product.pk}/edit", f"variants/{only_variant(product).pk}/edit"):
        text = page(browser, path)
        assert len(text.encode()) < 12_000
        assert ("Change" in text or "Add a product" in text, "Tên sản phẩm" in text) == (True, False)

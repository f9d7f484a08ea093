"""What was deleted of a product stands on its page and comes back from there."""

import datetime
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogue.lifecycle import delete_product
from catalogue.media import items
from catalogue.media.items import add_audio, add_photo, delete_media
from catalogue.models import KEPT_AFTER_DELETION, MediaItem, Product, Variant
from people.sent_forms import new_mark
from tests.catalogue.approval.goods import make_draft
from tests.catalogue.media.accepted import accepted_photo, kept_clip, kept_photo
from tests.desk.people import browser_of, page
from tests.factories import make_product, make_variant
from tests.people.cast import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def product() -> Product:
    return make_draft()


@pytest.fixture
def lan(product: Product) -> Client:
    return browser_of(make_member("lan", product.cooperative))


def step_of(text: str, address: str) -> dict[str, str]:
    """Return the hidden fields of the form that is sent to ``address``; it must be on the page."""
    found = re.search(rf'<form method="post" action="/desk/{address}">(.*?)</form>', text)
    assert found, address
    return dict(re.findall(r'name="(mark)" value="([^"]*)"', found[1]))


def test_a_deleted_variant_comes_back_from_the_page_of_its_product(lan: Client, product: Product) -> None:
    variant = make_variant(product=product, sku="MAT-200")
    here, steps = f"goods/{product.pk}", f"variants/{variant.pk}/do"
    assert "Đã xóa (" not in page(lan, here)
    lan.post(f"/desk/{steps}/delete", step_of(page(lan, here), f"{steps}/delete"))
    variant.refresh_from_db()
    assert variant.deleted_at is not None
    text = page(lan, here)
    assert ("Đã xóa (1)" in text, "SKU MAT-200 · xóa ngày " in text) == (True, True)
    form = step_of(text, f"{steps}/restore")

    answers = [lan.post(f"/desk/{steps}/restore", form) for _ in range(2)]

    assert [answer.headers.get("Location") for answer in answers] == [f"/desk/{here}"] * 2
    variant.refresh_from_db()
    assert variant.deleted_at is None
    assert "Đã xóa (" not in page(lan, here)


def test_a_deleted_photo_and_clip_come_back_while_their_files_are_kept(
    lan: Client, product: Product, media_folder: Path
) -> None:
    photo = add_photo(product=product, kept=kept_photo())
    clip = add_audio(product=product, kept=kept_clip(), language="hmn")
    here = f"goods/{product.pk}"
    for item in (photo, clip):
        path = f"media/{item.pk}/do/delete"
        form = step_of(page(lan, here), path)
        led = [lan.post(f"/desk/{path}", form).headers.get("Location") for _ in range(2)]
        assert led == [f"/desk/{here}#media"] * 2
    assert MediaItem.objects.present().count() == 0
    assert lan.post(f"/desk/media/{photo.pk}/do/delete").status_code == 302  # from an older page
    text = page(lan, here)
    assert ("Đã xóa (2)" in text, text.count("Giữ đến ")) == (True, 2)

    for item in (photo, clip):
        path = f"media/{item.pk}/do/restore"
        assert lan.post(f"/desk/{path}", step_of(text, path)).status_code == 302

    assert list(MediaItem.objects.present()) == [photo, clip]
    delete_media(item=photo)
    MediaItem.objects.filter(pk=photo.pk).update(
        deleted_at=datetime.datetime.now(datetime.UTC) - KEPT_AFTER_DELETION
    )
    assert "Đã xóa (" not in page(lan, here)


@pytest.mark.parametrize("is_whole", [False, True])
def test_an_sku_of_a_deleted_variant_leads_to_where_it_is_restored(
    lan: Client, product: Product, is_whole: bool
) -> None:
    other = make_product(cooperative=product.cooperative, name={"vi": "Chè <Shan>"})
    gone = make_variant(product=other, sku="SHAN")
    if is_whole:
        delete_product(product=other)
    else:
        Variant.objects.filter(pk=gone.pk).update(deleted_at="2026-01-01T00:00:00Z")

    answer = lan.post(
        f"/desk/goods/{product.pk}/variants/new",
        {"net": "200 g", "price": "50000", "sku": "SHAN", "mark": new_mark()},
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    said = "Mã hàng SHAN thuộc một mặt hàng đã xóa của “Chè &lt;Shan&gt;”"
    link = f'<a class="tap" href="/desk/goods/{other.pk}#deleted">Xem mục đã xóa</a>'
    assert (text.count(said), text.count(link)) == (2, 2)  # at the head, and at the field
    assert Variant.objects.count() == 2


def test_a_photo_that_is_there_already_says_where_its_words_are_changed(
    lan: Client, product: Product, media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "accept_photo", lambda *_: accepted_photo("jar"))
    here = f"goods/{product.pk}"
    mark = new_mark()

    def send(words: str, mark: str) -> str:
        file = SimpleUploadedFile("a.jpg", b"jar", "image/jpeg")
        answer = lan.post(f"/desk/{here}/media", {"file": file, "alt": words, "mark": mark})
        assert answer.headers["Location"] == f"/desk/{here}#media"
        return page(lan, here)

    assert "Đã thêm." in send("Lọ", mark)
    assert "Việc này đã làm xong." in send("Lọ", mark)
    text = send("Lọ mật", new_mark())

    assert "Ảnh này đã có sẵn" in text
    assert MediaItem.objects.get().alt_text == {"vi": "Lọ"}


def test_a_description_that_is_too_long_is_refused_and_not_cut(
    lan: Client, product: Product, media_folder: Path
) -> None:
    item = add_photo(product=product, kept=kept_photo(), alt_text={"vi": "Lọ"})
    for path, form in (
        (f"media/{item.pk}/do/describe", {"seen": "Lọ"}),
        (f"goods/{product.pk}/media", {"file": SimpleUploadedFile("a.jpg", b"", "image/jpeg")}),
    ):
        answer = lan.post(f"/desk/{path}", {"alt": "x" * 501, **form})
        assert (answer.status_code, "dài 501 ký tự; nhiều nhất là 500" in answer.content.decode()) == (
            422,
            True,
        )
    item = MediaItem.objects.get()
    assert item.alt_text == {"vi": "Lọ"}
    lan.post(f"/desk/media/{item.pk}/do/describe", {"seen": "Lọ", "alt": "x" * 500})
    item.refresh_from_db()
    assert item.alt_text == {"vi": "x" * 500}

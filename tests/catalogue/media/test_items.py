"""Photos and clips come, are described, ordered and deleted; a refusal leaves neither row nor file."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalogue.approval.media import approve_media
from catalogue.history import history_of
from catalogue.listings import render_products
from catalogue.locks import ProductNotFound
from catalogue.media import items
from catalogue.media.errors import (
    AltTextInvalid,
    AudioLanguageInvalid,
    MediaNotFound,
    MediaOrderMismatch,
    PhotoDamaged,
    TooManyMedia,
)
from catalogue.media.items import (
    add_audio,
    add_photo,
    delete_media,
    describe_media,
    move_media,
    order_media,
    restore_media,
    upload_audio,
    upload_photo,
)
from catalogue.models import ListingDocument, MediaItem, MediaKind, Product
from tests.catalogue.media.accepted import kept_clip, kept_photo, order_of, rows
from tests.catalogue.media.clips import mp3
from tests.catalogue.media.photos import photo
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def product() -> Product:
    """Return a product that the public sees."""
    variant = make_variant()
    with transaction.atomic():
        render_products([variant.product_id])
    return variant.product


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def shown(product: Product, language: str = "vi") -> tuple[Any, Any]:
    """Return ``image`` and ``media`` as the public reads them."""
    document = ListingDocument.objects.get(product=product, language=language)
    return json.loads(document.card)["image"], json.loads(document.detail)["media"]


def test_a_photo_is_drawn_kept_and_shown(product: Product, media_folder: Path) -> None:
    item = upload_photo(
        product=product,
        data=photo(1000, 500),
        declared_type="image/jpeg",
        alt_text={"vi": "Lọ mật ong", "en": "A jar of honey"},
        approved=True,
    )

    assert (item.kind, item.language, item.width, item.height) == (MediaKind.PHOTO, "", 1000, 500)
    assert [(file["type"], file["width"]) for file in item.files] == [
        (kind, width) for width in (320, 640, 1000) for kind in ("image/jpeg", "image/webp")
    ]
    assert files_in(media_folder) == sorted(media_folder / "public" / f["name"] for f in item.files)
    assert item.size_bytes == sum(path.stat().st_size for path in files_in(media_folder))
    by_size = {(file["type"], file["width"]): f"/media/{file['name']}" for file in item.files}
    image, media = shown(product, "en")
    assert image == {
        "url": by_size["image/jpeg", 640], "width": 640, "height": 320, "alt": "A jar of honey"
    }  # fmt: skip
    assert [media[0][name] for name in ("kind", "url", "width", "height", "alt", "language")] == [
        "photo", by_size["image/jpeg", 1000], 1000, 500, "A jar of honey", None,
    ]  # fmt: skip
    assert media[0]["sources"][1] == {
        "url": by_size["image/webp", 320], "width": 320, "height": 160, "type": "image/webp"
    }  # fmt: skip


def test_a_clip_has_its_language_and_length(product: Product) -> None:
    item = upload_audio(
        product=product, data=mp3(100), language="hmn", declared_type="audio/mp3", approved=True
    )

    image, [clip] = shown(product)
    assert image is None
    assert clip["sources"] == [
        {"url": f"/media/{item.files[0]['name']}", "width": None, "height": None, "type": "audio/mpeg"}
    ]
    assert (clip["kind"], clip["language"], clip["duration_ms"]) == ("audio", "hmn", 2612)
    assert clip["alt"] == product.name["vi"]


def test_what_waits_for_approval_is_not_shown(product: Product) -> None:
    add_photo(product=product, kept=kept_photo())
    assert shown(product) == (None, [])

    assert approve_media([product.pk]) == 1
    with transaction.atomic():
        render_products([product.pk])
    image, media = shown(product)
    assert image is not None
    assert len(media) == 1
    assert [change.kind for change in history_of(MediaItem.objects.get())] == ["~", "+"]
    assert approve_media([product.pk]) == 0


def test_the_first_approved_photo_stands_in_the_lists(product: Product) -> None:
    add_audio(product=product, kept=kept_clip(), language="vi", approved=True)
    add_photo(product=product, kept=kept_photo(), approved=False)
    first = add_photo(product=product, kept=kept_photo(width=480, height=640), approved=True)
    second = add_photo(product=product, kept=kept_photo(width=300, height=200), approved=True)

    assert shown(product)[0]["url"] == f"/media/{first.files[2]['name']}"
    assert (shown(product)[0]["width"], shown(product)[0]["height"]) == (480, 640)

    move_media(item=second, position=0)
    assert shown(product)[0]["url"] == f"/media/{second.files[2]['name']}"
    assert [entry["kind"] for entry in shown(product)[1]] == ["photo", "audio", "photo"]


def test_a_text_for_those_who_do_not_see_falls_back_and_is_never_empty(product: Product) -> None:
    item = add_photo(product=product, kept=kept_photo(), alt_text={"tyz": "Nặm phầng"}, approved=True)
    assert shown(product, "en")[0]["alt"] == "Nặm phầng"

    describe_media(item=item, alt_text={"vi": "Mật ong", "tyz": "Nặm phầng"})
    approve_media([product.pk])
    render_products([product.pk])
    assert shown(product, "en")[0]["alt"] == "Mật ong"

    describe_media(item=item, alt_text={})
    approve_media([product.pk])
    render_products([product.pk])
    assert shown(product, "en")[0]["alt"] == product.name["en"]


def test_the_same_bytes_for_a_product_are_the_same_item(product: Product, media_folder: Path) -> None:
    data = photo(60, 40)
    first = upload_photo(product=product, data=data)
    files = files_in(media_folder)

    assert upload_photo(product=product, data=data, alt_text={"vi": "khác"}) == first
    assert upload_photo(product=make_product(), data=data) != first
    assert (rows(), files_in(media_folder)) == ((2, 0), files)

    delete_media(item=first)
    again = upload_photo(product=product, data=data)
    assert again != first
    assert restore_media(item=first) == again


def test_clips_in_two_languages_are_two_items_even_of_the_same_bytes(product: Product) -> None:
    kept = kept_clip()
    assert add_audio(product=product, kept=kept, language="mww") != add_audio(
        product=product, kept=kept, language="ium"
    )


def test_a_refusal_leaves_neither_row_nor_file(
    product: Product, media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = make_product(deleted_at=timezone.now())
    with pytest.raises(PhotoDamaged):
        upload_photo(product=product, data=photo(50, 50)[:-100])
    with pytest.raises(ProductNotFound):
        upload_photo(product=gone, data=photo(50, 50))
    with pytest.raises(AltTextInvalid):
        upload_photo(product=product, data=photo(50, 50), alt_text={"vi": "đảo \u202e chữ"})
    for language in ("", "tiếng Dao", "x" * 36, "vi_VN"):
        with pytest.raises(AudioLanguageInvalid):
            upload_audio(product=product, data=mp3(), language=language)
    monkeypatch.setitem(items._MOST, MediaKind.PHOTO, 0)
    with pytest.raises(TooManyMedia):
        upload_photo(product=product, data=photo(50, 50))

    assert (rows(), files_in(media_folder)) == ((0, 0), [])


def test_a_product_has_at_most_twenty_photos(product: Product) -> None:
    for _ in range(20):
        add_photo(product=product, kept=kept_photo())
    with pytest.raises(TooManyMedia) as refusal:
        add_photo(product=product, kept=kept_photo())

    assert refusal.value.facts == {"limit": 20}
    assert MediaItem.objects.count() == 20
    add_audio(product=product, kept=kept_clip(), language="vi")


def test_the_order_is_given_whole_or_by_moving_one(product: Product) -> None:
    first, second, third = (add_photo(product=product, kept=kept_photo(), approved=True) for _ in range(3))

    order_media(product=product, item_ids=[third.pk, first.pk, second.pk])
    assert order_of(product) == [third.pk, first.pk, second.pk]
    assert shown(product)[0]["url"] == f"/media/{third.files[2]['name']}"

    move_media(item=third, position=99)
    assert order_of(product) == [first.pk, second.pk, third.pk]

    stranger = add_photo(product=make_product(), kept=kept_photo())
    for wrong in ([first.pk], [first.pk, second.pk, stranger.pk], [first.pk] * 3):
        with pytest.raises(MediaOrderMismatch) as refusal:
            order_media(product=product, item_ids=wrong)
        assert refusal.value.facts == {"count": 3}
    assert order_of(product) == [first.pk, second.pk, third.pk]


def test_what_is_deleted_is_gone_from_the_listing_and_can_come_back_for_a_month(product: Product) -> None:
    item = add_photo(product=product, kept=kept_photo(), approved=True)
    delete_media(item=item)

    assert shown(product) == (None, [])
    for verb in (delete_media, lambda *, item: describe_media(item=item, alt_text={})):
        with pytest.raises(MediaNotFound):
            verb(item=item)
    assert restore_media(item=item) == item
    assert shown(product)[0] is not None
    with pytest.raises(MediaNotFound):
        restore_media(item=item)

    delete_media(item=item)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)), pytest.raises(MediaNotFound):
        restore_media(item=item)


def test_each_change_is_recorded(product: Product) -> None:
    item = add_photo(product=product, kept=kept_photo())
    describe_media(item=item, alt_text={"vi": "Ảnh"})
    delete_media(item=item)

    changed = [[field.field for field in change.fields] for change in history_of(item)]
    assert changed[:2] == [["deleted_at"], ["alt_text"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "film"},
        {"kind": "photo", "language": "vi"},
        {"kind": "photo", "width": None},
        {"kind": "audio", "language": "", "width": None, "height": None},
        {"kind": "audio", "language": "vi"},
        {"source_sha256": "X" * 64},
        {"files": []},
        {"size_bytes": 0},
    ],
)
def test_the_database_refuses_what_makes_no_sense(product: Product, wrong: dict[str, Any]) -> None:
    item = add_photo(product=product, kept=kept_photo())
    with pytest.raises(IntegrityError), transaction.atomic():
        MediaItem.objects.filter(pk=item.pk).update(**wrong)


def test_the_database_keeps_the_same_bytes_once(product: Product) -> None:
    first, second = (add_photo(product=product, kept=kept_photo()) for _ in range(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        MediaItem.objects.filter(pk=second.pk).update(source_sha256=first.source_sha256)

"""Words of photos that the public sees wait for the Alliance; what was approved stays meanwhile."""

from typing import Any

import pytest

from catalogue.approval import (
    Difference,
    approve_product,
    discard_changes,
    edit_product,
    pending_diff,
    reject_product,
    review_mark,
    submit_product,
    withdraw_product,
)
from catalogue.chores import Chore, goods_with
from catalogue.history import history_of
from catalogue.media.items import add_photo, delete_media, describe_media, restore_media
from catalogue.models import MediaItem, Product
from tests.catalogue.approval.goods import make_approved, make_draft, shown
from tests.catalogue.media.accepted import kept_photo

pytestmark = pytest.mark.django_db

WORDS = {"vi": "Lọ mật ong"}
NEW_WORDS = {"vi": "Chữa bách bệnh"}


@pytest.fixture
def photo() -> MediaItem:
    """Return a photo that the public sees."""
    return add_photo(product=make_approved(), kept=kept_photo(), alt_text=WORDS, approved=True)


def public_words(product: Product) -> tuple[Any, Any]:
    """Return what the public reads of the picture in lists and of the photo on the page."""
    page = shown(product)
    assert page is not None
    return page["image"]["alt"], page["media"][0]["alt"]


def held(photo: MediaItem) -> tuple[object, object, bool]:
    photo.refresh_from_db()
    return photo.alt_text, photo.pending_changes, photo.approved


def since(photo: MediaItem) -> object:
    return Product.objects.get(pk=photo.product_id).submitted_at


def test_other_words_wait_and_the_public_goes_on_reading_those_that_were_approved(photo: MediaItem) -> None:
    mark = review_mark(photo.product)

    returned = describe_media(item=photo, alt_text=NEW_WORDS)

    assert returned.pending_changes == {"alt_text": NEW_WORDS}
    assert held(photo) == (WORDS, {"alt_text": NEW_WORDS}, True)
    assert public_words(photo.product) == ("Lọ mật ong", "Lọ mật ong")
    assert (since(photo) is not None, review_mark(photo.product) != mark) == (True, True)
    named = {"id": photo.pk, "kind": "photo"}
    assert pending_diff(photo.product) == [
        Difference(None, "media", {**named, "alt_text": WORDS}, {**named, "alt_text": NEW_WORDS})
    ]

    approve_product(product=photo.product, seen=review_mark(photo.product))

    assert held(photo) == (NEW_WORDS, {}, True)
    assert public_words(photo.product) == ("Chữa bách bệnh", "Chữa bách bệnh")
    assert since(photo) is None
    assert [[one.field for one in change.fields] for change in history_of(photo)[:2]] == [
        ["alt_text", "pending_changes"],
        ["pending_changes"],
    ]


def test_the_words_that_are_public_no_longer_wait_and_the_same_words_change_nothing(photo: MediaItem) -> None:
    describe_media(item=photo, alt_text=NEW_WORDS)
    told = len(history_of(photo))
    describe_media(item=photo, alt_text=NEW_WORDS)
    assert len(history_of(photo)) == told

    describe_media(item=photo, alt_text=WORDS)

    assert (held(photo), since(photo)) == ((WORDS, {}, True), None)


def test_words_that_wait_are_discarded_with_the_other_changes(photo: MediaItem) -> None:
    describe_media(item=photo, alt_text=NEW_WORDS)

    discard_changes(product=photo.product)

    assert (held(photo), since(photo)) == ((WORDS, {}, True), None)


def test_words_that_were_sent_back_stay_with_the_cooperative_and_can_be_asked_for_again(
    photo: MediaItem,
) -> None:
    describe_media(item=photo, alt_text=NEW_WORDS)

    reject_product(product=photo.product, reason="Không đúng.")

    assert (held(photo), since(photo)) == ((WORDS, {"alt_text": NEW_WORDS}, True), None)
    assert list(goods_with(Chore.SENT_BACK, Product.objects.present())) == [photo.product]
    assert submit_product(product=photo.product).submitted_at is not None


def test_words_that_waited_become_those_of_withdrawn_goods(photo: MediaItem) -> None:
    describe_media(item=photo, alt_text=NEW_WORDS)

    withdraw_product(product=photo.product, reason="Hết vụ.")

    assert held(photo) == (NEW_WORDS, {}, False)


def test_a_photo_that_nobody_sees_takes_its_words_at_once_and_loses_the_mark() -> None:
    waiting = add_photo(product=make_approved(), kept=kept_photo(), alt_text=WORDS)
    describe_media(item=waiting, alt_text=NEW_WORDS)
    assert held(waiting) == (NEW_WORDS, {}, False)

    hidden = add_photo(product=make_draft(), kept=kept_photo(), alt_text=WORDS, approved=True)
    MediaItem.objects.filter(pk=hidden.pk).update(pending_changes={"alt_text": NEW_WORDS})
    describe_media(item=hidden, alt_text={"vi": "Tổ ong"})
    assert held(hidden) == ({"vi": "Tổ ong"}, {}, False)


def test_a_photo_that_was_deleted_while_its_words_waited_asks_again_once_it_is_back(photo: MediaItem) -> None:
    describe_media(item=photo, alt_text=NEW_WORDS)
    delete_media(item=photo)
    assert since(photo) is None

    restore_media(item=photo)

    assert held(photo) == (WORDS, {"alt_text": NEW_WORDS}, True)
    assert (public_words(photo.product)[0], since(photo) is not None) == ("Lọ mật ong", True)


def test_a_deleted_photo_waits_as_a_whole_once_its_goods_were_approved_without_it(photo: MediaItem) -> None:
    describe_media(item=photo, alt_text=NEW_WORDS)
    delete_media(item=photo)
    edit_product(product=photo.product, changes={"name": {"vi": "Xúc xích"}})

    approve_product(product=photo.product)

    assert held(photo) == (NEW_WORDS, {}, False)

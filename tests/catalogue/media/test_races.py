"""Uploads for one product at once: none goes beyond the bounds, and the same photo comes in once."""

from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from catalogue.media import items
from catalogue.media.errors import TooManyMedia
from catalogue.media.items import add_photo
from catalogue.models import MediaItem, MediaKind, Product
from tests.catalogue.media.accepted import kept_photo
from tests.factories import make_product
from tests.racing import PATIENCE_S, run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_that_take_the_last_place_one_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(items._MOST, MediaKind.PHOTO, 3)
    product = make_product()
    for _ in range(2):
        add_photo(product=product, kept=kept_photo())

    outcomes = run_together([partial(add_photo, product=product, kept=kept_photo()) for _ in range(6)])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["MediaItem"] + ["TooManyMedia"] * 5
    assert sorted(MediaItem.objects.values_list("position", flat=True)) == [0, 1, 2]


def test_the_same_photo_sent_many_times_at_once_is_one_item() -> None:
    product = make_product()
    kept = kept_photo()

    outcomes = run_together([partial(add_photo, product=product, kept=kept) for _ in range(6)])

    assert outcomes == [MediaItem.objects.get()] * 6


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time anyway")
def test_without_the_lock_two_would_take_the_last_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(items._MOST, MediaKind.PHOTO, 1)
    product = make_product()
    both_have_looked = Barrier(2)
    look = items.require_room

    def look_together(*, product: Product, kind: MediaKind) -> None:
        look(product=product, kind=kind)
        both_have_looked.wait(PATIENCE_S)

    monkeypatch.setattr(items, "require_room", look_together)
    monkeypatch.setattr(items, "lock_products", Product.objects.in_bulk)
    outcomes = run_together([partial(add_photo, product=product, kept=kept_photo()) for _ in range(2)])

    assert not any(isinstance(outcome, TooManyMedia) for outcome in outcomes)
    assert MediaItem.objects.count() == 2

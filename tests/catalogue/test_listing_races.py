"""Two writers of one product at once: its document holds what both wrote."""

import threading
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from django.db import connection, connections, transaction

from catalogue import listings, product_facts
from catalogue.listings import render_products
from catalogue.models import Variant
from tests.catalogue.rendering import render
from tests.catalogue.waiting import somebody_waits_for_a_lock
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db


def _change_two_variants_at_once(monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Let two transactions change one variant each of one product; return both prices as listed.

    The first commits only when the second has read, or waits for a lock of the first.
    """
    product = make_product()
    first, second = make_variant(product=product, price_vnd=10), make_variant(product=product, price_vnd=20)
    render(product)
    second_has_read = threading.Event()
    load = product_facts.load_facts

    def load_and_tell(*arguments: Any) -> Any:
        facts = load(*arguments)
        if threading.current_thread() is thread:
            second_has_read.set()
        return facts

    monkeypatch.setattr(listings, "load_facts", load_and_tell)

    def write_second() -> None:
        try:
            with transaction.atomic():
                Variant.objects.filter(pk=second.pk).update(price_vnd=200)
                render_products([product.pk])
        finally:
            connections.close_all()

    thread = threading.Thread(target=write_second)
    with transaction.atomic():
        Variant.objects.filter(pk=first.pk).update(price_vnd=100)
        render_products([product.pk])
        thread.start()
        if connection.vendor == "postgresql":  # SQLite lets the second begin only when the first has ended
            while not (second_has_read.is_set() or somebody_waits_for_a_lock()):
                second_has_read.wait(0.01)
    thread.join()
    one, other = orjson.loads(product.documents.get(language="vi").offers)
    return one["price"]["amount"], other["price"]["amount"]


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_product_leave_a_document_with_both_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _change_two_variants_at_once(monkeypatch) == (100, 200)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_second_writer_would_undo_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time.")

    def unlocked(product_ids: list[int]) -> Iterator[list[int]]:
        yield sorted(product_ids)

    monkeypatch.setattr(listings, "_locked_batches", unlocked)
    assert _change_two_variants_at_once(monkeypatch) == (10, 200)

"""Keeping the public documents and the search index true to the products, in the writer's own transaction."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from catalogue.documents import (
    ProductFacts,
    card_json,
    certificate_spans,
    detail_json,
    offers_json,
    stars_of,
)
from catalogue.generations import raise_generation
from catalogue.models import ListingDocument, Product, SearchEntry
from catalogue.product_facts import CategoryPaths, load_facts
from catalogue.search.alphabet import alphabet_key
from catalogue.search.entries import EntryTexts, entry_texts
from catalogue.texts import pick_text

BATCH = 500

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)
_KEY_COLUMNS = ("product_id", "language", "starts_on")
_OFFER_COLUMNS = ("price_vnd", "available", "offers")
_CONTENT_COLUMNS = (
    "ends_on",
    "slug",
    "cooperative_id",
    "category_id",
    "commune_code",
    "certificate_kinds",
    "ocop_stars",
    "published_us",
    "name_key",
    "card",
    "detail",
    *_OFFER_COLUMNS,
)
_ENTRY_COLUMNS = EntryTexts._fields
_OFFER_UPDATE = (
    "UPDATE catalogue_listingdocument SET price_vnd = %s, available = %s, offers = %s WHERE product_id = %s"
)

Key = tuple[int, str, datetime.date]
Row = dict[str, Any]


def today() -> datetime.date:
    """Return the calendar day in Việt Nam, by which certificates begin and end."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def render_products(product_ids: Collection[int], *, progress: Callable[[int], None] | None = None) -> None:
    """Write the documents and search entries of the products anew; drop those of what is not public.

    Call it once, as the last step of the transaction that changed the products, their variants, numbers,
    certificates, cooperative or category. A product without a variant is not shown. The generation rises
    only when a document or entry really changed. ``progress`` is told how many products are done.

    Raises TransactionManagementError outside a transaction.
    """
    _require_transaction()
    paths = CategoryPaths()
    changed = False
    done = 0
    for batch in _locked_batches(product_ids):
        facts = load_facts(batch, paths)
        documents_changed = _store_documents(batch, facts)
        entries_changed = _store_entries(batch, facts)
        changed = changed or documents_changed or entries_changed
        done += len(batch)
        if progress:
            progress(done)
    if changed:
        raise_generation()


def refresh_offers(product_ids: Collection[int]) -> None:
    """Write prices, availability and numbers anew, and nothing else of the documents.

    For changes of variants that are already shown; when one comes or goes, ``render_products`` is right.

    Raises TransactionManagementError outside a transaction.
    """
    _require_transaction()
    paths = CategoryPaths()
    changed = False
    for batch in _locked_batches(product_ids):
        columns = {
            facts.product.pk: list(_offer_columns(facts).values()) for facts in load_facts(batch, paths)
        }
        shown = ListingDocument.objects.filter(product__in=columns).values_list("product", *_OFFER_COLUMNS)
        stale = {pk: columns[pk] for pk, *offer in shown if offer != columns[pk]}
        with connection.cursor() as cursor:
            cursor.executemany(_OFFER_UPDATE, [(*offer, pk) for pk, offer in stale.items()])
        changed = changed or bool(stale)
    if changed:
        raise_generation()


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("Listings are written in the transaction of the change they show.")


def _locked_batches(product_ids: Collection[int]) -> Iterator[list[int]]:
    """Yield the ids in order, their rows locked.

    Two writers of one product thus render one after the other, and the second sees what the first wrote.
    """
    ordered = sorted(set(product_ids))
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        # Only the act of reading locks; rows are read afresh after it.
        list(Product.objects.select_for_update(no_key=True).filter(pk__in=batch).order_by("pk").values("pk"))
        yield batch


def _offer_columns(facts: ProductFacts) -> Row:
    """Return the values of ``_OFFER_COLUMNS`` by name, in their order."""
    return {
        "price_vnd": min(offer.variant.price_vnd for offer in facts.offers),
        "available": any(offer.variant.available for offer in facts.offers),
        "offers": offers_json(facts.offers),
    }


def _documents(facts: ProductFacts, day: datetime.date) -> Iterator[tuple[Key, Row]]:
    """Yield the columns of each document that the product needs from ``day`` on."""
    product = facts.product
    if product.published_at is None:  # the database allows no such published product
        return
    shared = _offer_columns(facts) | {
        "slug": product.slug,
        "cooperative_id": product.cooperative_id,
        "category_id": product.category_id,
        "commune_code": facts.cooperative.commune_code,
        "published_us": (product.published_at - _EPOCH) // _MICROSECOND,
    }
    name_keys = {
        language: alphabet_key(pick_text(product.name, language)) for language in settings.CATALOGUE_LANGUAGES
    }
    for span in certificate_spans(facts.certificates, day):
        kinds = sorted({certificate.kind for certificate in span.certificates})
        for language, name_key in name_keys.items():
            yield (
                (product.pk, language, span.starts_on),
                shared
                | {
                    "ends_on": span.ends_on,
                    "certificate_kinds": f" {' '.join(kinds)} ",
                    "ocop_stars": stars_of(span.certificates),
                    "name_key": name_key,
                    "card": card_json(facts, language, span),
                    "detail": detail_json(facts, language, span),
                },
            )


def _store_documents(batch: list[int], all_facts: Sequence[ProductFacts]) -> bool:
    """Make the documents of ``batch`` those that ``all_facts`` ask for; return whether the public sees it."""
    day = today()
    stored = {
        row[:3]: row[3:]
        for row in ListingDocument.objects.filter(product__in=batch).values_list(
            *_KEY_COLUMNS, "pk", *_CONTENT_COLUMNS
        )
    }
    changed: list[ListingDocument] = []
    for facts in all_facts:
        for key, row in _documents(facts, day):
            _, *content = stored.pop(key, (None,))
            if content != [row[name] for name in _CONTENT_COLUMNS]:
                changed.append(ListingDocument(**dict(zip(_KEY_COLUMNS, key, strict=True)), **row))
    if stored:
        ListingDocument.objects.filter(pk__in=[pk for pk, *_ in stored.values()]).delete()
    if changed:
        ListingDocument.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["product", "language", "starts_on"],
            update_fields=[name.removesuffix("_id") for name in _CONTENT_COLUMNS],
        )
    return bool(changed) or any(ends_on >= day for _, ends_on, *_ in stored.values())


def _store_entries(batch: list[int], all_facts: Sequence[ProductFacts]) -> bool:
    """Make the search entries of ``batch`` those that ``all_facts`` ask for; return whether any changed."""
    stored = {
        pk: EntryTexts(*texts)
        for pk, *texts in SearchEntry.objects.filter(pk__in=batch).values_list("pk", *_ENTRY_COLUMNS)
    }
    changed = []
    for facts in all_facts:
        texts = _entry_texts(facts)
        if stored.pop(facts.product.pk, None) != texts:
            changed.append(SearchEntry(product_id=facts.product.pk, **texts._asdict()))
    if stored:
        SearchEntry.objects.filter(pk__in=stored).delete()
    if changed:
        SearchEntry.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["product"], update_fields=_ENTRY_COLUMNS
        )
    return bool(changed or stored)


def _entry_texts(facts: ProductFacts) -> EntryTexts:
    categories = facts.categories
    return entry_texts(
        facts.product.name.values(),
        [
            *(name for offer in facts.offers for name in offer.variant.name.values()),
            *(name for category in categories for name in category.name.values()),
            facts.cooperative.name,
            facts.cooperative.commune_name,
            *facts.product.ingredients.values(),
            *(offer.variant.sku for offer in facts.offers),
        ],
        categories={category.slug for category in categories},
    )

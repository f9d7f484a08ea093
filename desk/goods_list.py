"""The list of goods: found by name without marks, SKU or scanned code; filtered by what is to be done."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from catalogue.chores import Chore, goods_with
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import display_gtin
from catalogue.media.showing import Shown, image_of
from catalogue.models import (
    Gtin,
    GtinState,
    ImportJob,
    MediaItem,
    MediaKind,
    Product,
    ProductState,
    ScanAlias,
    Variant,
)
from catalogue.quantity import NetQuantity
from catalogue.scan_reading import read_scan
from catalogue.search.folding import fold
from catalogue.slugs import is_provisional
from desk.frame import DeskRequest, desk_page
from desk.paging import page_at
from desk.texts import language_of_the_moment, say
from people.scope import within

LONGEST_QUERY = 200
MOST_FOUND = 200
"""More is no answer: whoever looks adds a word."""
LONGEST_KEY = 9
THUMBNAIL_EDGE = 320


@dataclass(frozen=True, slots=True)
class Sold:
    """A variant in a line; ``number`` is what its label would carry, "" before it has one."""

    variant: Variant
    quantity: str
    number: str


@dataclass(frozen=True, slots=True)
class ListedGoods:
    """A product in the list; ``sent_back`` says that what waits was refused."""

    product: Product
    picture: Shown | None
    sold: list[Sold]


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to narrow the list: its query, its name, and whether it is the one chosen."""

    query: str
    text: str
    chosen: bool


@desk_page
def goods(request: DeskRequest) -> HttpResponse:
    """Show the goods within reach, newest first, 50 on a page."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    chosen = _chosen(request)
    rows = _narrowed(within(Product.objects.filter(merged_into__isnull=True), request.scope), chosen)
    job = _import_chosen(request)
    if job:
        rows = rows.filter(pk__in=job.rows.values("variant__product"))
    if query:
        rows = Product.objects.filter(pk__in=find_goods(rows, query))
    page = page_at(request, _complete(rows))
    shown = {
        "query": query,
        "chosen": chosen,
        "job": job,
        "filters": _filters(chosen, job),
        "page": page,
        "listed": [_listed(row) for row in page.rows],
        "is_alliance": request.scope.is_alliance,
    }
    return render(request, "desk/goods/list.html", shown)


def find_goods(rows: QuerySet[Product], query: str) -> list[int]:
    """Return the ids of those of ``rows`` that have every word of ``query``, or carry the code it is.

    The newest 200 at most. Five queries, however many goods there are.
    """
    if code := _scanned(query):
        query = code
    words: dict[int, list[str]] = defaultdict(list)
    for pk, name, slug, owner in rows.order_by("-pk").values_list("pk", "name", "slug", "cooperative__name"):
        words[pk] += [*name.values(), "" if is_provisional(slug) else slug, owner]
    variants = Variant.objects.filter(product__in=rows, deleted_at__isnull=True)
    for pk, sku, name, number in variants.values_list("product", "sku", "name", "in_store_number__number"):
        words[pk] += [sku, *name.values(), number or ""]
    numbers = Gtin.objects.filter(variant__in=variants)
    for pk, number in numbers.values_list("variant__product", "gtin"):
        words[pk].append(number)
    aliases = ScanAlias.objects.filter(variant__in=variants)
    for pk, alias in aliases.values_list("variant__product", "code"):
        words[pk].append(alias)
    wanted = fold(query).split()
    found = (pk for pk, texts in words.items() if _has_all(fold(" ".join(texts)), wanted))
    return [pk for pk, _ in zip(found, range(MOST_FOUND), strict=False)]


def _has_all(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)


def _scanned(query: str) -> str:
    """Return the number of the goods in what a scanner wrote, a barcode or a QR code; "" where it is none."""
    try:
        scanned = read_scan(query)
    except Gs1Error:
        return ""
    return scanned.item_number or scanned.number or ""


def _chosen(request: DeskRequest) -> str:
    wanted = request.GET.get("chore") or request.GET.get("state") or ""
    known = {*Chore, *ProductState.values, "deleted"}
    return wanted if wanted in known else ""


def _import_chosen(request: DeskRequest) -> ImportJob | None:
    """Return the import whose goods are asked for; None for one out of reach, as for any odd query."""
    given = request.GET.get("import", "")
    if not (given.isdecimal() and len(given) <= LONGEST_KEY):
        return None
    return within(ImportJob.objects.filter(pk=int(given)), request.scope).first()


def _narrowed(rows: QuerySet[Product], chosen: str) -> QuerySet[Product]:
    if chosen == "deleted":
        return rows.filter(deleted_at__isnull=False)
    present = rows.filter(deleted_at__isnull=True)
    if chosen in set(Chore):
        return goods_with(Chore(chosen), present)
    return present.filter(state=chosen) if chosen else present


def _filters(chosen: str, job: ImportJob | None) -> list[Filter]:
    chores = [Filter(f"?chore={one}", say(f"todo_{one}"), chosen == one) for one in Chore]
    rest = [("approved", "state_approved"), ("withdrawn", "state_withdrawn"), ("deleted", "state_deleted")]
    states = [Filter(f"?state={one}", say(text), chosen == one) for one, text in rest]
    imported = [Filter(f"?import={job.pk}", job.filename, True)] if job else []
    return [Filter("?", say("all_goods"), not (chosen or job)), *imported, *chores, *states]


def _complete(rows: QuerySet[Product]) -> QuerySet[Product]:
    """Return ``rows`` with all that a line shows, in a fixed number of queries."""
    numbers = Gtin.objects.filter(state=GtinState.ASSIGNED).order_by("units", "gtin")
    variants = (
        Variant.objects.filter(deleted_at__isnull=True)
        .select_related("in_store_number")
        .prefetch_related(Prefetch("gtins", numbers, to_attr="shown_numbers"))
        .order_by("position", "pk")
    )
    photos = MediaItem.objects.present().filter(kind=MediaKind.PHOTO)
    return rows.select_related("cooperative").prefetch_related(
        Prefetch("variants", variants, to_attr="shown_variants"),
        Prefetch("media", photos, to_attr="shown_photos"),
    )


def _listed(row: Any) -> ListedGoods:
    picture = image_of(row.shown_photos[:1], row.name, language_of_the_moment(), edge=THUMBNAIL_EDGE)
    return ListedGoods(row, picture, [_sold(variant) for variant in row.shown_variants])


def _sold(row: Any) -> Sold:
    quantity = NetQuantity(row.net_amount, row.net_unit, row.pack_count, row.pack_unit, row.specification)
    in_store = getattr(row, "in_store_number", None)
    number = display_gtin(row.shown_numbers[0].gtin) if row.shown_numbers else ""
    return Sold(
        row,
        quantity.display(language_of_the_moment()),
        number or (in_store.number if in_store else ""),
    )

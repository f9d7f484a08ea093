"""The start page: what needs doing, and finding goods by name without marks, SKU or number."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from catalogue.approval import expiring_certificates, unchecked_certificates
from catalogue.listings import today
from catalogue.models import Gtin, GtinState, InStoreNumber, MediaItem, MediaKind, Product, Variant
from catalogue.search.folding import fold
from desk.frame import DeskRequest, desk_page
from desk.texts import say
from people.scope import Scope, within

MOST_SHOWN = 50
LONGEST_QUERY = 100


@desk_page
def home(request: DeskRequest) -> HttpResponse:
    """Show what needs doing and, where something was looked for, what was found."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    shown: dict[str, object] = {"query": query, "tasks": tasks_of(request.scope)}
    if query:
        shown["rows"] = find_goods(request.scope, query)
    return render(request, "desk/home.html", shown)


def find_goods(scope: Scope, query: str) -> list[Product]:
    """Return goods within ``scope``, drafts too, that have every word of ``query``; at most 50."""
    wanted = fold(query).split()
    rows = within(Product.objects.present(), scope).order_by("pk")
    variants = Variant.objects.present().prefetch_related("gtins").select_related("in_store_number")
    complete = rows.prefetch_related(Prefetch("variants", queryset=variants))
    found = [row for row in complete if all(word in _words(row) for word in wanted)]
    return found[:MOST_SHOWN]


def tasks_of(scope: Scope) -> list[tuple[str, int]]:
    """Return what needs doing, with how many goods or certificates it is about; nothing with a 0."""
    products = within(Product.objects.present(), scope)
    if scope.is_alliance:
        counts = [
            (say("todo_queue"), Product.objects.waiting().count()),
            (say("todo_unchecked"), unchecked_certificates().count()),
        ]
    else:
        counts = [(say(f"todo_{state}"), products.filter(state=state).count()) for state in _OPEN]
        counts += [
            (say("todo_unnumbered"), _unnumbered(scope).count()),
            (say("todo_photoless"), _photoless(products).count()),
        ]
    for days in (30, 90, 180):
        ending = within(expiring_certificates(today(), days), scope)
        counts.append((say(f"ends_in_{days}"), ending.count()))
    return [(text, count) for text, count in counts if count]


_OPEN = ("rejected", "draft", "submitted")


def _unnumbered(scope: Scope) -> QuerySet[Variant]:
    gtins = Gtin.objects.filter(variant=OuterRef("pk"), state=GtinState.ASSIGNED)
    in_store = InStoreNumber.objects.filter(variant=OuterRef("pk"))
    return within(Variant.objects.present(), scope).filter(~Exists(gtins), ~Exists(in_store))


def _photoless(products: QuerySet[Product]) -> QuerySet[Product]:
    photos = MediaItem.objects.present().filter(product=OuterRef("pk"), kind=MediaKind.PHOTO)
    return products.filter(~Exists(photos))


def _words(product: Product) -> str:
    parts = [*product.name.values(), product.slug]
    for variant in product.variants.all():
        parts += [variant.sku, *(entry.gtin for entry in variant.gtins.all())]
        number = getattr(variant, "in_store_number", None)
        parts += [number.number] if number else []
    return fold(" ".join(parts))

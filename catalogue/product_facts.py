"""Reading all that the documents of many products show, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from catalogue.documents import Offer, ProductFacts
from catalogue.models import (
    Category,
    Certificate,
    Gtin,
    GtinState,
    InStoreNumber,
    MediaItem,
    PackagingLevel,
    Product,
    Variant,
)


class CategoryPaths:
    """The tree of categories, read once."""

    def __init__(self) -> None:
        self._by_id = {category.pk: category for category in Category.objects.all()}
        self._paths: dict[int, tuple[Category, ...]] = {}

    def upward(self, category_id: int) -> tuple[Category, ...]:
        """Return the category and those above it, the root last."""
        if category_id not in self._paths:
            path: dict[int, Category] = {}
            step: int | None = category_id
            while step is not None and step not in path:  # a circle would be a mistake, not a reason to hang
                path[step] = self._by_id[step]
                step = path[step].parent_id
            self._paths[category_id] = tuple(path.values())
        return self._paths[category_id]


def load_facts(product_ids: Collection[int], paths: CategoryPaths) -> list[ProductFacts]:
    """Return the facts of those of the products that the public may see and that offer a variant, by id."""
    offers = _load_offers(product_ids)
    certificates = defaultdict(list)
    checked = Certificate.objects.checked().filter(product__in=product_ids)
    for certificate in checked.order_by("kind", "valid_from", "pk"):
        certificates[certificate.product_id].append(certificate)
    media = defaultdict(list)
    for item in MediaItem.objects.public().filter(product__in=product_ids):
        media[item.product_id].append(item)
    products = (
        Product.objects.public().filter(pk__in=product_ids).select_related("cooperative").order_by("pk")
    )
    return [
        ProductFacts(
            product,
            product.cooperative,
            paths.upward(product.category_id),
            offers[product.pk],
            certificates.get(product.pk, ()),
            media.get(product.pk, ()),
        )
        for product in products
        if product.pk in offers
    ]


def _load_offers(product_ids: Collection[int]) -> dict[int, Sequence[Offer]]:
    """Return the variants that are sold with their numbers, by product, in the order they are shown."""
    variants = Variant.objects.public().filter(product__in=product_ids).order_by("position", "pk")
    gtins = dict(
        Gtin.objects.filter(
            variant__product__in=product_ids, state=GtinState.ASSIGNED, packaging_level=PackagingLevel.EACH
        ).values_list("variant", "gtin")
    )
    in_store = dict(
        InStoreNumber.objects.filter(variant__product__in=product_ids).values_list("variant", "number")
    )
    offers: dict[int, list[Offer]] = defaultdict(list)
    for variant in variants:
        offers[variant.product_id].append(Offer(variant, gtins.get(variant.pk), in_store.get(variant.pk)))
    return dict(offers)

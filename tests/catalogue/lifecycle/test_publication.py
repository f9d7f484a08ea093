"""What is published is shown, what is not is gone from the shop."""

import pytest

from catalogue.lifecycle import delete_product, publish_product, unpublish_product
from catalogue.lifecycle.errors import ProductWithoutVariants
from catalogue.locks import ProductNotFound
from catalogue.models import Gtin, ListingDocument, Product, ProductState
from catalogue.numbering import allocate_gtin
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


def make_draft() -> Product:
    prefix = make_company_prefix()
    return make_product(cooperative=prefix.cooperative, state=ProductState.DRAFT, published_at=None)


def test_a_published_product_is_shown_in_every_language() -> None:
    product = make_draft()
    make_variant(product=product)

    published = publish_product(product=product)

    assert published.state == ProductState.PUBLISHED
    assert published.published_at is not None
    assert set(ListingDocument.objects.values_list("product", "language")) == {
        (product.pk, "vi"),
        (product.pk, "en"),
    }


def test_a_product_with_nothing_to_sell_is_not_published() -> None:
    product = make_draft()

    with pytest.raises(ProductWithoutVariants) as refused:
        publish_product(product=product)

    assert refused.value.code == "product_without_variants"
    product.refresh_from_db()
    assert (product.state, product.published_at) == (ProductState.DRAFT, None)
    assert not ListingDocument.objects.exists()


def test_an_unpublished_product_is_gone_and_keeps_its_numbers_and_its_first_day() -> None:
    product = make_draft()
    allocate_gtin(variant=make_variant(product=product))
    first = publish_product(product=product).published_at

    unpublish_product(product=product)

    assert not ListingDocument.objects.exists()
    assert Gtin.objects.assigned().count() == 1
    assert publish_product(product=product).published_at == first


@pytest.mark.parametrize("verb", [publish_product, unpublish_product])
def test_a_deleted_product_is_neither_published_nor_unpublished(verb: object) -> None:
    product = make_draft()
    make_variant(product=product)
    delete_product(product=product)

    with pytest.raises(ProductNotFound):
        verb(product=product)  # type: ignore[operator]

    product.refresh_from_db()
    assert product.state == ProductState.DRAFT

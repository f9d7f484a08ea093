"""The database keeps the index over search entries by itself."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.listings import render_products
from catalogue.models import Product, SearchEntry
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

NAMES = ["Mật ong", "Chè Shan tuyết", "Rượu ngô men lá", "Gà đen H'Mông", "有机蜂蜜"]
STEPS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*NAMES, "hide"])), min_size=1, max_size=8)


def assert_index_is_true() -> None:
    """Compare the index with the entries, by the engine's own check where it has one."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO catalogue_search_index(catalogue_search_index, rank)"
                " VALUES ('integrity-check', 1)"
            )
        else:
            cursor.execute(
                "SELECT words, array_to_string(tsvector_to_array(tokens), ' ') FROM catalogue_searchentry"
            )
            for words, tokens in cursor.fetchall():
                assert sorted(words.split()) == sorted(tokens.split())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_written_the_index_follows(steps: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        products = [make_variant(product=make_product()).product for _ in range(3)]
        for place, name in steps:
            product = products[place]
            product.state = "draft" if name == "hide" else "approved"
            product.name = product.name if name == "hide" else {"vi": name}
            product.save()
            render_products([product.pk])
            assert_index_is_true()
        transaction.set_rollback(True)


def test_a_product_that_is_deleted_for_good_leaves_the_index() -> None:
    product = make_variant().product
    with transaction.atomic():
        render_products([product.pk])
    product.variants.all().delete()
    Product.objects.filter(pk=product.pk).delete()

    assert not SearchEntry.objects.exists()
    assert_index_is_true()

"""Goods get their address with their first approval, and keep it; before, it tells nothing of neighbours."""

import re

import pytest
from django.db import IntegrityError, transaction

from catalogue.approval import approve_product, edit_product, submit_product, withdraw_product
from catalogue.approval import slugs as settling
from catalogue.approval.slugs import settle_slug
from catalogue.browsing.product_pages import why_not_shown
from catalogue.history import history_of
from catalogue.lifecycle import copy_product, create_product, delete_product, restore_product
from catalogue.models import Product
from tests.catalogue.approval.goods import make_approved
from tests.factories import make_category, make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db

PROVISIONAL = r"mat-ong-bi-mat_[0-9a-f]{10}"


def draft(name: str = "Mật ong bí mật") -> Product:
    """Return a draft of a cooperative of its own, complete enough to be submitted."""
    product = create_product(
        cooperative=make_cooperative(),
        category=make_category(),
        name={"vi": name},
        label_group="thuc-pham",
    )
    make_variant(product=product, approved=False)
    return product


def approved(product: Product) -> str:
    """Return the slug that ``product`` has once it is approved."""
    return approve_product(product=submit_product(product=product)).slug


def test_the_slug_of_a_draft_tells_nothing_of_drafts_of_that_name() -> None:
    first, second = draft(), draft()

    assert re.fullmatch(PROVISIONAL, first.slug)
    assert re.fullmatch(PROVISIONAL, second.slug)
    assert first.slug != second.slug
    assert approved(second) == "mat-ong-bi-mat"
    assert approved(first) == "mat-ong-bi-mat-2"


def test_the_slug_comes_from_the_name_that_was_approved_and_is_told_with_the_approval() -> None:
    product = draft()
    edit_product(product=product, changes={"name": {"vi": "Chè tuyết"}})

    assert approved(product) == "che-tuyet"

    product.refresh_from_db()
    assert product.slug == "che-tuyet"
    latest, *_ = history_of(product)
    assert {"slug", "state"} <= {one.field for one in latest.fields}


def test_a_slug_that_was_public_stays_whatever_becomes_of_the_goods() -> None:
    product = draft()
    slug = approved(product)

    edit_product(product=product, changes={"name": {"vi": "Chè tuyết"}})
    approve_product(product=product)
    withdraw_product(product=product, reason="Hết vụ.")
    assert approved(product) == slug
    restore_product(product=delete_product(product=product))

    product.refresh_from_db()
    assert (product.slug, product.name) == (slug, {"vi": "Chè tuyết"})


@pytest.mark.parametrize("state", ["withdrawn", "deleted"])
def test_a_slug_that_was_public_is_nobody_elses_though_its_goods_are_gone(state: str) -> None:
    gone = draft()
    approved(gone)
    if state == "withdrawn":
        withdraw_product(product=gone, reason="Hết vụ.")
    else:
        delete_product(product=gone)

    assert approved(draft()) == "mat-ong-bi-mat-2"
    assert why_not_shown("mat-ong-bi-mat") is not None


def test_a_copy_of_public_goods_gets_a_slug_of_its_own() -> None:
    original = make_approved(slug="mat-ong-bac-ha")

    copy = copy_product(product=original)

    assert re.fullmatch(r"mat-ong-bac-ha_[0-9a-f]{10}", copy.slug)
    assert approved(copy) == "mat-ong-bac-ha-2"


def test_a_slug_that_another_transaction_took_meanwhile_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    make_product(slug="mat-ong")
    product = draft()
    found = iter(["mat-ong", "mat-ong-2"])
    monkeypatch.setattr(settling, "lasting_slug", lambda _name: next(found))

    settle_slug(product)

    assert (product.slug, Product.objects.get(pk=product.pk).slug) == ("mat-ong-2", "mat-ong-2")


def test_the_database_knows_no_public_goods_with_a_provisional_slug() -> None:
    product = make_approved()

    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(slug="mat-ong_0123456789")

"""Cooperatives are taken on whole or not at all, and their goods follow what is changed of them."""

import pytest
from django.db import IntegrityError

from catalogue.errors import ValuesInvalid
from catalogue.lifecycle import cooperatives
from catalogue.lifecycle.cooperatives import create_cooperative, edit_cooperative
from catalogue.listings import render_products
from catalogue.models import Cooperative, ListingDocument
from tests.factories import make_cooperative, make_product, make_tax_code, make_variant

pytestmark = pytest.mark.django_db
PLACE = {"commune_code": "00721", "commune_name": "Xã Đồng Văn", "province_code": "08"}


def test_the_slug_comes_from_the_name_and_the_tax_code_is_bare() -> None:
    tax_code = make_tax_code()

    cooperative = create_cooperative(name="HTX Mật Ong", tax_code=f" {tax_code[:4]}.{tax_code[4:]} ", **PLACE)

    assert (cooperative.slug, cooperative.tax_code) == ("htx-mat-ong", tax_code)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ValuesInvalid) as refusal:
        create_cooperative(name="", tax_code="1", **{**PLACE, "commune_code": "x"})

    assert sorted(refusal.value.messages) == ["commune_code", "name", "tax_code"]
    assert not Cooperative.objects.exists()


def test_a_slug_that_was_taken_a_moment_ago_is_chosen_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cooperative(slug="htx-mat-ong")
    slugs = iter(["htx-mat-ong", "htx-mat-ong-2"])
    monkeypatch.setattr(cooperatives, "new_cooperative_slug", lambda name: next(slugs))

    assert create_cooperative(name="HTX Mật Ong", tax_code=make_tax_code(), **PLACE).slug == "htx-mat-ong-2"


def test_a_tax_code_that_was_taken_a_moment_ago_is_no_endless_search(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = make_cooperative()
    monkeypatch.setattr(cooperatives, "_require_valid", lambda cooperative: None)

    with pytest.raises(IntegrityError):
        create_cooperative(name="HTX Mật Ong", tax_code=taken.tax_code, **PLACE)


def test_goods_are_rendered_anew_when_their_cooperative_changes() -> None:
    cooperative = make_cooperative()
    product = make_product(cooperative=cooperative)
    make_variant(product=product)
    render_products([product.pk])

    edit_cooperative(cooperative, commune_name="Phường Hà Giang 1", name="HTX Mới")

    assert all("HTX Mới" in str(document.__dict__) for document in ListingDocument.objects.all())
    assert Cooperative.objects.get().slug == cooperative.slug

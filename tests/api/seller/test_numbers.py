"""Numbers over the wire: what a scale prints is entered for the goods in it."""

import pytest
from django.test import Client
from pytest_django import Settings

from catalogue.models import Gtin, ScanAlias
from tests.api.staff.people import Cast
from tests.catalogue.test_scanning import LAYOUTS
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


def test_any_label_of_a_scale_enters_its_goods_for_all_of_them(cast: Cast, settings: Settings) -> None:
    settings.IN_STORE_LAYOUTS = LAYOUTS
    variant = make_variant(product=make_product(cooperative=cast.a))

    by_label = cast.owner_a.post("seller/scan-aliases", {"variant": variant.pk, "code": "2100042012509"})
    by_number = cast.owner_a.post("seller/scan-aliases", {"variant": variant.pk, "code": "2100042000001"})

    assert (by_label.status_code, by_number.status_code) == (201, 201)
    assert by_label.json() == by_number.json()
    assert by_label.json()["code"] == ScanAlias.objects.get().code == "2100042000001"
    found = Client().get("/api/v1/store/scan", {"code": "2100042000056"}).json()
    assert [match["sku"] for match in found["matches"]] == [variant.sku]
    assert found["measure"] == {"amount": "0.005", "unit": "kg"}


def test_a_label_with_a_wrong_verifier_enters_nothing(cast: Cast, settings: Settings) -> None:
    settings.IN_STORE_LAYOUTS = LAYOUTS
    variant = make_variant(product=make_product(cooperative=cast.a))

    answer = cast.owner_a.post("seller/scan-aliases", {"variant": variant.pk, "code": "2200042828756"})

    assert (answer.status_code, answer.json()["code"]) == (422, "in_store_verifier")
    assert ScanAlias.objects.count() == 0


def test_a_number_that_no_company_prefix_vouches_for_is_entered_by_owners_alone(cast: Cast) -> None:
    variant = make_variant(product=make_product(cooperative=cast.a))
    body = {"variant": variant.pk, "gtin": "96385074"}

    for caller in (cast.staff_a, cast.key_a("gtin:assign")):
        for spelling in ("96385074", "00000096385074"):
            refused = caller.post("seller/gtins", body | {"gtin": spelling}, Idempotency_Key=spelling)
            assert (refused.status_code, refused.json()["code"]) == (403, "owner_only")
    for caller in (cast.staff_a, cast.owner_a):
        foreign = caller.post("seller/gtins", body | {"gtin": "9520007919019"}, Idempotency_Key="f")
        assert (foreign.status_code, foreign.json()["code"]) == (422, "gtin_prefix_not_owned")
    assert Gtin.objects.count() == 0

    entered = cast.owner_a.post("seller/gtins", body, Idempotency_Key="o")
    assert (entered.status_code, entered.json()["gtin_display"]) == (201, "96385074")


def test_staff_enter_what_stands_under_a_prefix_of_the_cooperative(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a, prefix="9520007919")
    variant = make_variant(product=make_product(cooperative=cast.a))
    body = {"variant": variant.pk, "gtin": "9520007919019"}

    assert cast.staff_a.post("seller/gtins", body, Idempotency_Key="s").status_code == 201

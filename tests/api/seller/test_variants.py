from collections.abc import Callable
from typing import Any

import pytest

from catalogue.models import (
    CompanyPrefix,
    Gtin,
    InStoreNumber,
    InStoreRange,
    LogisticUnit,
    ScanAlias,
    Variant,
)
from catalogue.numbering import add_scan_alias, allocate_gtin, retire_gtin
from tests.api.seller.goods import enter, enter_approved, new_variant
from tests.api.staff.people import Caller, Cast
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


def edit(caller: Caller, key: int, changes: Any) -> Any:
    etag = caller.get(f"seller/variants/{key}").headers["ETag"]
    return caller.patch(f"seller/variants/{key}", changes, If_Match=etag)


def test_a_variant_is_shown_with_its_price_and_numbers(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a)
    variant = enter(cast.staff_a)["variants"][0]
    assigned = cast.staff_a.post("seller/gtins", {"variant": variant["id"]}, Idempotency_Key="1").json()

    shown = cast.staff_a.get(f"seller/variants/{variant['id']}").json()

    assert shown["price"] == {"amount": 320_000, "currency": "VND"}
    assert (shown["net_amount"], shown["net_unit"]) == ("500", "ml")
    assert shown["gtin"] == assigned["gtin"]
    assert shown["in_store_number"] is None


def test_a_sku_is_unique_within_the_cooperative_alone(cast: Cast) -> None:
    product = enter(cast.staff_a)

    again = cast.staff_a.post("seller/variants", new_variant(product["id"]))

    assert (again.status_code, again.json()["code"]) == (409, "sku_taken")
    assert again.json()["errors"][0]["pointer"] == "/sku"
    enter(cast.owner_b)
    assert Variant.objects.filter(sku="MO-500").count() == 2


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"price": {"amount": 0}}, "/price/amount"),
        ({"price": {"amount": 1.5}}, "/price/amount"),
        ({"price": {"amount": 1000, "currency": "USD"}}, "/price/currency"),
        ({"price": 320000}, "/price"),
        ({"net_amount": "0"}, "/net_amount"),
        ({"net_unit": "thùng to"}, "/net_unit"),
        ({"sku": ""}, "/sku"),
        ({"sku": "GỌI 0909 mua rẻ hơn"}, "/sku"),
        ({"approved": True}, "/approved"),
        ({"cooperative": 1}, "/cooperative"),
    ],
)
def test_what_cannot_be_written_is_refused_by_field(cast: Cast, wrong: dict[str, Any], pointer: str) -> None:
    product = enter(cast.staff_a)

    answer = cast.staff_a.post("seller/variants", new_variant(product["id"], **{"sku": "N-1"} | wrong))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert Variant.objects.count() == 1


def test_a_price_changes_at_once_and_the_rest_waits(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)
    key = product["variants"][0]["id"]

    answer = edit(cast.staff_a, key, {"price": {"amount": 350_000}, "name": {"vi": "Chai to"}})

    assert answer.status_code == 200
    assert answer.json()["price"]["amount"] == 350_000
    assert answer.json()["pending_changes"] == {"name": {"vi": "Chai to"}}
    public = cast.nobody.get(f"store/products/{product['slug']}").json()["variants"][0]
    assert public["price"]["amount"] == 350_000


def test_a_new_variant_of_approved_goods_is_not_public_yet(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)

    answer = cast.staff_a.post("seller/variants", new_variant(product["id"], sku="MO-1000", net_amount="1"))

    assert (answer.status_code, answer.json()["approved"]) == (201, False)
    public = cast.nobody.get(f"store/products/{product['slug']}").json()
    assert [one["sku"] for one in public["variants"]] == ["MO-500"]


def test_a_variant_is_copied_deleted_and_restored(cast: Cast) -> None:
    key = enter(cast.staff_a)["variants"][0]["id"]

    copy = cast.staff_a.post(f"seller/variants/{key}/copy", {"sku": "MO-250"})
    assert copy.status_code == 201
    assert cast.staff_a.delete(f"seller/variants/{copy.json()['id']}").status_code == 204
    assert cast.staff_a.get(f"seller/variants/{copy.json()['id']}").status_code == 404
    assert cast.staff_a.post(f"seller/variants/{copy.json()['id']}/restore").json()["sku"] == "MO-250"
    assert cast.staff_a.get("seller/variants?sku=MO-250").json()["results"][0]["id"] == copy.json()["id"]


def test_neighbours_find_nothing(cast: Cast) -> None:
    product = enter(cast.staff_a)
    key = product["variants"][0]["id"]

    assert cast.owner_b.get(f"seller/variants/{key}").status_code == 404
    assert cast.owner_b.post("seller/variants", new_variant(product["id"], sku="X")).status_code == 404
    assert cast.owner_b.get("seller/variants").json()["results"] == []
    assert Variant.objects.count() == 1


CODES: dict[str, Callable[[Variant], object]] = {
    "gtin": lambda variant: allocate_gtin(variant=variant),
    "in_store": lambda variant: InStoreNumber.objects.create(number="2000000000015", variant=variant),
    "alias": lambda variant: add_scan_alias(variant=variant, code="CU-1"),
}


def everything_numbered() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values()) for model in (Gtin, InStoreNumber, ScanAlias, Variant)
    ]


@pytest.mark.parametrize("code", CODES)
def test_a_key_merges_a_variant_with_a_code_on_it_only_with_the_grant_for_numbers(
    cast: Cast, code: str
) -> None:
    prefix = make_company_prefix(cooperative=cast.a)
    kept = make_variant(product=make_product(cooperative=prefix.cooperative))
    gone = make_variant(product=kept.product)
    CODES[code](gone)
    before, path, body = everything_numbered(), f"seller/variants/{gone.pk}/merge", {"into": kept.pk}

    refused = cast.key_a("catalogue:read", "catalogue:write").post(path, body)

    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert "gtin:assign" in refused.json()["detail"]
    assert everything_numbered() == before
    done = cast.key_a("catalogue:read", "catalogue:write", "gtin:assign").post(path, body)
    assert done.status_code == 200
    assert not Gtin.objects.assigned().exists()


def test_a_key_that_writes_goods_merges_variants_without_codes_or_with_retired_ones(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a)
    kept = make_variant(product=make_product(cooperative=cast.a))
    bare, retired = make_variant(product=kept.product), make_variant(product=kept.product)
    retire_gtin(gtin=allocate_gtin(variant=retired))
    survivor = allocate_gtin(variant=kept)
    key = cast.key_a("catalogue:read", "catalogue:write")

    for gone in (bare, retired):
        assert key.post(f"seller/variants/{gone.pk}/merge", {"into": kept.pk}).status_code == 200

    assert list(Gtin.objects.assigned()) == [survivor]
    assert ScanAlias.objects.count() == 0


def test_whoever_may_only_write_goods_uses_up_and_retires_no_number(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a)
    product, other = make_product(cooperative=cast.a), make_product(cooperative=cast.a)
    one, two = make_variant(product=product), make_variant(product=product)
    for variant in (one, two, make_variant(product=other)):
        allocate_gtin(variant=variant)
    InStoreNumber.objects.create(number="2000000000015", variant=two)
    tables = (Gtin, InStoreNumber, ScanAlias, CompanyPrefix, InStoreRange, LogisticUnit)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    key = cast.key_a("catalogue:read", "catalogue:write")

    done = [
        key.post(f"seller/variants/{one.pk}/copy", {"sku": "COPY"}),
        key.post(f"seller/products/{product.pk}/copy"),
        key.delete(f"seller/variants/{one.pk}", If_Match="*"),
        key.post(f"seller/variants/{one.pk}/restore"),
        key.delete(f"seller/products/{product.pk}", If_Match="*"),
        key.post(f"seller/products/{product.pk}/restore"),
        key.post(f"seller/products/{product.pk}/merge", {"into": other.pk}),
    ]

    assert [answer.status_code for answer in done] == [201, 201, 204, 200, 204, 200, 200]
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    numbers = [
        *("gtins", f"gtins/{one.gtins.get().gtin}/retire", "in-store-numbers"),
        *("logistic-units", "scan-aliases", "company-prefixes"),
    ]
    for path in numbers:
        refused = key.post(f"seller/{path}", {"variant": one.pk}, Idempotency_Key=path)
        assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope"), path
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before

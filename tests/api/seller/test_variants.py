from typing import Any

import pytest

from catalogue.models import Variant
from tests.api.seller.goods import enter, enter_approved, new_variant
from tests.api.staff.people import Caller, Cast
from tests.factories import make_company_prefix

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

import re
from typing import Any

import pytest

from catalogue.models import Product, ProductState
from tests.api.seller.goods import enter, enter_approved, new_product
from tests.api.staff.people import Caller, Cast

pytestmark = pytest.mark.django_db


def edit(caller: Caller, key: int, changes: Any) -> Any:
    etag = caller.get(f"seller/products/{key}").headers["ETag"]
    return caller.patch(f"seller/products/{key}", changes, If_Match=etag)


def test_a_product_begins_as_a_draft_of_ones_own_cooperative(cast: Cast) -> None:
    answer = cast.staff_a.post("seller/products", new_product(shelf_life_days=730))

    assert answer.status_code == 201
    body = answer.json()
    assert (body["cooperative"], body["state"], body["shelf_life_days"]) == (cast.a.slug, "draft", 730)
    assert re.fullmatch(r"mat-ong-bac-ha_[0-9a-f]{10}", body["slug"])
    assert Product.objects.get().history.get().history_user_id == f"user:{cast.minh.pk}"


def test_the_alliance_names_whom_it_enters_goods_for_and_neighbours_cannot_be_named(cast: Cast) -> None:
    assert cast.alliance.post("seller/products", new_product()).json()["code"] == "cooperative_required"
    assert (
        cast.alliance.post("seller/products", new_product(cooperative=cast.b.slug)).json()["cooperative"]
        == cast.b.slug
    )
    foreign = cast.owner_a.post("seller/products", new_product(cooperative=cast.b.slug))
    assert (foreign.status_code, foreign.json()["code"]) == (422, "cooperative_unknown")
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": {}}, "/name"),
        ({"name": {"vi": ""}}, "/name/vi"),
        ({"name": {"VN": "x"}}, "/name"),
        ({"name": "Mật ong"}, "/name"),
        ({"name": {"vi": "Mật \u202e ong"}}, "/name"),
        ({"category": "khong-co"}, "/category"),
        ({"label_group": "khac"}, "/label_group"),
        ({"shelf_life_days": 0}, "/shelf_life_days"),
        ({"state": "approved"}, "/state"),
        ({"published_at": "2026-01-01T00:00:00Z"}, "/published_at"),
        ({"pending_changes": {}}, "/pending_changes"),
        ({"slug": "cua-toi"}, "/slug"),
    ],
)
def test_what_cannot_be_written_is_refused_by_field_and_nothing_is_made(
    cast: Cast, wrong: dict[str, Any], pointer: str
) -> None:
    answer = cast.staff_a.post("seller/products", new_product(**wrong))

    assert answer.status_code == 422
    assert [entry["pointer"] for entry in answer.json()["errors"]] == [pointer]
    assert Product.objects.count() == 0


def test_a_draft_is_edited_at_once_and_leaves_history(cast: Cast) -> None:
    key = enter(cast.staff_a)["id"]

    answer = edit(cast.owner_a, key, {"name": {"vi": "Mật ong rừng"}})

    assert answer.status_code == 200
    assert answer.json()["name"] == {"vi": "Mật ong rừng"}
    newest = cast.staff_a.get(f"seller/products/{key}/history").json()[0]
    assert (newest["kind"], newest["actor"]) == ("changed", f"user:{cast.lan.pk}")
    assert {
        "field": "name",
        "before": {"vi": "Mật ong bạc hà", "en": "Mint honey"},
        "after": {"vi": "Mật ong rừng"},
    } in newest["fields"]


def test_an_edit_says_which_version_it_starts_from(cast: Cast) -> None:
    key = enter(cast.staff_a)["id"]
    path, change = f"seller/products/{key}", {"origin": {"vi": "Đồng Văn"}}

    unsaid = cast.staff_a.patch(path, change)
    stale = cast.staff_a.patch(path, change, If_Match='"0123456789abcdef0123456789abcdef"')

    assert (unsaid.status_code, unsaid.json()["code"]) == (428, "precondition_required")
    assert (stale.status_code, stale.json()["code"]) == (412, "version_mismatch")
    assert Product.objects.get().origin == {}


def test_the_second_of_two_editors_is_told(cast: Cast) -> None:
    key = enter(cast.staff_a)["id"]
    path = f"seller/products/{key}"
    etag = cast.staff_a.get(path).headers["ETag"]

    first = cast.staff_a.patch(path, {"origin": {"vi": "Đồng Văn"}}, If_Match=etag)
    second = cast.owner_a.patch(path, {"origin": {"vi": "Mèo Vạc"}}, If_Match=etag)
    again = cast.owner_a.patch(path, {"origin": {"vi": "Mèo Vạc"}}, If_Match=first.headers["ETag"])

    assert (first.status_code, second.status_code, again.status_code) == (200, 412, 200)
    assert Product.objects.get().origin == {"vi": "Mèo Vạc"}


def test_what_is_missing_is_told_when_a_product_is_submitted(cast: Cast) -> None:
    key = cast.staff_a.post("seller/products", new_product(description={})).json()["id"]

    answer = cast.staff_a.post(f"seller/products/{key}/submit")

    assert answer.status_code == 422
    assert answer.json()["code"] == "fields_invalid"
    assert "/variants" in {entry["pointer"] for entry in answer.json()["errors"]}
    assert Product.objects.get().state == ProductState.DRAFT


def test_a_complete_product_goes_to_the_alliance(cast: Cast) -> None:
    key = enter(cast.staff_a)["id"]

    answer = cast.staff_a.post(f"seller/products/{key}/submit")
    again = cast.staff_a.post(f"seller/products/{key}/submit")

    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    assert answer.json()["decision"]["kind"] == "submitted"
    assert (again.status_code, again.json()["code"]) == (409, "state_conflict")


def test_of_an_approved_product_the_public_sees_what_was_approved(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)

    answer = edit(cast.staff_a, product["id"], {"name": {"vi": "Mật ong giả"}})

    assert answer.json()["name"]["vi"] == "Mật ong bạc hà"
    assert answer.json()["pending_changes"] == {"name": {"vi": "Mật ong giả"}}
    public = cast.nobody.get(f"store/products/{product['slug']}").json()
    assert public["name"] == "Mật ong bạc hà"
    assert cast.staff_a.delete(f"seller/products/{product['id']}/pending-changes").status_code == 204
    assert cast.staff_a.get(f"seller/products/{product['id']}").json()["pending_changes"] == {}


def test_a_former_content_comes_back(cast: Cast) -> None:
    key = enter(cast.staff_a)["id"]
    edit(cast.staff_a, key, {"name": {"vi": "Nhầm"}})
    first = cast.staff_a.get(f"seller/products/{key}/history").json()[-1]["id"]

    answer = cast.staff_a.post(f"seller/products/{key}/history/{first}/restore")

    assert answer.status_code == 200
    assert Product.objects.get().name == {"vi": "Mật ong bạc hà", "en": "Mint honey"}


def test_a_deleted_product_is_gone_and_comes_back(cast: Cast) -> None:
    key = enter(cast.staff_a)["id"]

    assert cast.staff_a.delete(f"seller/products/{key}").status_code == 204
    assert cast.staff_a.get(f"seller/products/{key}").status_code == 404
    assert cast.staff_a.get("seller/products").json()["results"] == []
    assert cast.staff_a.post(f"seller/products/{key}/restore").status_code == 200
    assert cast.staff_a.get(f"seller/products/{key}").json()["variants"][0]["sku"] == "MO-500"


def test_a_product_is_copied_and_merged(cast: Cast) -> None:
    key = enter(cast.staff_a)["id"]

    copy = cast.staff_a.post(f"seller/products/{key}/copy")
    assert (copy.status_code, copy.json()["state"]) == (201, "draft")
    assert [one["sku"] for one in copy.json()["variants"]] == ["MO-500-2"]
    merged = cast.staff_a.post(f"seller/products/{copy.json()['id']}/merge", {"into": key})

    assert (merged.status_code, merged.json()["id"]) == (200, key)
    assert [one["sku"] for one in merged.json()["variants"]] == ["MO-500", "MO-500-2"]
    assert cast.staff_a.get(f"seller/products/{copy.json()['id']}").status_code == 404
    assert cast.owner_b.post(f"seller/products/{key}/merge", {"into": key}).status_code == 404


def test_lists_are_filtered_and_their_queries_do_not_grow(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        enter(cast.staff_a, name={"vi": "Chè"}) if not Product.objects.exists() else cast.staff_a.post(
            "seller/products", new_product()
        )
    with django_assert_max_num_queries(12):
        found = cast.staff_a.get("seller/products?state=draft").json()["results"]

    assert len(found) == 3
    assert cast.staff_a.get("seller/products?state=approved").json()["results"] == []
    assert cast.staff_a.get(f"seller/products?cooperative={cast.b.slug}").json()["results"] == []
    assert cast.staff_a.get("seller/products?status=draft").status_code == 400

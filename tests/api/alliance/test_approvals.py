from typing import Any
from unittest.mock import Mock, patch

import pytest
from django.core.cache.backends.filebased import FileBasedCache

from api.alliance import approvals
from catalogue.approval import review_mark
from catalogue.models import Product, ProductState, Variant
from catalogue.progress import progress_of, tell_progress
from tests.api.seller.goods import enter, enter_approved
from tests.api.staff.people import Caller, Cast
from tests.people.cast import make_officer, token_of

pytestmark = pytest.mark.django_db


def submitted(caller: Caller) -> dict[str, Any]:
    key = enter(caller)["id"]
    return caller.post(f"seller/products/{key}/submit").json()  # type: ignore[no-any-return]


def public(cast: Cast) -> list[str]:
    return [one["slug"] for one in cast.nobody.get("store/products").json()["results"]]


def test_goods_are_public_once_an_officer_approved_them(cast: Cast) -> None:
    product = submitted(cast.staff_a)
    assert public(cast) == []

    answer = cast.alliance.post(f"alliance/products/{product['id']}/approve", {})

    assert (answer.status_code, answer.json()["state"]) == (200, "approved")
    assert public(cast) == [answer.json()["slug"]] == ["mat-ong-bac-ha"]
    assert cast.nobody.get("store/products/mat-ong-bac-ha").status_code == 200
    assert cast.nobody.get(f"store/products/{product['slug']}").status_code == 404
    shown = cast.staff_a.get(f"seller/products/{product['id']}").json()
    assert shown["decision"]["kind"] == "approved"


def test_a_rejection_tells_the_cooperative_why(cast: Cast) -> None:
    product = submitted(cast.staff_a)
    path = f"alliance/products/{product['id']}/reject"

    unexplained = cast.alliance.post(path, {})
    assert unexplained.status_code == 422
    assert Product.objects.get().state == ProductState.SUBMITTED
    assert cast.alliance.post(path, {"reason": "Thiếu ảnh nhãn."}).json()["state"] == "rejected"

    decision = cast.staff_a.get(f"seller/products/{product['id']}").json()["decision"]
    assert (decision["kind"], decision["reason"]) == ("rejected", "Thiếu ảnh nhãn.")
    assert public(cast) == []


def test_withdrawn_goods_are_public_no_longer(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)

    answer = cast.alliance.post(f"alliance/products/{product['id']}/withdraw", {"reason": "Thu hồi lô."})

    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert public(cast) == []


def test_deleted_goods_are_found_and_withdrawn_and_do_not_come_back_public(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)
    kept = enter_approved(cast.owner_b)
    cast.staff_a.delete(f"seller/products/{product['id']}")

    def listed(query: str) -> list[int]:
        return [one["id"] for one in cast.alliance.get(f"alliance/products{query}").json()["results"]]

    assert (listed("?deleted=true"), listed(""), listed("?deleted=false")) == (
        [product["id"]],
        [kept["id"]],
        [kept["id"]],
    )
    path = f"alliance/products/{product['id']}"
    assert cast.alliance.post(f"{path}/approve", {}).status_code == 404
    answer = cast.alliance.post(f"{path}/withdraw", {"reason": "Thu hồi lô."})
    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert answer.json()["deleted_at"] == cast.alliance.get(path).json()["deleted_at"] is not None
    assert [one["sku"] for one in answer.json()["variants"]] == ["MO-500"]

    restored = cast.staff_a.post(f"seller/products/{product['id']}/restore")

    assert (restored.status_code, restored.json()["state"]) == (200, "withdrawn")
    assert public(cast) == [kept["slug"]]


def test_the_queue_is_first_come_first_served_and_shows_what_would_change(cast: Cast) -> None:
    first = submitted(cast.staff_a)
    approved = enter_approved(cast.owner_b)
    path = f"seller/products/{approved['id']}"
    etag = cast.owner_b.get(path).headers["ETag"]
    cast.owner_b.patch(path, {"name": {"vi": "Tên mới"}}, If_Match=etag)

    queue, path = [], "alliance/products?waiting=true&limit=1"
    while path:
        page = cast.alliance.get(path).json()
        queue += [one["id"] for one in page["results"]]
        path = page["next"] and page["next"].partition("/api/v1/")[2]

    assert queue == [first["id"], approved["id"]]
    back = cast.alliance.get(page["previous"].partition("/api/v1/")[2]).json()
    assert [one["id"] for one in back["results"]] == [first["id"]]
    review = cast.alliance.get(f"alliance/products/{approved['id']}").json()
    assert review["differences"] == [
        {
            "sku": None,
            "field": "name",
            "before": {"vi": "Mật ong bạc hà", "en": "Mint honey"},
            "after": {"vi": "Tên mới"},
        }
    ]


def test_what_changed_since_it_was_looked_at_is_not_decided(cast: Cast) -> None:
    product = submitted(cast.staff_a)
    path = f"alliance/products/{product['id']}"
    mark = cast.alliance.get(path).json()["review_mark"]
    etag = cast.staff_a.get(f"seller/products/{product['id']}").headers["ETag"]
    cast.staff_a.patch(f"seller/products/{product['id']}", {"name": {"vi": "Rượu"}}, If_Match=etag)

    stale = cast.alliance.post(f"{path}/approve", {"seen": mark})

    assert stale.status_code == 409
    assert public(cast) == []
    fresh = cast.alliance.get(path).json()["review_mark"]
    assert cast.alliance.post(f"{path}/approve", {"seen": fresh}).status_code == 200


def statuses_of_blind_decisions(cast: Cast) -> list[int]:
    """Return what is said to an approval and a rejection of goods that changed after they were shown."""
    statuses = []
    for verb, caller, neighbour in (("approve", cast.staff_a, cast.a), ("reject", cast.owner_b, cast.b)):
        product = submitted(caller)
        path = f"seller/products/{product['id']}"
        cast.alliance.get(f"alliance/products/{product['id']}")
        caller.patch(path, {"name": {"vi": "Rượu"}}, If_Match=caller.get(path).headers["ETag"])
        decision = cast.alliance.post(f"alliance/products/{product['id']}/{verb}", {"reason": "Được."})
        statuses.append(decision.status_code)
        assert neighbour.slug == product["cooperative"]
    return statuses


def test_a_decision_that_does_not_say_so_is_about_what_the_officer_was_last_shown(cast: Cast) -> None:
    assert statuses_of_blind_decisions(cast) == [409, 409]
    assert public(cast) == []
    path = f"alliance/products/{Product.objects.earliest('pk').pk}"

    other = Caller(token_of(make_officer("can-bo-2")))
    assert cast.alliance.get(path).json()["name"] == {"vi": "Rượu"}
    assert cast.alliance.post(f"{path}/approve", {"reason": ""}).status_code == 200
    approved = f"seller/products/{Product.objects.earliest('pk').pk}"
    etag = cast.staff_a.get(approved).headers["ETag"]
    cast.staff_a.patch(approved, {"name": {"vi": "Giấm"}}, If_Match=etag)
    assert cast.alliance.post(f"{path}/approve", {"reason": ""}).status_code == 200
    # Who has not opened the goods decides about what is there, as the plain body of the contract asks.
    path = f"alliance/products/{Product.objects.latest('pk').pk}"
    assert other.post(f"{path}/approve", {"reason": ""}).status_code == 200


def test_twin_without_the_look_what_nobody_saw_is_approved(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approvals, "last_look", lambda _product: None)

    assert statuses_of_blind_decisions(cast) == [200, 200]
    assert len(public(cast)) == 1


def test_a_cache_that_does_not_answer_stops_neither_reading_nor_deciding(cast: Cast) -> None:
    product = submitted(cast.staff_a)
    path = f"alliance/products/{product['id']}"
    gone = {"set": ConnectionError("cache:6379"), "get": ConnectionError("cache:6379")}

    with patch.multiple(FileBasedCache, **{name: Mock(side_effect=error) for name, error in gone.items()}):
        mark = cast.alliance.get(path).json()["review_mark"]
        tell_progress("import:1", "apply", 1, 2)
        assert progress_of("import:1") is None
        assert cast.alliance.post(f"{path}/approve", {"seen": mark}).status_code == 200


def test_what_changes_while_it_is_shown_is_not_approved_unseen(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"alliance/products/{submitted(cast.staff_a)['id']}"
    prices = iter([90_000, 95_000])

    def mark_between_two_changes(product: Product) -> str:
        Variant.objects.filter(product=product).update(price_vnd=next(prices))
        mark = review_mark(product)
        Variant.objects.filter(product=product).update(price_vnd=next(prices))
        return mark

    with monkeypatch.context() as patched:
        patched.setattr("api.alliance.approvals.review_mark", mark_between_two_changes)
        shown = cast.alliance.get(path).json()
    answer = cast.alliance.post(f"{path}/approve", {"seen": shown["review_mark"]})

    assert shown["variants"][0]["price"]["amount"] == 95_000
    assert (answer.status_code, answer.json()["code"]) == (409, "content_changed")
    assert Product.objects.get().state == ProductState.SUBMITTED


@pytest.mark.parametrize("verb", ["approve", "reject", "withdraw"])
def test_nobody_else_decides(cast: Cast, verb: str) -> None:
    product = submitted(cast.staff_a)

    for caller in (cast.owner_a, cast.staff_a, cast.owner_b, cast.key_a()):
        answer = caller.post(f"alliance/products/{product['id']}/{verb}", {"reason": "x"})
        assert answer.status_code == 403
    assert cast.nobody.post(f"alliance/products/{product['id']}/{verb}", {}).status_code == 401
    assert Product.objects.get().state == ProductState.SUBMITTED


def test_of_two_officers_the_second_is_told(cast: Cast) -> None:
    product = submitted(cast.staff_a)
    path = f"alliance/products/{product['id']}"

    assert cast.alliance.post(f"{path}/approve", {}).status_code == 200
    second = cast.alliance.post(f"{path}/reject", {"reason": "Không đạt."})

    assert second.status_code == 409
    assert public(cast) == ["mat-ong-bac-ha"]


def test_what_was_deleted_before_a_new_approval_does_not_come_back_approved(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)
    second = cast.staff_a.post(
        "seller/variants",
        {"product": product["id"], "sku": "XAU", "net_amount": "1", "net_unit": "kg", "price": {"amount": 1}},
    ).json()
    cast.alliance.post(f"alliance/products/{product['id']}/approve", {})
    cast.alliance.post(f"alliance/products/{product['id']}/withdraw", {"reason": "Mặt hàng XAU sai."})
    cast.staff_a.delete(f"seller/variants/{second['id']}")
    cast.staff_a.post(f"seller/products/{product['id']}/submit")
    cast.alliance.post(f"alliance/products/{product['id']}/approve", {})

    restored = cast.staff_a.post(f"seller/variants/{second['id']}/restore").json()

    assert restored["approved"] is False
    shown = cast.nobody.get(f"store/products/{product['slug']}").json()
    assert [one["sku"] for one in shown["variants"]] == ["MO-500"]

"""``seller/logistic-units``: a pallet is given its SSCC, which its label carries."""

import pytest

from catalogue.approval import approve_product, submit_product
from catalogue.models import (
    CompanyPrefix,
    LogisticUnit,
    LogisticUnitContent,
    PrintJob,
    Product,
)
from tests.api.seller.goods import enter
from tests.api.staff.people import Caller, Cast
from tests.factories import make_company_prefix

pytestmark = pytest.mark.django_db


def test_a_pallet_is_given_the_next_number_once_for_each_key(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a, prefix="9521234567")
    missing = cast.staff_a.post("seller/logistic-units", {})
    first = cast.staff_a.post("seller/logistic-units", {"reference": "Đơn 7"}, Idempotency_Key="1")
    again = cast.staff_a.post("seller/logistic-units", {"reference": "Đơn 7"}, Idempotency_Key="1")
    second = cast.key_a("gtin:assign").post("seller/logistic-units", {}, Idempotency_Key="2")

    assert (missing.status_code, missing.json()["code"]) == (400, "idempotency_key_missing")
    assert (first.status_code, first.content, second.status_code) == (201, again.content, 201)
    body = first.json()
    assert {name: body[name] for name in ("sscc", "cooperative", "reference")} == {
        "sscc": "095212345670000004",
        "cooperative": cast.a.slug,
        "reference": "Đơn 7",
    }
    listed = cast.staff_a.get("seller/logistic-units").json()["results"]
    assert [unit["sscc"] for unit in listed] == ["095212345670000011", "095212345670000004"]
    assert cast.owner_b.get("seller/logistic-units").json()["results"] == []
    asked = {unit.history.get().history_user_id for unit in LogisticUnit.objects.all()}
    assert asked == {f"user:{cast.minh.pk}", f"key:{cast.a.secret_keys.get().pk}"}


def test_who_may_not_give_numbers_uses_none_up(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a)
    asked = [
        (cast.key_a("labels:print"), {}, 403, "insufficient_scope"),
        (cast.owner_b, {}, 409, "company_prefix_missing"),
        (cast.owner_b, {"cooperative": cast.a.slug}, 422, "cooperative_unknown"),
        (cast.staff_a, {"sscc": "1"}, 422, "validation_failed"),
        (cast.staff_a, {"reference": "x" * 101}, 422, "validation_failed"),
        (cast.nobody, {}, 401, "credentials_missing"),
    ]
    for number, (caller, body, status, code) in enumerate(asked):
        answer = caller.post("seller/logistic-units", body, Idempotency_Key=str(number))
        assert answer.status_code == status, (number, answer.json())
        assert code is None or answer.json()["code"] == code
    assert (LogisticUnit.objects.count(), CompanyPrefix.objects.get().next_unit_serial) == (0, None)


def test_what_is_in_a_pallet_is_stated_with_it_and_shown_to_the_public_once_approved(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a, prefix="9521234567")
    goods = enter(cast.staff_a)
    number = {"variant": goods["variants"][0]["id"]}
    gtin = cast.staff_a.post("seller/gtins", number, Idempotency_Key="n").json()["gtin"]
    lines = [
        {"gtin": gtin.lstrip("0"), "count": 40, "lot": "L/1", "expires_on": "2070-01-31"},
        {"gtin": gtin, "count": 2},
    ]

    unit = cast.staff_a.post("seller/logistic-units", {"contents": lines}, Idempotency_Key="1").json()

    assert unit["contents"] == [
        {"gtin": gtin, "count": 40, "lot": "L/1", "expires_on": "2070-01-31"},
        {"gtin": gtin, "count": 2, "lot": "", "expires_on": None},
    ]
    assert cast.staff_a.get("seller/logistic-units").json()["results"] == [unit]
    assert cast.nobody.client.get(f"/00/{unit['sscc']}").status_code == 404
    submit_product(product=Product.objects.get())
    approve_product(product=Product.objects.get())
    assert cast.nobody.client.get(f"/00/{unit['sscc']}")["Location"] == f"/u/{unit['sscc']}"


def test_a_line_that_is_wrong_uses_no_number_up(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a, prefix="9521234567")
    make_company_prefix(cooperative=cast.b, prefix="8931234567")

    def numbered(caller: Caller) -> str:
        number = {"variant": enter(caller)["variants"][0]["id"]}
        return str(caller.post("seller/gtins", number, Idempotency_Key="n").json()["gtin"])

    ours, theirs = numbered(cast.staff_a), numbered(cast.owner_b)
    asked = [
        ([{"gtin": theirs, "count": 1}], "content_number_unknown"),
        ([{"gtin": "09521234567899", "count": 1}], "content_number_unknown"),
        ([{"gtin": "x", "count": 1}], "content_number_unknown"),
        ([{"gtin": ours, "count": 1, "lot": "lô"}], "content_lot_malformed"),
        ([{"gtin": ours, "count": 1}, {"gtin": ours.lstrip("0"), "count": 2}], "content_repeated"),
        ([{"gtin": ours, "count": 0}], "min_value"),
        ([{"gtin": ours, "count": 1, "price": 1}], "unknown_field"),
        ([{"gtin": ours, "count": 1, "expires_on": "9999-12-31"}], "content_expiry_far"),
        ([{"gtin": ours, "count": 1, "expires_on": "0001-01-01"}], "content_expiry_far"),
        ([{"gtin": ours, "count": 1, "lot": str(place)} for place in range(51)], "max_length"),
        ("x", "not_a_list"),
    ]
    for number, (lines, code) in enumerate(asked):
        body = {"contents": lines}
        answer = cast.staff_a.post("seller/logistic-units", body, Idempotency_Key=str(number))
        entries = answer.json()["errors"]
        assert (answer.status_code, entries[-1]["code"]) == (422, code), answer.json()
        assert all(entry["pointer"].startswith("/contents") for entry in entries)
    assert (LogisticUnit.objects.count(), LogisticUnitContent.objects.count()) == (0, 0)
    assert CompanyPrefix.objects.get(cooperative=cast.a).next_unit_serial is None


def test_the_label_of_a_pallet_carries_a_number_of_its_own_cooperative(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a, prefix="9521234567")
    variant = enter(cast.staff_a)["variants"][0]["id"]
    cast.staff_a.post("seller/gtins", {"variant": variant}, Idempotency_Key="n")
    case = {"variant": variant, "packaging_level": "case", "units": 12}
    number = cast.staff_a.post("seller/gtins", case, Idempotency_Key="c").json()["gtin_display"]
    own = cast.staff_a.post("seller/logistic-units", {}, Idempotency_Key="p").json()["sscc"]
    label = {"stock": "roll-100x150", "printer": "thermal-203", "template": "pallet", "format": "pdf"}

    def printed(sscc: str) -> tuple[int, str | None]:
        items = [{"gtin": number, "sscc": sscc, "count": 40, "lot": "L1"}]
        answer = cast.staff_a.post("seller/labels", label | {"items": items})
        return answer.status_code, answer.json().get("code")

    assert printed(own) == (201, None)
    assert printed(own[:17] + "9") == (422, "sscc_malformed")
    assert printed("389312340000000012") == (422, "sscc_not_own")
    assert printed("095212345670000011") == (422, "sscc_not_given")
    assert PrintJob.objects.count() == 1


def test_a_label_that_contradicts_what_was_stated_of_the_pallet_is_refused(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a, prefix="9521234567")
    variant = enter(cast.staff_a)["variants"][0]["id"]
    number = cast.staff_a.post("seller/gtins", {"variant": variant}, Idempotency_Key="n").json()["gtin"]
    contents = [{"gtin": number, "count": 40, "lot": "L1"}]
    unit = cast.staff_a.post("seller/logistic-units", {"contents": contents}, Idempotency_Key="p").json()
    label = {"stock": "roll-100x150", "printer": "thermal-203", "template": "pallet"}
    item = {"gtin": number, "sscc": unit["sscc"], "count": 40, "lot": "L1"}

    for change in ({"count": 41}, {"lot": "L2"}):
        for path, form in (("labels/preflight", {}), ("labels", {"format": "pdf"})):
            answer = cast.staff_a.post(f"seller/{path}", {**label, **form, "items": [item | change]})
            assert (answer.status_code, answer.json()["code"]) == (422, "sscc_contents_differ")
    assert not PrintJob.objects.exists()
    for path, form in (("labels/preflight", {}), ("labels", {"format": "pdf"})):
        answer = cast.staff_a.post(f"seller/{path}", {**label, **form, "items": [item]})
        assert answer.status_code in (200, 201)
    assert PrintJob.objects.count() == 1

"""``seller/logistic-units``: a pallet is given its SSCC, which its label carries."""

import pytest

from catalogue.models import CompanyPrefix, LogisticUnit, PrintJob
from tests.api.seller.goods import enter
from tests.api.staff.people import Cast
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
    assert PrintJob.objects.count() == 1

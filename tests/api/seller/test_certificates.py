import pytest

from catalogue.approval import check_certificate
from catalogue.models import Certificate
from tests.api.seller.goods import enter_approved
from tests.api.staff.people import Cast

pytestmark = pytest.mark.django_db
OCOP = {"kind": "ocop", "stars": 4, "number": "12/QĐ", "valid_from": "2026-01-01", "valid_to": "2028-12-31"}


def test_a_certificate_counts_once_it_is_checked_and_an_edit_asks_again(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)
    added = cast.staff_a.post("seller/certificates", {"product": product["id"], **OCOP})
    path = f"seller/certificates/{added.json()['id']}"

    def stars() -> object:
        return cast.nobody.get(f"store/products/{product['slug']}").json()["ocop_stars"]

    assert (added.status_code, added.json()["checked_at"]) == (201, None)
    assert stars() is None
    check_certificate(certificate=Certificate.objects.get(), actor="user:1")
    shown = cast.staff_a.get(path)
    assert shown.json()["checked_at"] is not None
    edited = cast.staff_a.patch(path, {"stars": 5}, If_Match=shown.headers["ETag"])

    assert (edited.status_code, edited.json()["stars"]) == (200, 5)
    assert edited.json()["checked_at"] is None
    assert stars() is None


def test_nobody_checks_a_certificate_by_writing_it(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)

    answer = cast.staff_a.post(
        "seller/certificates", {"product": product["id"], **OCOP, "checked_at": "2026-01-01T00:00:00Z"}
    )

    assert answer.status_code == 422
    assert Certificate.objects.count() == 0


def test_a_removed_certificate_is_gone_and_neighbours_find_none(cast: Cast) -> None:
    product = enter_approved(cast.staff_a)
    key = cast.staff_a.post("seller/certificates", {"product": product["id"], **OCOP}).json()["id"]

    assert cast.owner_b.get(f"seller/certificates/{key}").status_code == 404
    assert cast.owner_b.delete(f"seller/certificates/{key}").status_code == 404
    assert cast.owner_b.post("seller/certificates", {"product": product["id"], **OCOP}).status_code == 404
    assert cast.staff_a.delete(f"seller/certificates/{key}").status_code == 204
    assert cast.staff_a.get("seller/certificates").json()["results"] == []
    assert cast.staff_a.get(f"seller/products/{product['id']}").json()["certificates"] == []


@pytest.mark.parametrize(
    "wrong", [{"stars": 2}, {"stars": None}, {"valid_to": "2025-12-31"}, {"kind": "vietgap"}, {"kind": "x"}]
)
def test_a_certificate_that_cannot_be_is_refused(cast: Cast, wrong: dict[str, object]) -> None:
    product = enter_approved(cast.staff_a)

    answer = cast.staff_a.post("seller/certificates", {"product": product["id"], **OCOP, **wrong})

    assert answer.status_code == 422
    assert Certificate.objects.count() == 0

"""An owner reads and writes how the cooperative presents itself, and nothing that others rely on."""

import pytest

from api.seller.cooperatives import PresentationSerializer
from catalogue.history import history_of
from people.cooperatives import OWNER_FIELDS
from tests.api.staff.people import Cast

pytestmark = pytest.mark.django_db
NEW = {
    "story": {"vi": "Ong Mèo Vạc.", "en": "Bees."},
    "address": {"vi": "Thôn Má Lầu, xã Đồng Văn, tỉnh Tuyên Quang"},
    "legacy_address": "Huyện Mèo Vạc",
    "phone": "+84912345678",
}


def test_an_owner_changes_what_was_read_and_its_history_names_who(cast: Cast) -> None:
    path = f"seller/cooperatives/{cast.a.pk}"
    before = cast.owner_a.get(path)

    answer = cast.owner_a.patch(path, NEW, If_Match=before.headers["ETag"])

    assert answer.status_code == 200
    changed = {name: value for name, value in answer.json().items() if name != "updated_at"}
    assert changed == {k: v for k, v in (before.json() | NEW).items() if k != "updated_at"}
    assert answer.json() == cast.owner_a.get(path).json()
    assert history_of(cast.a)[0].actor == f"user:{cast.lan.pk}"
    assert cast.owner_a.patch(path, NEW, If_Match=before.headers["ETag"]).status_code == 412
    assert cast.owner_a.patch(path, NEW).status_code == 428


@pytest.mark.parametrize("written", ["0912 345 678", "0912.345.678", "84912345678", "+84 912 345 678"])
def test_a_telephone_number_is_taken_as_people_write_it(cast: Cast, written: str) -> None:
    path = f"seller/cooperatives/{cast.a.pk}"

    answer = cast.owner_a.patch(path, {"phone": written}, If_Match="*")

    assert (answer.status_code, answer.json()["phone"]) == (200, "+84912345678")


def test_what_is_no_telephone_number_is_refused_with_a_spelling_that_is_taken(cast: Cast) -> None:
    path = f"seller/cooperatives/{cast.a.pk}"

    refused = cast.owner_a.patch(path, {"phone": "0912"}, If_Match="*")

    [error] = refused.json()["errors"]
    assert (refused.status_code, error["pointer"], error["code"]) == (422, "/phone", "phone_invalid")
    assert error["detail"] == "Số điện thoại không đúng; hãy viết như 0912 345 678 hoặc +84912345678."
    assert cast.owner_a.patch(path, {"phone": "0912 345 678"}, If_Match="*").status_code == 200


@pytest.mark.parametrize("field", ["name", "tax_code", "party_type", "gln", "commune_code", "slug", "id"])
def test_what_others_rely_on_is_refused_by_name(cast: Cast, field: str) -> None:
    path = f"seller/cooperatives/{cast.a.pk}"
    before = cast.owner_a.get(path).json()

    answer = cast.owner_a.patch(path, {"phone": "", field: before.get(field)}, If_Match="*")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")
    assert cast.owner_a.get(path).json() == before


@pytest.mark.parametrize("body", [{"phone": "0912"}, {"story": "x"}, {"address": {"vi": "\u202e"}}])
def test_a_value_that_is_wrong_changes_nothing(cast: Cast, body: dict[str, object]) -> None:
    path = f"seller/cooperatives/{cast.a.pk}"
    before = cast.owner_a.get(path).json()

    assert cast.owner_a.patch(path, body, If_Match="*").status_code == 422
    assert cast.owner_a.get(path).json() == before


def test_staff_and_keys_read_it_and_do_not_write_it(cast: Cast) -> None:
    path = f"seller/cooperatives/{cast.a.pk}"
    for caller in (cast.staff_a, cast.key_a()):
        assert caller.get(path).json()["name"] == "HTX A"
        assert [row["id"] for row in caller.get("seller/cooperatives").json()["results"]] == [cast.a.pk]
        assert caller.patch(path, NEW, If_Match="*").json()["code"] == "owner_only"
    cast.a.refresh_from_db()
    assert cast.a.story == {}


def test_a_neighbour_is_not_found(cast: Cast) -> None:
    path = f"seller/cooperatives/{cast.b.pk}"

    assert cast.owner_a.get(path).status_code == 404
    assert cast.owner_a.patch(path, NEW, If_Match="*").status_code == 404
    assert cast.alliance.get(path).json()["name"] == "HTX B"


def test_the_page_and_the_api_take_the_same_fields() -> None:
    assert tuple(PresentationSerializer().fields) == OWNER_FIELDS

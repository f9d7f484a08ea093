"""The Alliance takes cooperatives on; what it changes of them is seen at once."""

import pytest

from catalogue.history import history_of
from catalogue.listings import render_products
from catalogue.models import Cooperative, ListingDocument, PartyType
from tests.api.staff.people import Cast
from tests.factories import make_cooperative, make_product, make_tax_code, make_variant

pytestmark = pytest.mark.django_db
COOPERATIVES = "alliance/cooperatives"


def new(**fields: object) -> dict[str, object]:
    return {
        "name": "HTX Mật ong Đồng Văn",
        "tax_code": make_tax_code(),
        "commune_code": "00721",
        "commune_name": "Xã Đồng Văn",
        "province_code": "08",
    } | fields


def pointers(answer: object) -> list[str]:
    return sorted(entry["pointer"] for entry in answer.json()["errors"])  # type: ignore[attr-defined]


def test_a_cooperative_is_taken_on_with_a_slug_of_its_own(cast: Cast) -> None:
    tax_code = make_tax_code()
    spaced = f"{tax_code[:3]} {tax_code[3:]}"

    first = cast.alliance.post(
        COOPERATIVES, new(tax_code=spaced, phone="0912 345 678", story={"vi": "Chuyện"})
    )
    second = cast.alliance.post(COOPERATIVES, new(party_type="cooperative_group"))

    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json()["slug"], second.json()["slug"]) == (
        "htx-mat-ong-dong-van",
        "htx-mat-ong-dong-van-2",
    )
    assert (first.json()["tax_code"], first.json()["phone"]) == (tax_code, "+84912345678")
    assert first.json() == cast.alliance.get(f"{COOPERATIVES}/{first.json()['id']}").json()
    assert history_of(Cooperative.objects.get(pk=first.json()["id"]))[0].actor == f"user:{cast.officer.pk}"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"tax_code": "0100109107"}, ["/tax_code"]),
        ({"tax_code": "x"}, ["/tax_code"]),
        ({"party_type": PartyType.HOUSEHOLD}, ["/tax_code"]),
        ({"phone": "0912"}, ["/phone"]),
        ({"commune_code": "721", "province_code": "8"}, ["/commune_code", "/province_code"]),
        ({"gln": "9521234000076"}, ["/gln"]),
        ({"gln": "952123400007٥"}, ["/gln"]),
        ({"gln": ""}, ["/gln"]),
        ({"name": "", "commune_name": ""}, ["/commune_name", "/name"]),
        ({"story": {"xx-not-a-tag!": "x"}}, ["/story"]),
        ({"slug": "cua-toi"}, ["/slug"]),
        ({"id": 1}, ["/id"]),
    ],
)
def test_what_is_wrong_is_told_by_field(cast: Cast, fields: dict[str, object], wrong: list[str]) -> None:
    before = Cooperative.objects.count()

    answer = cast.alliance.post(COOPERATIVES, new(**fields))

    assert answer.status_code == 422
    assert pointers(answer) == wrong
    assert Cooperative.objects.count() == before


def test_a_tax_code_is_on_record_once(cast: Cast) -> None:
    answer = cast.alliance.post(COOPERATIVES, new(tax_code=cast.a.tax_code))

    assert (answer.status_code, pointers(answer)) == (409, ["/tax_code"])


def test_a_gln_is_set_once_with_a_record_of_who_did_it_and_taken_away_again(cast: Cast) -> None:
    path, other = f"{COOPERATIVES}/{cast.a.pk}", f"{COOPERATIVES}/{cast.b.pk}"
    gln = {"gln": "9521234000075"}

    assert cast.alliance.patch(path, gln).json()["code"] == "precondition_required"
    answer = cast.alliance.patch(path, gln, If_Match=cast.alliance.get(path).headers["ETag"])
    twice = cast.alliance.patch(other, gln, If_Match="*")

    assert (answer.status_code, answer.json()["gln"]) == (200, "9521234000075")
    assert (twice.status_code, twice.json()["code"], pointers(twice)) == (409, "gln_taken", ["/gln"])
    assert Cooperative.objects.get(pk=cast.b.pk).gln is None
    record = history_of(Cooperative.objects.get(pk=cast.a.pk))[0]
    assert record.actor == f"user:{cast.officer.pk}"
    assert [(change.field, change.after) for change in record.fields] == [("gln", "9521234000075")]
    assert cast.alliance.patch(path, {"gln": None}, If_Match="*").json()["gln"] is None


def test_cooperatives_are_found_without_marks_and_by_tax_code(cast: Cast) -> None:
    honey = make_cooperative(name="HTX Mật ong", slug="htx-mat-ong")

    for query in ("mật ong", "MAT ONG", honey.tax_code[:9]):
        found = cast.alliance.get(f"{COOPERATIVES}?q={query}").json()["results"]
        assert [row["slug"] for row in found] == ["htx-mat-ong"], query
    assert len(cast.alliance.get(COOPERATIVES).json()["results"]) >= 3


def test_a_changed_name_is_seen_on_its_goods_at_once_and_old_links_hold(cast: Cast) -> None:
    product = make_product(cooperative=cast.a)
    make_variant(product=product)
    render_products([product.pk])
    path = f"{COOPERATIVES}/{cast.a.pk}"
    etag = cast.alliance.get(path).headers["ETag"]

    assert cast.alliance.patch(path, {"name": "HTX Mới"}).json()["code"] == "precondition_required"
    answer = cast.alliance.patch(path, {"name": "HTX Mới"}, If_Match=etag)
    late = cast.alliance.patch(path, {"name": "HTX Khác"}, If_Match=etag)

    assert (answer.status_code, answer.json()["name"], answer.json()["slug"]) == (200, "HTX Mới", cast.a.slug)
    assert (late.status_code, late.json()["code"]) == (412, "version_mismatch")
    documents = ListingDocument.objects.filter(product=product)
    assert documents
    assert all("HTX Mới" in str(document.__dict__) for document in documents)


def test_a_change_that_is_not_valid_changes_nothing(cast: Cast) -> None:
    path = f"{COOPERATIVES}/{cast.a.pk}"

    answer = cast.alliance.patch(path, {"name": "HTX Mới", "tax_code": "1"}, If_Match="*")

    assert (answer.status_code, pointers(answer)) == (422, ["/tax_code"])
    assert Cooperative.objects.get(pk=cast.a.pk).name == "HTX A"

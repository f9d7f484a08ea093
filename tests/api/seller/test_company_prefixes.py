"""Company prefixes over the wire: read by members, kept by the Alliance."""

import pytest

from catalogue.models import CompanyPrefix
from catalogue.numbering import allocate_gtin
from tests.api.staff.people import Cast
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db
PATH = "seller/company-prefixes"


@pytest.mark.parametrize("typed", ["893123456", " 893 123 456", "893\u00a0123456"])
def test_an_officer_registers_a_prefix_and_its_members_see_what_is_left(cast: Cast, typed: str) -> None:
    body = {"prefix": typed, "cooperative": cast.a.slug, "valid_to": "2027-12-31"}

    made = cast.alliance.post(PATH, body)

    meter = {
        "prefix": "893123456",
        "cooperative": cast.a.slug,
        "capacity": 1_000,
        "used": 0,
        "remaining": 1_000,
    }
    shown = meter | {"valid_from": None, "valid_to": "2027-12-31"}
    assert (made.status_code, made.json()) == (201, shown)
    assert cast.staff_a.get(PATH).json() == [shown]
    assert cast.staff_a.get(f"{PATH}/893123456").json() == shown
    assert cast.owner_b.get(PATH).json() == []
    assert cast.owner_b.get(f"{PATH}/893123456").status_code == 404


def test_whose_a_prefix_is_no_cooperative_says_for_itself(cast: Cast) -> None:
    prefix = make_company_prefix(cooperative=cast.a)

    answers = [
        cast.owner_a.post(PATH, {"prefix": "893123456"}),
        cast.owner_a.patch(f"{PATH}/{prefix.prefix}", {"valid_to": "2030-01-01"}, If_Match="*"),
        cast.owner_a.delete(f"{PATH}/{prefix.prefix}"),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "alliance_only")] * 3
    left = CompanyPrefix.objects.get()
    assert (left.prefix, left.valid_to) == (prefix.prefix, None)


def test_a_renewal_needs_the_version_that_was_seen(cast: Cast) -> None:
    prefix = make_company_prefix(cooperative=cast.a)
    path, days = f"{PATH}/{prefix.prefix}", {"valid_to": "2030-01-01"}
    seen = cast.alliance.get(path).headers["ETag"]

    blind, changed = cast.alliance.patch(path, days), cast.alliance.patch(path, days, If_Match=seen)
    stale = cast.alliance.patch(path, {"valid_to": None}, If_Match=seen)

    assert (blind.status_code, changed.status_code, stale.status_code) == (428, 200, 412)
    assert changed.json()["valid_to"] == "2030-01-01"
    wrong = cast.alliance.patch(path, {"valid_from": "2031-01-01"}, If_Match=changed.headers["ETag"])
    assert (wrong.status_code, wrong.json()["code"]) == (422, "company_prefix_dates")
    prefix.refresh_from_db()
    assert (prefix.valid_from, str(prefix.valid_to)) == (None, "2030-01-01")


def test_a_mistyped_prefix_is_removed_and_one_with_numbers_stays(cast: Cast) -> None:
    used, mistyped = make_company_prefix(cooperative=cast.a), make_company_prefix(cooperative=cast.b)
    allocate_gtin(variant=make_variant(product=make_product(cooperative=cast.a)))

    kept = cast.alliance.delete(f"{PATH}/{used.prefix}")
    removed = cast.alliance.delete(f"{PATH}/{mistyped.prefix}")

    assert (kept.status_code, kept.json()["code"], removed.status_code) == (409, "company_prefix_in_use", 204)
    assert CompanyPrefix.objects.get() == used
    again = cast.alliance.post(PATH, {"prefix": mistyped.prefix, "cooperative": cast.a.slug})
    assert again.status_code == 201


def test_a_prefix_that_was_removed_is_registered_anew_from_its_history(cast: Cast) -> None:
    prefix = cast.alliance.post(
        PATH, {"prefix": "893123456", "cooperative": cast.a.slug, "valid_to": "2030-01-01"}
    )
    path = f"{PATH}/893123456"
    cast.alliance.delete(path)
    removed, made = cast.alliance.get(f"{path}/history").json()

    answer = cast.alliance.post(f"{path}/history/{made['id']}/restore")

    assert (prefix.status_code, removed["kind"], answer.status_code) == (201, "removed", 200)
    row = CompanyPrefix.objects.get()
    assert (row.cooperative, row.prefix, str(row.valid_to)) == (cast.a, "893123456", "2030-01-01")


def test_a_prefix_has_one_history_through_its_removals_and_each_cooperative_reads_its_own_part(
    cast: Cast,
) -> None:
    body = {"prefix": "893123456", "cooperative": cast.a.slug, "valid_to": "2027-12-31"}
    path = f"{PATH}/893123456"
    cast.alliance.post(PATH, body)
    cast.alliance.delete(path)
    cast.alliance.post(PATH, body)
    cast.alliance.delete(path)
    cast.alliance.post(PATH, {"prefix": "893123456", "cooperative": cast.b.slug})

    own, theirs, all_of_it = (
        who.get(f"{path}/history").json() for who in (cast.owner_a, cast.owner_b, cast.alliance)
    )

    assert [one["kind"] for one in own] == ["removed", "created"] * 2
    assert len({one["row"] for one in own}) == 2
    assert [one["kind"] for one in theirs] == ["created"]
    assert all_of_it == theirs + own
    back = f"{path}/history/{own[-1]['id']}/restore"
    refused = cast.alliance.post(back)
    assert (refused.status_code, refused.json()["code"]) == (409, "company_prefix_overlaps")
    assert cast.owner_b.post(back).status_code == 403

    cast.alliance.delete(path)
    [latest, *_] = cast.alliance.post(back).json()
    assert (latest["kind"], latest["row"] > theirs[0]["row"]) == ("created", True)
    assert cast.owner_a.get(path).json()["valid_to"] == "2027-12-31"
    assert len(cast.alliance.post(back).json()) == len(all_of_it) + 2

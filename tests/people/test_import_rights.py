"""Blank cells bring nothing in: whoever may write goods takes its own export back in."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalogue.models import CompanyPrefix, Cooperative, Gtin, ImportJob, ImportStatus
from catalogue.numbering import adopt_gtin
from tests.api.staff.people import Cast, make_cast
from tests.desk.people import browser_of
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db

PREFIXES = pytest.mark.parametrize("prefixes", [(), ("9520007919", "9520007926")])


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def fill(cooperative: Cooperative, prefixes: tuple[str, ...]) -> None:
    """Give goods a number of the second of ``prefixes``, which leaves the prefix cell empty, others none."""
    for prefix in prefixes:
        make_company_prefix(cooperative=cooperative, prefix=prefix)
    numbered = make_variant(product=make_product(cooperative=cooperative), sku="A-1")
    make_variant(product=make_product(cooperative=cooperative), sku="A-2")
    if prefixes:
        adopt_gtin(variant=numbered, gtin="9520007926017")


def records() -> list[Any]:
    return [list(CompanyPrefix.objects.values()), list(Gtin.objects.values())]


@PREFIXES
def test_an_export_with_blank_numbers_and_prefixes_is_taken_from_staff_owners_and_keys(
    cast: Cast, prefixes: tuple[str, ...]
) -> None:
    fill(cast.a, prefixes)
    before = records()
    for caller in (cast.staff_a, cast.owner_a, cast.key_a("catalogue:read", "catalogue:write")):
        exported = caller.get("seller/exports/products.csv").content
        staged = caller.client.post(
            "/api/v1/seller/imports",
            {"file": SimpleUploadedFile("hang.csv", exported)},
            headers={"Authorization": f"Token {caller.token}"},
        ).json()
        applied = caller.post(f"seller/imports/{staged['id']}/apply")
        assert (applied.status_code, applied.json().get("unchanged")) == (200, 2)
    assert records() == before


@PREFIXES
def test_the_desk_takes_an_export_with_blank_numbers_and_prefixes(
    cast: Cast, prefixes: tuple[str, ...]
) -> None:
    fill(cast.a, prefixes)
    before = records()
    for user in (cast.minh, cast.lan):
        browser = browser_of(user)
        exported = browser.get("/desk/exports/goods.xlsx").content
        browser.post("/desk/imports", {"file": SimpleUploadedFile("hang.xlsx", exported)})
        job = ImportJob.objects.latest("pk")
        answer = browser.post(f"/desk/imports/{job.pk}", {"do": "apply"})
        job.refresh_from_db()
        assert (answer.status_code, job.status, job.unchanged_count) == (302, ImportStatus.APPLIED, 2)
    assert records() == before

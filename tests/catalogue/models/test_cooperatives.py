"""The table of cooperatives refuses what breaks its rules, on every path."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from stdnum.vn import mst

from catalogue.gs1.gtin import check_digit
from catalogue.models import Cooperative
from tests.factories import make_cooperative

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"tax_code": "123456789"},
        {"tax_code": "012345678901"},
        {"tax_code": "51999٠٠٠17"},
        {"tax_code": "5199900017", "party_type": "household"},
        {"tax_code": "5199900018"},
        {"tax_code": "5199900027001"},
        {"party_type": "club"},
        {"commune_code": "721"},
        {"commune_code": "0072a"},
        {"province_code": "8"},
        {"phone": "0912345678"},
        {"phone": "+84 912345678"},
        {"gln": ""},
        {"gln": "952123400007"},
        {"gln": "9521234000076"},
        {"gln": "952123400007٥"},
        {"gln": "0000000000000"},
    ],
)
def test_a_wrong_value_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_cooperative(**fields)

    assert not Cooperative.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"tax_code": "5199900017"},
        {"tax_code": "5199900017001"},
        {"tax_code": "008199900017", "party_type": "household"},
        {"tax_code": "0100233488", "party_type": "enterprise"},
        {"phone": "+84912345678"},
        {"gln": "9521234000075"},
        {"gln": None},
    ],
)
def test_a_right_value_is_kept(fields: dict[str, Any]) -> None:
    make_cooperative(**fields)

    assert Cooperative.objects.filter(**fields).count() == 1


def test_a_tax_code_belongs_to_one_cooperative() -> None:
    make_cooperative(tax_code="5199900017")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_cooperative(tax_code="5199900017")

    assert Cooperative.objects.count() == 1


def test_a_gln_belongs_to_one_cooperative_and_many_have_none() -> None:
    make_cooperative(gln="9521234000075")
    make_cooperative()
    make_cooperative()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_cooperative(gln="9521234000075")

    assert Cooperative.objects.count() == 3


def test_the_database_counts_the_check_digit_of_a_gln_as_gs1_does() -> None:
    cooperative = make_cooperative()
    bodies = ("952123400007", "952000791901", "000000000001", "987654321098")
    kept = set()
    for gln in (body + digit for body in bodies for digit in "0123456789"):
        try:
            with transaction.atomic():
                Cooperative.objects.filter(pk=cooperative.pk).update(gln=gln)
        except IntegrityError:
            continue
        kept.add(gln)

    assert kept == {body + check_digit(body) for body in bodies}


def test_the_database_counts_the_check_digit_as_the_import_does() -> None:
    cooperative = make_cooperative()
    refused = set()
    for digit in "0123456789":
        for body in ("510000000", "510000001", "987654321", "000000019"):
            try:
                with transaction.atomic():
                    Cooperative.objects.filter(pk=cooperative.pk).update(tax_code=body + digit)
            except IntegrityError:
                refused.add(body + digit)

    codes = {
        body + digit
        for digit in "0123456789"
        for body in ("510000000", "510000001", "987654321", "000000019")
    }
    assert codes - refused == {code for code in codes if mst.calc_check_digit(code) == code[9]}

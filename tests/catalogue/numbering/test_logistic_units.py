"""An SSCC is given once, under the cooperative's own prefix, and stays in the ledger."""

import datetime
import threading
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from catalogue.gs1.keys import parse_sscc
from catalogue.history import history_of
from catalogue.models import CompanyPrefix, LogisticUnit
from catalogue.numbering import allocate_sscc, require_own_sscc
from catalogue.numbering.errors import (
    CompanyPrefixExpired,
    CompanyPrefixMissing,
    SsccCapacityExhausted,
    SsccMalformed,
    SsccNotGiven,
    SsccNotOwn,
)
from catalogue.numbering.logistic_units import sscc_of
from tests.factories import make_company_prefix, make_cooperative
from tests.racing import PATIENCE_S, run_together

LAST = 10_000_000
"""How many units a prefix of ten digits has: a million under each extension digit."""


@pytest.mark.django_db
def test_numbers_follow_one_another_and_go_on_with_the_next_extension_digit() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    first, second = (allocate_sscc(cooperative=prefix.cooperative, reference=text) for text in ("Đơn 7", ""))
    CompanyPrefix.objects.update(next_unit_serial=999_999)
    ninth = [allocate_sscc(cooperative=prefix.cooperative).sscc for _ in range(2)]

    assert (first.sscc, second.sscc) == ("095212345670000004", "095212345670000011")
    assert ninth == ["095212345679999996", "195212345670000001"]
    assert [parse_sscc(unit.sscc) for unit in LogisticUnit.objects.all()]
    assert (first.reference, first.company_prefix, first.cooperative) == (
        *("Đơn 7", prefix),
        prefix.cooperative,
    )
    assert [change.kind for change in history_of(first)] == ["+"]


@pytest.mark.django_db
def test_without_a_number_to_give_nothing_is_used_up() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    with pytest.raises(CompanyPrefixMissing):
        allocate_sscc(cooperative=make_cooperative())
    CompanyPrefix.objects.update(valid_to=timezone.localdate() - datetime.timedelta(days=1))
    with pytest.raises(CompanyPrefixExpired):
        allocate_sscc(cooperative=prefix.cooperative)
    CompanyPrefix.objects.update(valid_to=None, next_unit_serial=LAST - 1)
    assert allocate_sscc(cooperative=prefix.cooperative).sscc == "995212345679999999"
    with pytest.raises(SsccCapacityExhausted):
        allocate_sscc(cooperative=prefix.cooperative)

    assert CompanyPrefix.objects.get().next_unit_serial == LAST
    second = make_company_prefix(cooperative=prefix.cooperative, prefix="8931234")
    assert allocate_sscc(cooperative=prefix.cooperative).company_prefix == second


@pytest.mark.django_db
def test_on_a_pallet_stands_a_number_of_its_own_cooperative() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    require_own_sscc(prefix.cooperative_id, sscc_of("9521234567", 4_000_000))

    for sscc, refusal in [
        (sscc_of("8931234", 1), SsccNotOwn),
        ("095212345670000005", SsccMalformed),
        ("12", SsccMalformed),
    ]:
        with pytest.raises(refusal):
            require_own_sscc(prefix.cooperative_id, sscc)
    with pytest.raises(SsccNotOwn):
        require_own_sscc(make_cooperative().pk, sscc_of("9521234567", 0))


@pytest.mark.django_db
def test_a_number_that_the_ledger_will_give_stands_on_no_pallet_before() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    with pytest.raises(SsccNotGiven, match="095212345670000004 was not given yet"):
        require_own_sscc(prefix.cooperative_id, sscc_of("9521234567", 0))

    given = allocate_sscc(cooperative=prefix.cooperative).sscc

    require_own_sscc(prefix.cooperative_id, given)
    for serial in (1, 999_999):
        with pytest.raises(SsccNotGiven):
            require_own_sscc(prefix.cooperative_id, sscc_of("9521234567", serial))


@pytest.mark.django_db
def test_the_database_keeps_the_ledger_itself() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    unit = allocate_sscc(cooperative=prefix.cooperative)
    number = unit.sscc
    table = "catalogue_logisticunit"
    copied = "cooperative_id, company_prefix_id, reference, created_at"
    into = f"INSERT INTO {table} (sscc, {copied}) SELECT"
    stranger = make_cooperative().pk
    statements = [
        f"UPDATE {table} SET reference = 'x'",
        f"DELETE FROM {table}",
        f"{into} '095212345670000013', {copied} FROM {table}",  # a wrong check digit
        f"{into} '{sscc_of('8931234', 0)}', {copied} FROM {table}",  # of no prefix of theirs
        f"{into} '{sscc_of('9521234567', 1)}', {stranger}, {copied.partition(', ')[2]} FROM {table}",
        f"{into} '{number}', {copied} FROM {table}",
        "UPDATE catalogue_companyprefix SET next_unit_serial = 0",
        "UPDATE catalogue_companyprefix SET next_unit_serial = NULL",
        f"UPDATE catalogue_companyprefix SET next_unit_serial = {LAST + 1}",
    ]
    for statement in statements:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    assert LogisticUnit.objects.get().sscc == number
    assert CompanyPrefix.objects.get().next_unit_serial == 1


def check_each_number_was_given_once(prefix: CompanyPrefix, outcomes: list[LogisticUnit | Exception]) -> None:
    given = sorted(unit.sscc for unit in outcomes if isinstance(unit, LogisticUnit))
    assert given == [sscc_of(prefix.prefix, serial) for serial in range(len(outcomes))]
    assert CompanyPrefix.objects.get().next_unit_serial == len(outcomes)


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_are_given_thirty_numbers() -> None:
    prefix = make_company_prefix(prefix="9521234567")

    outcomes = run_together([partial(allocate_sscc, cooperative=prefix.cooperative)] * 30)

    check_each_number_was_given_once(prefix, outcomes)


def allocate_without_guard(prefix: CompanyPrefix, everybody_has_read: threading.Barrier) -> LogisticUnit:
    """The same, but what is read and what is written are two statements."""
    serial = CompanyPrefix.objects.get().next_unit_serial or 0
    everybody_has_read.wait(PATIENCE_S)
    with transaction.atomic():
        CompanyPrefix.objects.update(next_unit_serial=serial + 1)
        return LogisticUnit.objects.create(
            sscc=sscc_of(prefix.prefix, serial), cooperative=prefix.cooperative, company_prefix=prefix
        )


@pytest.mark.django_db(transaction=True)
def test_twin_read_then_write_wants_to_give_one_number_to_all() -> None:
    prefix = make_company_prefix(prefix="9521234567")
    everybody_has_read = threading.Barrier(10)

    outcomes = run_together([partial(allocate_without_guard, prefix, everybody_has_read)] * 10)

    with pytest.raises(AssertionError):
        check_each_number_was_given_once(prefix, outcomes)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["IntegrityError"] * 9 + ["LogisticUnit"]

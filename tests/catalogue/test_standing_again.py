"""What was removed is entered anew, once."""

import datetime

import pytest

from catalogue.approval import (
    add_certificate,
    check_certificate,
    edit_certificate,
    remove_certificate,
)
from catalogue.history import RecordKind, history_of
from catalogue.models import Certificate, CompanyPrefix, LabelProfile, ProfileKind, ScanAlias
from catalogue.numbering import (
    add_scan_alias,
    change_prefix_validity,
    register_company_prefix,
    remove_company_prefix,
)
from catalogue.numbering.errors import CompanyPrefixOverlaps
from catalogue.printing.profiles import ProfileKeyTaken, add_profile, edit_profile, remove_profile
from catalogue.restoring import restore
from tests.catalogue.approval.goods import make_draft, only_variant
from tests.factories import make_company_prefix, make_cooperative

pytestmark = pytest.mark.django_db


def test_a_certificate_gets_its_content_back_unchecked_and_a_removed_one_is_entered_anew() -> None:
    values = {"kind": "ocop", "stars": 4, "valid_from": "2026-01-01", "valid_to": "2028-12-31"}
    product = make_draft()
    certificate = add_certificate(product=product, values=values)
    check_certificate(certificate=certificate, actor="user:9")
    checked = history_of(certificate)[0]
    edit_certificate(certificate=certificate, changes={"stars": 5})

    restore(certificate, checked.history_id)
    certificate.refresh_from_db()
    assert (certificate.stars, certificate.checked_at) == (4, None)

    former = Certificate(pk=certificate.pk)
    remove_certificate(certificate=certificate)
    anew = restore(former, checked.history_id)
    assert isinstance(anew, Certificate)
    assert (anew.product, anew.stars, anew.valid_to) == (product, 4, datetime.date(2028, 12, 31))
    assert (Certificate.objects.get(), anew.checked_at) == (anew, None)


def test_a_certificate_that_was_brought_back_is_not_entered_again_until_it_says_something_else() -> None:
    values = {"kind": "vietgap", "number": "V-1", "valid_from": "2026-01-01", "valid_to": "2028-12-31"}
    certificate = add_certificate(product=make_draft(), values=values)
    add_certificate(product=make_draft(), values=values)  # the same, of a neighbour
    created, former = history_of(certificate)[0].history_id, Certificate(pk=certificate.pk)
    remove_certificate(certificate=certificate)
    anew = restore(former, created)
    assert isinstance(anew, Certificate)
    check_certificate(certificate=anew, actor="user:9")

    assert restore(former, created) == anew

    anew.refresh_from_db()
    assert (Certificate.objects.count(), anew.checked_by, len(history_of(anew))) == (2, "user:9", 2)

    edit_certificate(certificate=anew, changes={"number": "V-2"})
    assert restore(former, created) not in (certificate, anew)
    assert Certificate.objects.count() == 3


def test_twin_that_looks_for_nothing_enters_a_certificate_as_often_as_it_is_brought_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("catalogue.restoring.standing_again", lambda _: {})
    values = {"kind": "vietgap", "valid_from": "2026-01-01", "valid_to": "2028-12-31"}
    certificate = add_certificate(product=make_draft(), values=values)
    created, former = history_of(certificate)[0].history_id, Certificate(pk=certificate.pk)
    remove_certificate(certificate=certificate)

    assert restore(former, created) != restore(former, created)
    assert Certificate.objects.count() == 2


def test_a_removed_prefix_is_registered_again_once_and_changed_from_then_on() -> None:
    prefix = make_company_prefix(valid_to=datetime.date(2026, 12, 31))
    cooperative, former = prefix.cooperative, CompanyPrefix(pk=prefix.pk)
    created = history_of(prefix)[0].history_id
    remove_company_prefix(company_prefix=prefix)
    anew = restore(former, created)
    assert isinstance(anew, CompanyPrefix)
    change_prefix_validity(company_prefix=anew, valid_from=None, valid_to=None)

    assert restore(anew, created, together=[former]) == anew

    again = CompanyPrefix.objects.get()
    assert (again, again.cooperative, again.valid_to) == (anew, cooperative, datetime.date(2026, 12, 31))
    told = [(one.kind, one.row, len(one.fields)) for one in history_of(anew, former)]
    assert told == [
        (RecordKind.CHANGED, anew.pk, 1),
        (RecordKind.CHANGED, anew.pk, 1),
        (RecordKind.CREATED, anew.pk, 4),
        (RecordKind.REMOVED, former.pk, 4),
        (RecordKind.CREATED, former.pk, 4),
    ]

    remove_company_prefix(company_prefix=again)
    theirs = register_company_prefix(cooperative=make_cooperative(), prefix=prefix.prefix)
    with pytest.raises(CompanyPrefixOverlaps):
        restore(former, created)
    assert (CompanyPrefix.objects.get(), len(history_of(theirs))) == (theirs, 1)


def test_a_removed_scan_alias_is_added_again_and_one_that_is_there_stays() -> None:
    variant = only_variant(make_draft())
    alias = add_scan_alias(variant=variant, code="CU-1")
    created = history_of(alias)[0].history_id
    former = ScanAlias(pk=alias.pk)

    assert restore(alias, created) == alias
    assert len(history_of(alias)) == 1

    alias.delete()
    anew = restore(former, created)

    assert ScanAlias.objects.get() == anew
    assert isinstance(anew, ScanAlias)
    assert (anew.code, anew.variant, anew.pk != former.pk) == ("CU-1", variant, True)


def test_label_profiles_get_their_values_back_and_removed_ones_are_entered_anew() -> None:
    cooperative = make_cooperative()
    template = add_profile(
        cooperative=cooperative, kind=ProfileKind.TEMPLATE, key="mau", based_on="shelf", values={}
    )
    printer = add_profile(
        cooperative=cooperative, kind=ProfileKind.PRINTER, key="may", based_on="office-600", values={}
    )
    plain, changed = ({row.kind: dict(row.values)} for row in (template, printer))
    first = {row.kind: history_of(row)[0].history_id for row in (template, printer)}
    edit_profile(profile=template, changes={"ruled": False})
    edit_profile(profile=printer, changes={"offset_x_mm": 1})

    for row in (template, printer):
        row.refresh_from_db()
        restore(row, first[row.kind])
        row.refresh_from_db()
    assert {template.kind: template.values} == plain == {template.kind: {}}
    assert {printer.kind: printer.values} == changed

    former = LabelProfile(pk=printer.pk, kind=printer.kind)
    remove_profile(profile=printer)
    anew = restore(former, first[printer.kind])
    assert isinstance(anew, LabelProfile)
    assert (anew.cooperative, anew.key, anew.based_on) == (cooperative, "may", "office-600")
    assert {anew.kind: anew.values} == changed

    assert restore(former, first[printer.kind]) == anew
    assert len(history_of(anew)) == 1
    edit_profile(profile=anew, changes={"offset_x_mm": 2})
    with pytest.raises(ProfileKeyTaken):
        restore(former, first[printer.kind])
    assert LabelProfile.objects.count() == 2

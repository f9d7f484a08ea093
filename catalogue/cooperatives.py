"""Finding, entering and editing the parties that offer goods."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from catalogue.changes import FieldError, FieldMissing, FieldsRefused, refuse_fields, take_changes
from catalogue.errors import Conflict, NotFound
from catalogue.generations import raise_generation
from catalogue.gs1.errors import Gs1Error, printable
from catalogue.gs1.keys import parse_gln
from catalogue.listings import render_products
from catalogue.locks import lock_products
from catalogue.models import Cooperative, Product
from catalogue.slugs import new_cooperative_slug, slugify
from catalogue.tax_code import TaxCodeInvalid, validate_tax_code
from catalogue.telephones import normalize_telephone

COOPERATIVE_FIELDS = (
    *("name", "party_type", "tax_code", "story", "phone", "gln"),
    *("commune_code", "commune_name", "province_code", "address", "legacy_address"),
)
_NEEDED = ("name", "tax_code", "commune_code", "commune_name", "province_code")


class CooperativeUnknown(NotFound):
    """A tax code that no cooperative has."""

    code = "cooperative_unknown"
    vi = "Không có hợp tác xã nào có mã số thuế {tax_code}."
    en = "No cooperative has the tax code {tax_code}."


class CooperativeNotFound(NotFound):
    """A cooperative that is not there."""

    code = "cooperative_not_found"
    vi = "Không tìm thấy hợp tác xã."
    en = "The cooperative is not there."


class TaxCodeTaken(Conflict):
    """A tax code that another cooperative has."""

    code = "tax_code_taken"
    vi = "Đã có hợp tác xã mang mã số thuế {tax_code}."
    en = "There is a cooperative with the tax code {tax_code} already."
    field = "tax_code"


class GlnTaken(Conflict):
    """A Global Location Number that another cooperative has."""

    code = "gln_taken"
    vi = "Đã có hợp tác xã mang mã GLN {gln}."
    en = "There is a cooperative with the GLN {gln} already."
    field = "gln"


class GlnWrong(FieldError):
    """A number that is no GLN."""

    code = "gln_invalid"
    vi = "{reason_vi}"
    en = "{reason_en}"


class TaxCodeWrong(FieldError):
    """A tax code that is none for this kind of party."""

    code = "tax_code_invalid"
    vi = "{reason_vi}"
    en = "{reason_en}"


class PhoneWrong(FieldError):
    """A number that no telephone has."""

    code = "phone_invalid"
    vi = "Số điện thoại không đúng; hãy viết như 0912 345 678 hoặc +84912345678."
    en = "This is no telephone number; write it like 0912 345 678 or +84912345678."


def find_cooperative(tax_code: str) -> Cooperative:
    """Return the cooperative with ``tax_code``, written with or without blanks, dots and hyphens.

    Raises CooperativeUnknown.
    """
    found = Cooperative.objects.filter(tax_code=re.sub(r"[\s.\-]", "", tax_code)).first()
    if found is None:
        raise CooperativeUnknown(tax_code=printable(tax_code))
    return found


def matching_cooperatives(rows: QuerySet[Cooperative], asked: str) -> QuerySet[Cooperative]:
    """Return those whose slug (the name without marks) holds ``asked``, or whose tax code begins with it."""
    wanted = Q(tax_code__startswith=asked.strip())
    if slug := slugify(asked):
        wanted |= Q(slug__contains=slug)
    return rows.filter(wanted)


@transaction.atomic
def create_cooperative(*, values: Mapping[str, object]) -> Cooperative:
    """Return a new cooperative. Its slug comes from its name, and stays: links have it.

    Raises FieldsRefused, TaxCodeTaken, GlnTaken.
    """
    cooperative = Cooperative()
    taken = _take(cooperative, values)
    refuse_fields(FieldMissing(name) for name in _NEEDED if not taken.get(name))
    while True:
        cooperative.slug = new_cooperative_slug(taken["name"])
        try:
            _save(cooperative, taken)
        except IntegrityError:
            if not Cooperative.objects.filter(slug=cooperative.slug).exists():
                raise  # not the slug, which another transaction took a moment ago
        else:
            return cooperative


@transaction.atomic
def edit_cooperative(*, cooperative: Cooperative, changes: Mapping[str, object]) -> Cooperative:
    """Return the cooperative with ``changes``; its goods are rendered anew.

    A ``gln`` of None takes the number away.

    Raises CooperativeNotFound, FieldsRefused, TaxCodeTaken, GlnTaken.
    """
    row, goods = lock_cooperative(cooperative)
    taken = {name: value for name, value in _take(row, changes).items() if getattr(row, name) != value}
    if taken:
        _save(row, taken)
        render_products(goods)
        raise_generation()
    return row


def lock_cooperative(cooperative: Cooperative) -> tuple[Cooperative, list[int]]:
    """Return the cooperative as it is now and the ids of its goods, all locked until the transaction ends.

    Raises CooperativeNotFound.
    """
    goods = list(Product.objects.filter(cooperative=cooperative.pk).values_list("pk", flat=True))
    lock_products(goods, also_deleted=True)  # before the cooperative, as all verbs about goods do
    row = Cooperative.objects.select_for_update(no_key=True).filter(pk=cooperative.pk).first()
    if row is None:
        raise CooperativeNotFound
    return row, goods


def _take(row: Cooperative, changes: Mapping[str, object]) -> dict[str, Any]:
    """Return ``changes`` as the fields take them, the telephone number as E.164. Raises FieldsRefused."""
    phone = changes.get("phone")
    if isinstance(phone, str) and phone.strip():
        changes = {**changes, "phone": _read_phone(phone)}
    has_no_gln = changes.get("gln", "") is None
    given = {name: value for name, value in changes.items() if not (has_no_gln and name == "gln")}
    taken = take_changes(row, given, COOPERATIVE_FIELDS)
    if has_no_gln:
        taken["gln"] = None
    elif "gln" in taken:
        taken["gln"] = _read_gln(taken["gln"])
    if {"tax_code", "party_type"} & taken.keys():
        party_type = taken.get("party_type", row.party_type)
        try:
            taken["tax_code"] = validate_tax_code(taken.get("tax_code", row.tax_code), party_type)
        except TaxCodeInvalid as error:
            reasons = {"reason_vi": error.text("vi"), "reason_en": error.text("en")}
            refuse_fields([TaxCodeWrong("tax_code", **reasons)])
    return taken


def _read_gln(text: str) -> str:
    try:
        return parse_gln(text)
    except Gs1Error as error:
        reasons = {"reason_vi": error.text("vi"), "reason_en": error.text("en")}
        raise FieldsRefused([GlnWrong("gln", **reasons)]) from error


def _read_phone(text: str) -> str:
    number = normalize_telephone(text)
    if number is None:
        raise FieldsRefused([PhoneWrong("phone")])
    return number


def _save(row: Cooperative, taken: Mapping[str, Any]) -> None:
    """Set what was taken and save. Raises TaxCodeTaken, GlnTaken."""
    for name, value in taken.items():
        setattr(row, name, value)
    _require_own_numbers(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        _require_own_numbers(row)  # another one was faster
        raise


def _require_own_numbers(row: Cooperative) -> None:
    """Refuse numbers of another cooperative. Raises TaxCodeTaken, GlnTaken."""
    others = Cooperative.objects.exclude(pk=row.pk)
    if others.filter(tax_code=row.tax_code).exists():
        raise TaxCodeTaken(tax_code=row.tax_code)
    if row.gln and others.filter(gln=row.gln).exists():
        raise GlnTaken(gln=row.gln)

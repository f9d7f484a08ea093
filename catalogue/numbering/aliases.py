"""Scan aliases: other codes that people scan for a variant, such as old labels and merged numbers."""

from django.conf import settings
from django.db import transaction

from catalogue.gs1.errors import Gs1Error, printable
from catalogue.gs1.gtin import is_restricted, parse_gtin
from catalogue.gs1.in_store import is_in_store_number
from catalogue.gs1.variable_measure import read_variable_measure
from catalogue.locks import lock_variants
from catalogue.models import CompanyPrefix, Gtin, GtinState, InStoreNumber, ScanAlias, Variant
from catalogue.numbering.errors import ScanAliasInvalid, ScanAliasIsNumber

LONGEST_ALIAS = 100


def alias_code(raw: str) -> str:
    """Return the form in which aliases are kept and looked up.

    A GTIN in any length as 14 digits, an in-store number as its 13, any other code as it is, without blanks
    around it.

    >>> alias_code("9521234567899"), alias_code(" CU-1 ")
    ('09521234567899', 'CU-1')
    """
    code = raw.strip()
    if is_in_store_number(code):
        return code
    try:
        number = parse_gtin(code)
    except Gs1Error:
        return code
    return code if is_restricted(number) else number


@transaction.atomic
def add_scan_alias(*, variant: Variant, code: str) -> ScanAlias:
    """Return the alias that lets a scan of ``code`` find ``variant``, among others perhaps.

    For what a scale printed, whatever it weighed, the alias is the number of the goods without their measure.

    Raises VariantNotFound, ScanAliasInvalid, InStoreVerifier, or ScanAliasIsNumber for a number of the ledger
    that is not retired, an in-store number, or a number that a company prefix of the catalogue may still
    give.
    """
    kept = _without_measure(alias_code(code))
    if not 1 <= len(kept) <= LONGEST_ALIAS or not kept.isprintable():
        raise ScanAliasInvalid(limit=LONGEST_ALIAS)
    owner = lock_variants([variant.pk])[variant.pk]
    if _is_number(kept):
        raise ScanAliasIsNumber(code=printable(kept))
    return keep_alias(kept, owner)


def keep_alias(code: str, variant: Variant) -> ScanAlias:
    """Return the alias for ``code``, which is in its kept form; there is one for each variant."""
    return ScanAlias.objects.get_or_create(code=code, variant=variant)[0]


def move_aliases(*, source: Variant, target: Variant) -> None:
    """Let every alias of ``source`` point to ``target`` instead."""
    codes = list(source.scan_aliases.order_by("code").values_list("code", flat=True))
    source.scan_aliases.all().delete()
    for code in codes:
        keep_alias(code, target)


def _without_measure(code: str) -> str:
    said = read_variable_measure(code, settings.IN_STORE_LAYOUTS) if is_in_store_number(code) else None
    return said.item_number if said else code


def _is_number(code: str) -> bool:
    if is_in_store_number(code):
        return InStoreNumber.objects.filter(number=code).exists()
    if len(code) != 14 or not (code.isascii() and code.isdigit()):
        return False
    entry = Gtin.objects.filter(gtin=code).first()
    if entry is not None:
        return entry.state != GtinState.RETIRED
    beginnings = [code[1:end] for end in range(8, 12)]
    return CompanyPrefix.objects.filter(prefix__in=beginnings).exists()

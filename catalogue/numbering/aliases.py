"""Scan aliases: other codes that people scan for a variant, such as old labels and merged numbers."""

from django.db import transaction

from catalogue.gs1.carried_numbers import CarriedNumbers, carried_by, written_in
from catalogue.gs1.company_prefix import owns
from catalogue.gs1.errors import Gs1Error, printable
from catalogue.gs1.in_store import SHOWROOM_PREFIX
from catalogue.gs1.measure_errors import InStoreVerifier
from catalogue.locks import lock_variants
from catalogue.models import CompanyPrefix, Gtin, GtinState, InStoreNumber, ScanAlias, Variant
from catalogue.numbering.errors import ScanAliasInvalid, ScanAliasIsNumber
from catalogue.scan_reading import read_scan

LONGEST_ALIAS = 100


def alias_code(raw: str) -> str:
    """Return the form in which aliases are kept and looked up.

    A GTIN as 14 digits, however it is written and whatever stands beside it; an in-store number as its 13,
    without the measure; any other code as it is, without blanks around it.

    >>> alias_code("(01)09521234567899(10)L1"), alias_code(" CU-1 ")
    ('09521234567899', 'CU-1')
    """
    try:
        said = read_scan(raw)
    except Gs1Error:
        return raw.strip()
    return said.gtin or said.item_number or said.number or raw.strip()


@transaction.atomic
def add_scan_alias(*, variant: Variant, code: str) -> ScanAlias:
    """Return the alias that lets a scan of ``code`` find ``variant``, among others perhaps.

    ``code`` is read as a scan is, so one label of any lot or weight enters the goods for all.

    Raises VariantNotFound, ScanAliasInvalid, InStoreVerifier, or ScanAliasIsNumber for a code that carries a
    number of another cooperative, retired or still to be given included, a GTIN of one's own that is not
    retired, or an in-store number that the catalogue has given or may still give.
    """
    kept = alias_code(code)
    if not 1 <= len(kept) <= LONGEST_ALIAS or not kept.isprintable():
        raise ScanAliasInvalid(limit=LONGEST_ALIAS)
    owner = lock_variants([variant.pk])[variant.pk]
    if _is_number(code, owner.cooperative_id):
        raise ScanAliasIsNumber(code=printable(code.strip()))
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


def _is_number(code: str, cooperative_id: int) -> bool:
    """Return whether ``code`` carries a number that is another's, in use, or still to be given.

    Raises InStoreVerifier.
    """
    try:
        said = carried_by(read_scan(code))
    except InStoreVerifier:
        raise
    except Gs1Error:
        return _is_of_another(written_in(code), cooperative_id)
    return _is_of_another(said, cooperative_id) or _is_given_here(said) or _is_in_use(said, cooperative_id)


def _is_of_another(numbers: CarriedNumbers, cooperative_id: int) -> bool:
    given = Gtin.objects.filter(gtin__in=numbers.gtins).exclude(cooperative=cooperative_id)
    to_give = CompanyPrefix.objects.filter(prefix__in=numbers.prefixes).exclude(cooperative=cooperative_id)
    return given.exists() or to_give.exists()


def _is_given_here(numbers: CarriedNumbers) -> bool:
    """Return whether the catalogue has given one of its in-store numbers, or may still give it."""
    in_store = numbers.in_store_numbers
    given = InStoreNumber.objects.filter(number__in=in_store)
    return any(number.startswith(SHOWROOM_PREFIX) for number in in_store) or given.exists()


def _is_in_use(numbers: CarriedNumbers, cooperative_id: int) -> bool:
    """Return whether a GTIN of one's own among them is not retired, or still to be given."""
    states = dict(Gtin.objects.filter(gtin__in=numbers.gtins).values_list("gtin", "state"))
    if any(state != GtinState.RETIRED for state in states.values()):
        return True
    prefixes = CompanyPrefix.objects.filter(cooperative=cooperative_id).values_list("prefix", flat=True)
    return any(owns(prefix, gtin) for prefix in prefixes for gtin in numbers.gtins - states.keys())

"""Serial shipping container codes for pallets and parcels.

Source: GS1 General Specifications, section 2.2.1 (extension digit, company prefix, serial reference, check
digit; not given again within a year, and here never).
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalogue.gs1.errors import Gs1Error, printable
from catalogue.gs1.keys import build_sscc, parse_sscc
from catalogue.models import CompanyPrefix, Cooperative, LogisticUnit
from catalogue.numbering.errors import (
    CompanyPrefixExpired,
    CompanyPrefixMissing,
    SsccCapacityExhausted,
    SsccMalformed,
    SsccNotGiven,
    SsccNotOwn,
)
from catalogue.numbering.unit_contents import StatedContent, check_contents, keep_contents

_DIGITS = 16
"""Of prefix and serial reference together."""


@transaction.atomic
def allocate_sscc(
    *, cooperative: Cooperative, reference: str = "", contents: Sequence[StatedContent] = ()
) -> LogisticUnit:
    """Return a new logistic unit with the next number of the cooperative's own prefix, and its contents.

    The serial references of extension digit 0 come first, then those of 1, and so on to 9.

    Raises ContentsRefused, CompanyPrefixMissing, CompanyPrefixExpired, SsccCapacityExhausted; then no number
    is used up.
    """
    checked = check_contents(cooperative.pk, contents)
    own = CompanyPrefix.objects.filter(cooperative=cooperative)
    in_force = own.in_force(timezone.localdate()).order_by("pk")
    for key, prefix in in_force.values_list("pk", "prefix"):
        serial = take_serial(key, prefix)
        if serial is not None:
            unit = LogisticUnit.objects.create(
                sscc=sscc_of(prefix, serial),
                cooperative=cooperative,
                company_prefix_id=key,
                reference=reference,
            )
            keep_contents(unit, checked)
            return unit
    if in_force.exists():
        raise SsccCapacityExhausted
    raise CompanyPrefixExpired if own.exists() else CompanyPrefixMissing


def take_serial(key: int, prefix: str) -> int | None:
    """Return the next serial of a prefix, used up from now on, or None when there is none.

    The guard: check and write are one statement, and the row is ours until the transaction ends.
    """
    row = CompanyPrefix.objects.filter(pk=key).in_force(timezone.localdate())
    left = Q(next_unit_serial=None) | Q(next_unit_serial__lt=10 * serials_per_digit(prefix))
    if not row.filter(left).update(next_unit_serial=Coalesce(F("next_unit_serial"), 0) + 1):
        return None
    following = row.values_list("next_unit_serial", flat=True).get()
    return (following or 0) - 1


def serials_per_digit(prefix: str) -> int:
    """Return how many serial references a prefix has under one extension digit."""
    return int(10 ** (_DIGITS - len(prefix)))


def sscc_of(prefix: str, serial: int) -> str:
    """Return the SSCC of the ``serial``-th unit of a prefix, counted from 0."""
    extension_digit, reference = divmod(serial, serials_per_digit(prefix))
    return build_sscc(extension_digit, prefix, reference)


def require_own_sscc(cooperative_id: int, sscc: str) -> None:
    """Refuse what may not stand on a pallet of the cooperative.

    A number of its own prefix that another system gave is taken as well, if its extension digit is one that
    the ledger has not come to.

    Raises SsccMalformed, SsccNotOwn, SsccNotGiven.
    """
    try:
        digits = parse_sscc(sscc)
    except Gs1Error as error:
        raise SsccMalformed(
            sscc=printable(sscc), reason_vi=error.text("vi"), reason_en=error.text("en")
        ) from None
    prefixes = CompanyPrefix.objects.filter(cooperative_id=cooperative_id)
    own = [one for one in prefixes if digits[1:].startswith(one.prefix)]
    if not own:
        raise SsccNotOwn(sscc=digits)
    reached = [(one.next_unit_serial or 0) // serials_per_digit(one.prefix) for one in own]
    if int(digits[0]) <= max(reached) and not LogisticUnit.objects.filter(sscc=digits).exists():
        raise SsccNotGiven(sscc=digits)

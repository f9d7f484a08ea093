"""The codes of a variant: other codes that find it, and the end of a number."""

from catalogue.models import Gtin, Variant
from catalogue.numbering import add_scan_alias, retire_gtin
from desk.frame import DeskRequest, one

LONGEST_TYPED = 200
LONGEST_KEY = 18
"""Digits of a row's key: what the database holds."""


def add_code(row: Variant, request: DeskRequest) -> None:
    """Let a scan of what was typed find the variant. Raises what ``add_scan_alias`` raises."""
    add_scan_alias(variant=row, code=request.POST.get("code", "")[:LONGEST_TYPED])


def remove_code(row: Variant, request: DeskRequest) -> None:
    """Let a scan find the variant no longer; a code that is gone already is what was asked for."""
    row.scan_aliases.filter(pk=_key(request, "alias")).delete()


def retire(row: Variant, request: DeskRequest) -> None:
    """Take a number out of use. Raises Http404 for one of other goods, and what ``retire_gtin`` raises."""
    retire_gtin(gtin=one(Gtin.objects.filter(variant=row), _key(request, "gtin"), request.scope))


def _key(request: DeskRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY else 0

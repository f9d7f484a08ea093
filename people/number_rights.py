"""Who may bring a number in that no company prefix vouches for."""

from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import is_gtin_8, parse_gtin
from people.scope import Scope


def needs_owner(gtin: str) -> bool:
    """Return whether an owner has to bring in ``gtin``, as printed or as 14 digits: a GTIN-8, that is.

    GS1 issues those one by one, so nothing here says whose it is, and what is in the ledger nobody else
    enters. Of a text that is no GTIN nothing is said: adopting it is refused anyway.
    """
    try:
        return is_gtin_8(parse_gtin(gtin))
    except Gs1Error:
        return False


def may_adopt(scope: Scope, *, cooperative: int, gtin: str) -> bool:
    """Return whether ``scope`` may enter ``gtin`` for goods of the cooperative with this key."""
    return scope.owns(cooperative) or not needs_owner(gtin)

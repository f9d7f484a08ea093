"""Whether somebody may apply an import: a file must not do what its sender may not do directly."""

from enum import Enum, auto

from catalogue.models import CompanyPrefix, Gtin, ImportJob
from people.models import Grant
from people.number_rights import needs_owner
from people.scope import Scope

_CHUNK = 500


class MissingRight(Enum):
    """What somebody lacks who may not apply an import."""

    ASSIGN = auto()
    """The grant to bring numbers in; those that stand on the same goods already are none."""
    REGISTER = auto()
    """Being an officer of the Alliance, who alone brings a new company prefix in."""
    OWN = auto()
    """Being an owner or an officer, who alone bring in a number that no prefix vouches for."""


def right_missing(scope: Scope, job: ImportJob) -> MissingRight | None:
    """Return what ``scope`` lacks to apply ``job``, or None when it may."""
    if scope.is_alliance or job.cooperative_id is None:
        return None
    brought = _numbers_brought(job)
    if brought and not scope.allows(Grant.GTIN_ASSIGN):
        return MissingRight.ASSIGN
    prefixes = {prefix for (prefix,) in _stated(job, "company_prefix")}
    known = CompanyPrefix.objects.filter(cooperative=job.cooperative_id).values_list("prefix", flat=True)
    if prefixes - set(known):
        return MissingRight.REGISTER
    unvouched = any(map(needs_owner, brought))
    return MissingRight.OWN if unvouched and not scope.owns(job.cooperative_id) else None


def _numbers_brought(job: ImportJob) -> set[str]:
    """Return the numbers, 14 digits, that do not stand on the goods of their row's SKU already."""
    pieces = Gtin.objects.assigned().for_one_piece().filter(variant__cooperative=job.cooperative_id)
    known = set(pieces.values_list("gtin", "variant__sku"))
    return {gtin for gtin, _ in _stated(job, "gtin", "sku") - known}


def _stated(job: ImportJob, column: str, *more: str) -> set[tuple[str, ...]]:
    """Return what the rows say in these columns, of those that say anything in the first one."""
    # Read here, not by the database: as text, SQLite calls a blank cell "null", and a key of digits a number.
    values = job.rows.values_list("values", flat=True).iterator(chunk_size=_CHUNK)
    return {tuple(one[name] for name in (column, *more)) for one in values if one.get(column)}

"""Whether somebody may apply an import: a file must not do what its sender may not do directly."""

from enum import Enum, auto

from django.db.models.fields.json import KT

from catalogue.models import CompanyPrefix, Gtin, ImportJob
from people.models import Grant
from people.scope import Scope


class MissingRight(Enum):
    """What somebody lacks who may not apply an import."""

    ASSIGN = auto()
    """The grant to bring numbers in; those that stand on the same goods already are none."""
    REGISTER = auto()
    """Being an officer of the Alliance, who alone brings a new company prefix in."""


def right_missing(scope: Scope, job: ImportJob) -> MissingRight | None:
    """Return what ``scope`` lacks to apply ``job``, or None when it may."""
    if not scope.allows(Grant.GTIN_ASSIGN) and _brings_numbers(job):
        return MissingRight.ASSIGN
    if job.cooperative_id is None or scope.is_alliance:
        return None
    prefixes = {prefix for (prefix,) in _stated(job, "company_prefix")}
    known = CompanyPrefix.objects.filter(cooperative=job.cooperative_id).values_list("prefix", flat=True)
    return MissingRight.REGISTER if prefixes - set(known) else None


def _brings_numbers(job: ImportJob) -> bool:
    """Return whether any row has a number that does not stand on the goods of that SKU already."""
    pieces = Gtin.objects.assigned().for_one_piece().filter(variant__cooperative=job.cooperative_id)
    return bool(_stated(job, "gtin", "sku") - set(pieces.values_list("gtin", "variant__sku")))


def _stated(job: ImportJob, column: str, *more: str) -> set[tuple[str, ...]]:
    """Return what the rows say in these columns, of those that say anything in the first one."""
    # As text: on SQLite a value that is all digits would come as a number.
    names = (column, *more)
    rows = job.rows.values_list(*(KT(f"values__{name}") for name in names))
    return {found for found in rows if found[0]}

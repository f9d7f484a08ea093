"""Whether somebody may apply an import: a file must not do what its sender may not do directly."""

from enum import Enum, auto

from catalogue.models import CompanyPrefix, ImportJob
from people.models import Grant
from people.scope import Scope


class MissingRight(Enum):
    """What somebody lacks who may not apply an import."""

    ASSIGN = auto()
    """The grant to bring numbers in."""
    OWN = auto()
    """Being an owner, who alone brings a new company prefix in."""


def right_missing(scope: Scope, job: ImportJob) -> MissingRight | None:
    """Return what ``scope`` lacks to apply ``job``, or None when it may."""
    numbered = job.rows.exclude(values__gtin=None).exclude(values__gtin="")
    if not scope.allows(Grant.GTIN_ASSIGN) and numbered.exists():
        return MissingRight.ASSIGN
    if job.cooperative_id is None or scope.owns(job.cooperative_id):
        return None
    prefixes = set(job.rows.values_list("values__company_prefix", flat=True)) - {None, ""}
    known = CompanyPrefix.objects.filter(cooperative=job.cooperative_id).values_list("prefix", flat=True)
    return MissingRight.OWN if prefixes - set(known) else None

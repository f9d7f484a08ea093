"""What was removed and stands there again: a present row of the same owner that says the same."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from catalogue.models import Certificate, CompanyPrefix, LabelProfile, ScanAlias

# Whose row it is comes first, then what it says; a company prefix is one row, whosever it is.
_CONTENT: dict[type[models.Model], tuple[str, ...]] = {
    Certificate: ("product_id", "kind", "stars", "number", "issued_by", "valid_from", "valid_to"),
    ScanAlias: ("variant_id", "code"),
    LabelProfile: ("cooperative_id", "kind", "key", "based_on", "values"),
    CompanyPrefix: ("prefix",),
}


def standing_again(removed: Iterable[models.Model]) -> dict[int, Any]:
    """Return by id of each of ``removed`` the present row that says the same, where there is one.

    ``removed`` are rows of one table, as records tell of them. Of tables whose rows are not entered anew from
    their history none stands again.
    """
    rows = [row for row in removed if type(row) in _CONTENT]
    if not rows:
        return {}
    model = type(rows[0])
    owner, *_ = names = _CONTENT[model]
    owners = {getattr(row, owner) for row in rows}
    present: defaultdict[Any, list[tuple[list[Any], models.Model]]] = defaultdict(list)
    for row in model._default_manager.filter(**{f"{owner}__in": owners}).order_by("pk"):  # noqa: SLF001
        present[getattr(row, owner)].append((_values(row, names), row))
    found: dict[int, Any] = {}
    for row in rows:
        content = _values(row, names)
        same = (other for values, other in present[getattr(row, owner)] if values == content)
        if (one := next(same, None)) is not None:
            found[row.pk] = one
    return found


def _values(row: models.Model, names: Iterable[str]) -> list[Any]:
    return [getattr(row, name) for name in names]

"""What a row says about the OCOP stars of its product.

Source: Decision 148/QĐ-TTg of 2023: 3 to 5 stars, for 36 months from the day of the decision.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from catalogue.imports.fields import set_changed
from catalogue.imports.notes import OcopDatesAssumed, OcopExpired
from catalogue.imports.rows import CheckedRow, Values
from catalogue.models import Certificate, CertificateKind

VALID_YEARS = 3


@dataclass
class CertificatePlan:
    """The certificates that a row writes and drops; both are empty when it changes nothing."""

    save: list[Certificate] = field(default_factory=list)
    drop: list[Certificate] = field(default_factory=list)


def plan_certificates(row: CheckedRow, existing: list[Certificate], today: datetime.date) -> CertificatePlan:
    """Return what the row does to ``existing``, the OCOP certificates of its product.

    Without a column for stars, nothing. With 0 stars, those in force or to come are dropped. Stars without
    dates are taken to hold for 36 months from ``today`` and marked so; asked again, the first answer stays,
    so that repeating a file never prolongs an expired star.
    """
    if "ocop_stars" not in row.values:
        return CertificatePlan()
    if not row.values["ocop_stars"]:
        return CertificatePlan(drop=[known for known in existing if known.valid_to >= today])
    first, last = _dates(row.values)
    latest = latest_certificate(existing)
    if first is None or last is None:
        return _without_dates(row, latest, today)
    match = latest_certificate([known for known in existing if known.valid_from == first])
    if match is None and latest is not None and latest.dates_assumed:
        match = latest
    both_given = bool(row.values.get("ocop_valid_from") and row.values.get("ocop_valid_to"))
    return _written(row, match, first, last, assumed=not both_given)


def latest_certificate(certificates: Sequence[Certificate]) -> Certificate | None:
    """Return the one that holds longest, the first of several that hold equally long: a row speaks of it."""
    return max(certificates, key=lambda known: (known.valid_to, known.valid_from), default=None)


def _without_dates(row: CheckedRow, latest: Certificate | None, today: datetime.date) -> CertificatePlan:
    expired = latest is not None and latest.valid_to < today
    if latest is not None and latest.stars == row.values["ocop_stars"]:
        if expired:
            row.warn("ocop_stars", OcopExpired(day=_shown(latest.valid_to)))
        elif latest.dates_assumed:
            row.warn("ocop_stars", _assumed(latest.valid_from, latest.valid_to))
        return _written(row, latest, latest.valid_from, latest.valid_to, assumed=latest.dates_assumed)
    row.warn("ocop_stars", _assumed(today, last_day(today)))
    return _written(row, None if expired else latest, today, last_day(today), assumed=True)


def _written(
    row: CheckedRow,
    certificate: Certificate | None,
    first: datetime.date,
    last: datetime.date,
    *,
    assumed: bool,
) -> CertificatePlan:
    """Return the plan that makes ``certificate``, or a new one, say what the row says."""
    fields = {
        "stars": row.values["ocop_stars"],
        "valid_from": first,
        "valid_to": last,
        "dates_assumed": assumed,
    }
    if "ocop_number" in row.values:
        fields["number"] = row.values["ocop_number"] or ""
    if certificate is None:
        return CertificatePlan(save=[Certificate(kind=CertificateKind.OCOP, **fields)])
    return CertificatePlan(save=[certificate] if set_changed(certificate, fields) else [])


def last_day(first: datetime.date) -> datetime.date:
    """Return the last of the 36 months that begin with ``first``."""
    return _years_later(first, VALID_YEARS) - datetime.timedelta(days=1)


def _dates(values: Values) -> tuple[datetime.date | None, datetime.date | None]:
    """Return first and last day; where only one is given, the other is 36 months away."""
    first, last = _day(values, "ocop_valid_from"), _day(values, "ocop_valid_to")
    if first and not last:
        return first, last_day(first)
    if last and not first:
        return _years_later(last + datetime.timedelta(days=1), -VALID_YEARS), last
    return first, last


def _years_later(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return datetime.date(day.year + years, 3, 1)


def _assumed(first: datetime.date, last: datetime.date) -> OcopDatesAssumed:
    return OcopDatesAssumed(first=_shown(first), last=_shown(last))


def _day(values: Values, column: str) -> datetime.date | None:
    text = values.get(column)
    return datetime.date.fromisoformat(text) if text else None


def _shown(day: datetime.date) -> str:
    return day.strftime("%d/%m/%Y")

"""What is in a pallet or parcel: checked as a whole before it gets a number, and kept with it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from catalogue.errors import Invalid
from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, check_value
from catalogue.gs1.decoded_values import is_readable_day
from catalogue.gs1.errors import Gs1Error, SeveralErrors, printable
from catalogue.gs1.gtin import parse_gtin
from catalogue.models import Gtin, LogisticUnit, LogisticUnitContent
from catalogue.numbering.errors import (
    ContentCountOutOfRange,
    ContentExpiryFar,
    ContentLotMalformed,
    ContentNumberUnknown,
    ContentRefused,
    ContentRepeated,
)

MOST_CONTENTS = 50
LARGEST_COUNT = 99_999_999


@dataclass(frozen=True, slots=True)
class StatedContent:
    """So many trade items with a GTIN, in any length, of one lot."""

    gtin: str
    count: int
    lot: str = ""
    expires_on: datetime.date | None = None


class ContentsRefused(SeveralErrors, Invalid):
    """Lines of the contents that are wrong, each with its reason."""

    code = "contents_invalid"
    vi = "Có {count} dòng chưa hợp lệ:\n{list_vi}"
    en = "{count} lines are not valid:\n{list_en}"


def check_contents(cooperative_id: int, stated: Sequence[StatedContent]) -> list[LogisticUnitContent]:
    """Return ``stated`` as rows that still want their unit, in one query. Raises ContentsRefused."""
    digits = [_digits(line.gtin) for line in stated]
    own = Gtin.objects.filter(gtin__in=set(digits), cooperative=cooperative_id, variant__isnull=False)
    known = {entry.gtin: entry for entry in own}
    refusals = list(_refusals(stated, digits, known))
    if refusals:
        raise ContentsRefused(refusals)
    return [
        LogisticUnitContent(gtin=known[number], lot=line.lot, expires_on=line.expires_on, count=line.count)
        for line, number in zip(stated, digits, strict=True)
    ]


def keep_contents(unit: LogisticUnit, contents: Sequence[LogisticUnitContent]) -> None:
    """Keep ``contents`` as those of ``unit``."""
    for content in contents:
        content.unit = unit
    LogisticUnitContent.objects.bulk_create(contents)


def _digits(number: str) -> str:
    """Return the number as 14 digits; empty for what is none, which nobody has."""
    try:
        return parse_gtin(number.strip())
    except Gs1Error:
        return ""


def _refusals(
    stated: Sequence[StatedContent], digits: Sequence[str], known: dict[str, Gtin]
) -> Iterator[ContentRefused]:
    seen, this_year = set(), timezone.localdate().year
    for row, (line, number) in enumerate(zip(stated, digits, strict=True), start=1):
        if number not in known:
            yield ContentNumberUnknown(row=row, number=printable(line.gtin))
        elif (number, line.lot) in seen:
            yield ContentRepeated(row=row, number=number)
        seen.add((number, line.lot))
        if not 1 <= line.count <= LARGEST_COUNT:
            yield ContentCountOutOfRange(row=row)
        if line.expires_on and not is_readable_day(line.expires_on, this_year=this_year):
            yield ContentExpiryFar(row=row, day=line.expires_on)
        try:
            if line.lot:
                check_value(APPLICATION_IDENTIFIERS["10"], line.lot)
        except Gs1Error as error:
            reasons = {"reason_vi": error.text("vi"), "reason_en": error.text("en")}
            yield ContentLotMalformed(row=row, lot=printable(line.lot), **reasons)

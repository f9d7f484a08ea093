"""The label of a pallet beside what was stated of it with its SSCC: one must not contradict the other.

Whoever scans the label reads number, count, lot and expiry in its bars; ``/u/{sscc}`` shows what was stated.

Source: GS1 General Specifications, section 2.1.6: AI 02 names the one trade item that all of the unit's
contents are, AI 37 how many there are, and AI 10 and 17 hold for all of them, so that the earliest expiry is
that of the unit.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from catalogue.errors import Invalid
from catalogue.gs1.errors import printable
from catalogue.gs1.gtin import display_gtin, parse_gtin
from catalogue.labels.content import LabelContent
from catalogue.models import LogisticUnitContent

MOST_SPELLED = 3
"""So many lines of the contents stand in a refusal; more are hinted at."""


class SsccContentsDiffer(Invalid):
    """A label that says something else of a pallet than was stated of it."""

    code = "sscc_contents_differ"
    vi = (
        "SSCC {sscc}: nhãn ghi {printed}, nhưng pallet này đã khai có {stated}. "
        "Hãy sửa nhãn; pallet xếp lại thì cấp SSCC mới."
    )
    en = (
        "SSCC {sscc}: the label says {printed}, but what was stated to be in it is {stated}. "
        "Correct the label; what was repacked takes a new SSCC."
    )


def require_stated_contents(labels: Sequence[LabelContent]) -> None:
    """Refuse a label that contradicts the contents of its SSCC, in one query for all ``labels``.

    What the label leaves out contradicts nothing, and neither do units whose contents nobody stated.

    Raises SsccContentsDiffer.
    """
    units = {label.details.sscc for label in labels} - {""}
    if not units:
        return
    stated: dict[str, list[LogisticUnitContent]] = defaultdict(list)
    rows = LogisticUnitContent.objects.filter(unit__sscc__in=units).select_related("unit", "gtin")
    for row in rows.order_by("pk"):
        stated[row.unit.sscc].append(row)
    for label in labels:
        lines = stated.get(label.details.sscc)
        if lines and _differs(label, lines):
            spelled = [_spelled(line.count, line.gtin.gtin, line.lot, line.expires_on) for line in lines]
            more = ["…"] if len(lines) > MOST_SPELLED else []
            raise SsccContentsDiffer(
                sscc=label.details.sscc,
                printed=_label_spelled(label),
                stated="; ".join([*spelled[:MOST_SPELLED], *more]),
            )


def _differs(label: LabelContent, lines: Sequence[LogisticUnitContent]) -> bool:
    details = label.details
    days = {line.expires_on for line in lines if line.expires_on}
    return (
        {line.gtin.gtin for line in lines} != {parse_gtin(label.number)}
        or details.count not in (None, sum(line.count for line in lines))
        or (bool(details.lot) and not {line.lot for line in lines} <= {"", details.lot})
        or (details.expires_on is not None and bool(days) and details.expires_on != min(days))
    )


def _label_spelled(label: LabelContent) -> str:
    details = label.details
    return _spelled(details.count, parse_gtin(label.number), printable(details.lot), details.expires_on)


def _spelled(count: int | None, gtin: str, lot: str, day: datetime.date | None) -> str:
    """Return a line of contents for people of both languages: 40 × 8930…, L1, 31/12/2027."""
    number = display_gtin(gtin)
    counted = number if count is None else f"{count} × {number}"
    return ", ".join([counted, *([lot] if lot else []), *([f"{day:%d/%m/%Y}"] if day else [])])

"""The report of an import: row, column, code and reason in Vietnamese and English."""

from typing import TypedDict

from catalogue.models import ImportJob


class ReportLine(TypedDict):
    """One reason; ``column`` is the canonical name, empty when the whole row is meant."""

    row: int
    column: str
    code: str
    vi: str
    en: str


def report_lines(
    job: ImportJob, *, warnings: bool = False, after: int = 0, most_rows: int | None = None
) -> list[ReportLine]:
    """Return why rows of ``job`` were refused, in row order; or what there is to note about them.

    Only of rows ``after`` that number, and of no more than ``most_rows``.
    """
    kind = "warnings" if warnings else "errors"
    rows = job.rows.exclude(**{kind: []}).filter(number__gt=after).order_by("number")
    found = rows.values_list("number", kind)[:most_rows]
    return [
        ReportLine(row=number, column=one["column"], code=one["code"], vi=one["vi"], en=one["en"])
        for number, remarks in found
        for one in remarks
    ]

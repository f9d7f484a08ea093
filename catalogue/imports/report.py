"""The report of an import: row, column, code and reason in Vietnamese and English."""

import csv
import io
import re
from collections.abc import Iterable
from typing import TypedDict

from catalogue.models import ImportJob

# Excel runs a cell that begins so, also behind blanks and quotation marks.
_RISKY = re.compile(r"['\"\s]*[=+\-@＝＋－＠|\t\r]")
_HARMLESS = re.compile(r"[+\-][0-9][0-9 .,]*")


class ReportLine(TypedDict):
    """One reason; ``column`` is the canonical name, empty when the whole row is meant."""

    row: int
    column: str
    code: str
    vi: str
    en: str


def report_lines(job: ImportJob, *, warnings: bool = False) -> list[ReportLine]:
    """Return why rows of ``job`` were refused, in row order; or what there is to note about them."""
    kind = "warnings" if warnings else "errors"
    found = job.rows.exclude(**{kind: []}).order_by("number").values_list("number", kind)
    return [
        ReportLine(row=number, column=one["column"], code=one["code"], vi=one["vi"], en=one["en"])
        for number, remarks in found
        for one in remarks
    ]


def report_csv(lines: Iterable[ReportLine]) -> str:
    """Return the lines as CSV for Excel: UTF-8 with its mark, nothing that would run as a formula."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(("dòng/row", "cột/column", "mã/code", "lý do", "reason"))
    for line in lines:
        writer.writerow(
            [line["row"], *map(safe_cell, (line["column"], line["code"], line["vi"], line["en"]))]
        )
    return text.getvalue()


def safe_cell(text: str) -> str:
    """Return ``text`` so that a spreadsheet shows it and never runs it; signed numbers stay as they are.

    Source: OWASP, CSV Injection.
    """
    if _RISKY.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text

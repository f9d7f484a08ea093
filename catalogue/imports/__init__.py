"""Spreadsheets of cooperatives, from file to catalogue: read, check row by row, apply, undo.

``check`` is the dry run; ``stage`` keeps what it found as a job; ``apply`` writes that in one transaction and
``undo`` takes it back. Every refusal has a row, a column, a code and a reason in Vietnamese and English.
"""

from catalogue.imports.applying import apply
from catalogue.imports.file_errors import FileRefused
from catalogue.imports.report import ReportLine, report_lines
from catalogue.imports.staging import CheckedFile, Progress, check, stage, store
from catalogue.imports.template import build_template
from catalogue.imports.undoing import undo

__all__ = [
    "CheckedFile",
    "FileRefused",
    "Progress",
    "ReportLine",
    "apply",
    "build_template",
    "check",
    "report_lines",
    "stage",
    "store",
    "undo",
]

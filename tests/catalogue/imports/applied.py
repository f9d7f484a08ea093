"""Imports carried out in one go, and why rows are refused."""

import pytest

from catalogue.imports.cells import CellValue
from catalogue.imports.report import report_lines
from catalogue.imports.row_errors import ImportRefused
from catalogue.models import Cooperative, Gtin, ImportJob, ImportStatus, Product
from tests.catalogue.imports.by_operator import apply, stage
from tests.catalogue.imports.spreadsheets import csv_file

GTIN, OTHER_GTIN = "9520007919019", "9520007919026"


def run(*rows: dict[str, CellValue], cooperative: Cooperative | None = None) -> ImportJob:
    return apply(stage(csv_file(*rows), filename="hang.csv", cooperative=cooperative))


def refusals(
    *rows: dict[str, CellValue], cooperative: Cooperative | None = None
) -> list[tuple[int, str, str]]:
    """Return row, column and code of each refusal; nothing else may have been written."""
    products = Product.objects.count(), Cooperative.objects.count(), Gtin.objects.count()
    job = stage(csv_file(*rows), filename="hang.csv", cooperative=cooperative)
    if job.status == ImportStatus.FAILED:
        with pytest.raises(ImportRefused):
            apply(job)
    assert (Product.objects.count(), Cooperative.objects.count(), Gtin.objects.count()) == products
    return [(line["row"], line["column"], line["code"]) for line in report_lines(job)]

"""Files that enter goods as they may, and what there is of them then."""

from catalogue import imports
from catalogue.imports.cells import CellValue
from catalogue.models import ImportJob, Product, ProductState, Variant
from tests.catalogue.approval.goods import only_variant
from tests.catalogue.imports.spreadsheets import csv_file

OPERATOR, DRAFTS, SUBMITS = ProductState.APPROVED, ProductState.DRAFT, ProductState.SUBMITTED


def run(enter_as: ProductState, *rows: dict[str, CellValue]) -> ImportJob:
    """Import the rows; the forecast of the check must come true."""
    job = imports.stage(csv_file(*rows), filename="hang.csv", enter_as=enter_as)
    forecast = (job.created_count, job.updated_count, job.unchanged_count)
    job = imports.apply(job, enter_as=enter_as)
    assert (job.created_count, job.updated_count, job.unchanged_count) == forecast
    if enter_as != OPERATOR:
        ImportJob.objects.filter(pk=job.pk).update(actor="user:4")  # as the surface of the cooperative does
    return job


def product() -> Product:
    return Product.objects.get()


def variant() -> Variant:
    return only_variant(product())

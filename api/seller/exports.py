"""``seller/exports``: goods as spreadsheets that can be mended and imported again."""

from typing import ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.seller.imports import COOPERATIVE
from api.staff.views import StaffView
from catalogue.exports import CSV, XLSX, export_csv, export_name, export_xlsx
from catalogue.models import Variant
from people.private_files import private_file
from people.scope import choose_cooperative


class ExportView(StaffView):
    """What the files share."""

    parameters: ClassVar[tuple[Parameter, ...]] = (COOPERATIVE, LANG)
    problem_statuses: ClassVar[tuple[int, ...]] = (*StaffView.problem_statuses, 422)
    revalidates: ClassVar[bool] = False

    def file(self, content: bytes, media_type: str, ending: str) -> HttpResponse:
        """Return ``content`` to be saved under the name of today."""
        return private_file(content, media_type, export_name(ending))

    def goods(self) -> QuerySet[Variant]:
        """Return the variants of the cooperative asked for, or of all within reach."""
        rows = self.rows(Variant.objects.present())
        asked = self.given.get("cooperative")
        return rows if asked is None else rows.filter(cooperative=choose_cooperative(self.scope, asked))


class ExportXlsx(ExportView):
    """Goods as a workbook."""

    @extend_schema(operation_id="export_xlsx", tags=["imports"], responses={(200, XLSX): bytes})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Return all goods as .xlsx, in the columns of an import; every cell is text."""
        return self.file(export_xlsx(self.goods()), XLSX, "xlsx")


class ExportCsv(ExportView):
    """Goods as a text table."""

    @extend_schema(operation_id="export_csv", tags=["imports"], responses={(200, "text/csv"): bytes})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Return all goods as .csv, in the columns of an import; formulas are disarmed by an apostrophe."""
        return self.file(export_csv(self.goods()), CSV, "csv")

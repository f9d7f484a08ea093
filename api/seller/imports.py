"""``seller/imports``: a spreadsheet is read and checked, shown row by row, applied, and taken back."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request

from api.parameters import LANG, Parameter, slug
from api.refusals import FieldRefused
from api.request_facts import HOST
from api.staff.bodies import StrictSerializer, read_body, read_file
from api.staff.pages import PAGE
from api.staff.refusals import AllianceOnly, InsufficientScope, OwnerOnly
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.exports import XLSX
from catalogue.imports import CheckedFile, build_template, check, report_lines, store, undo
from catalogue.imports.background import apply_or_start, progress_of_import
from catalogue.imports.limits import MAX_FILE_BYTES
from catalogue.imports.template import TEMPLATE_NAME
from catalogue.models import Cooperative, ImportJob, ImportStatus
from people.import_rights import MissingRight, right_missing
from people.models import Grant
from people.private_files import private_file
from people.scope import choose_cooperative

COOPERATIVE = slug("cooperative", "Slug of the cooperative; needed with more than one.")


class UploadSerializer(StrictSerializer):
    """A spreadsheet of goods."""

    file = serializers.FileField(help_text=".xlsx or .csv, at most 10 MB and 10,000 rows.")


class ApplicationSerializer(StrictSerializer):
    """How goods enter."""

    submit = serializers.BooleanField(
        required=False, help_text="Send new goods, drafts and rejected ones of the file to the Alliance too."
    )


class RemarkSerializer(serializers.Serializer[Any]):
    """A reason, in the language of the answer."""

    code = serializers.CharField()
    detail = serializers.CharField()


class RowRemarkSerializer(RemarkSerializer):
    """Why a row was refused, or what there is to note about it."""

    row = serializers.IntegerField(help_text="As the spreadsheet counts it.")
    column = serializers.CharField(help_text="Empty when the whole row is meant.")


class ProgressSerializer(serializers.Serializer[Any]):
    """How far the step has come that is under way."""

    step = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField()


class ImportSerializer(serializers.Serializer[Any]):
    """An import and how far it has come."""

    id = serializers.IntegerField()
    status = serializers.ChoiceField(choices=ImportStatus.choices)
    filename = serializers.CharField()
    cooperative = serializers.CharField(allow_null=True)
    rows = serializers.IntegerField()
    valid = serializers.IntegerField()
    invalid = serializers.IntegerField()
    created = serializers.IntegerField(help_text="Rows that add goods, or would.")
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    applied = serializers.IntegerField()
    errors_url = serializers.CharField()
    warnings = RemarkSerializer(many=True)
    refusal = RemarkSerializer(allow_null=True, help_text="Why the last try to apply it failed.")
    progress = ProgressSerializer(allow_null=True)
    created_at = serializers.DateTimeField()
    applied_at = serializers.DateTimeField(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)


class ImportsView(StaffView):
    """What the views of imports share."""

    def show(self, rows: Iterable[ImportJob]) -> list[dict[str, object]]:
        """Return ``rows`` as they go over the wire."""
        return [self.show_one(row) for row in rows]

    def show_one(self, job: ImportJob) -> dict[str, object]:
        """Return ``job`` as it goes over the wire."""
        request = self.raw_request
        told = progress_of_import(job)
        return {
            "id": job.pk,
            "status": job.status,
            "filename": job.filename,
            "cooperative": job.cooperative.slug if job.cooperative else None,
            "rows": job.row_count,
            "valid": job.valid_count,
            "invalid": job.invalid_count,
            "created": job.created_count,
            "updated": job.updated_count,
            "unchanged": job.unchanged_count,
            "applied": job.applied_count,
            "errors_url": f"{request.scheme}://{request.META[HOST]}/api/v1/seller/imports/{job.pk}/errors",
            "warnings": [self.remark(note) for note in job.warnings],
            "refusal": self.remark(job.refusal) if job.refusal else None,
            "progress": told._asdict() if told else None,
            "created_at": job.created_at,
            "applied_at": job.applied_at,
            "undone_at": job.undone_at,
        }

    def remark(self, note: dict[str, str]) -> dict[str, str]:
        """Return a stored remark in the language of the answer."""
        return {"code": note["code"], "detail": note["vi" if self.language == "vi" else "en"]}

    def job(self, key: int) -> ImportJob:
        """Return the import with this key. Raises RowUnknown, also for a neighbour's."""
        return self.row(ImportJob.objects.select_related("cooperative"), key)


class Imports(ImportsView):
    """The imports within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = PAGE
    body_parameters: ClassVar[tuple[Parameter, ...]] = (COOPERATIVE, LANG)
    parser_classes: ClassVar[list[type[BaseParser]]] = [MultiPartParser]  # type: ignore[misc]
    largest_body: ClassVar[int] = MAX_FILE_BYTES + 64 * 1024  # the file, and the form around it

    cooperative: Cooperative
    checked: CheckedFile

    @extend_schema(operation_id="imports", tags=["imports"], responses={200: page_shape(ImportSerializer)})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List imports, newest first."""
        return self.page(self.rows(ImportJob.objects.select_related("cooperative")), self.show)

    @extend_schema(
        operation_id="stage_import",
        tags=["imports"],
        request={"multipart/form-data": UploadSerializer},
        responses={201: ImportSerializer},
    )
    def post(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Read a spreadsheet and check every row; nothing is imported yet.

        `staged` when all rows are valid, `failed` when any is refused: see `errors_url`. The file may hold
        goods of one cooperative alone.
        """
        job = store(self.checked, cooperative=self.cooperative, actor=self.scope.actor)
        return self.answer(self.show_one(job), 201)

    def prepare(self) -> None:
        """Read and check the file. Raises FieldRefused or FileRefused."""
        file = read_file(UploadSerializer, self.raw_request)
        if file is None:
            raise FieldRefused("file", vi="Thiếu tệp bảng tính.", en="The spreadsheet is missing.")
        self.cooperative = choose_cooperative(self.scope, self.given.get("cooperative"))
        self.checked = check(file, filename=file.name or "", cooperative=self.cooperative)


class Import(ImportsView):
    """One import."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    @extend_schema(operation_id="import", tags=["imports"], responses={200: ImportSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show an import; while it is applied, with its progress."""
        return self.answer(self.show_one(self.job(key)))


class ImportErrors(ImportsView):
    """The report of an import."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    @extend_schema(
        operation_id="import_errors", tags=["imports"], responses={200: RowRemarkSerializer(many=True)}
    )
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """List why rows were refused: row, column, code and reason."""
        return self.answer([_line(self, line) for line in report_lines(self.job(key))])


class ImportWarnings(ImportsView):
    """What there is to note about rows that were taken."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    @extend_schema(
        operation_id="import_warnings", tags=["imports"], responses={200: RowRemarkSerializer(many=True)}
    )
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """List what was assumed or changed while reading rows."""
        return self.answer([_line(self, line) for line in report_lines(self.job(key), warnings=True)])


class ImportApplication(ImportsView):
    """Writing an import into the catalogue."""

    @extend_schema(
        operation_id="apply_import",
        tags=["imports"],
        request=ApplicationSerializer,
        responses={200: ImportSerializer, 202: ImportSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Import all rows, or none.

        New goods are drafts, unless they are to be submitted at once; `warnings` of the import tell which
        could not be.

        Up to 500 rows are imported at once (200). More are imported in the background (202): look at the
        import again for its progress.
        """
        submit = read_body(ApplicationSerializer, request.data).get("submit", False)
        job = self.job(key)
        match right_missing(self.scope, job):
            case MissingRight.ASSIGN:
                raise InsufficientScope(grant=Grant.GTIN_ASSIGN)
            case MissingRight.REGISTER:
                raise AllianceOnly
            case MissingRight.OWN:
                raise OwnerOnly
        row = apply_or_start(job, actor=self.scope.actor, submit=submit)
        return self.answer(self.show_one(row), 202 if row.status == ImportStatus.APPLYING else 200)


class ImportUndo(ImportsView):
    """Taking an import back."""

    @extend_schema(
        operation_id="undo_import", tags=["imports"], request=None, responses={200: ImportSerializer}
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Take back all that an import changed; numbers that it brought stay in the ledger.

        What the house has imported, it alone takes back. Goods that the import took from the public are
        submitted to the Alliance.
        """
        return self.answer(self.show_one(undo(self.job(key), may_publish=self.scope.is_alliance)))


class ImportTemplate(StaffView):
    """The spreadsheet to fill in."""

    parameters: ClassVar[tuple[Parameter, ...]] = (COOPERATIVE, LANG)
    problem_statuses: ClassVar[tuple[int, ...]] = (*StaffView.problem_statuses, 422)
    revalidates: ClassVar[bool] = False

    @extend_schema(operation_id="import_template", tags=["imports"], responses={(200, XLSX): bytes})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Return the template (.xlsx): Vietnamese headers, lists to choose from, a page of guidance."""
        cooperative = choose_cooperative(self.scope, self.given.get("cooperative"))
        return private_file(build_template(cooperative), XLSX, TEMPLATE_NAME)


def _line(view: ImportsView, line: Any) -> dict[str, object]:
    return {"row": line["row"], "column": line["column"], **view.remark(line)}

"""``seller/labels``: looked over, printed into a file, found again, printed once more."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.seller.label_shapes import (
    LabelPreviewSerializer,
    LabelsAskedSerializer,
    PreflightSerializer,
    PrintJobSerializer,
    ReprintSerializer,
)
from api.staff.bodies import read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.labels.jobs import LabelJob
from catalogue.labels.outputs import require_form, require_format
from catalogue.labels.preflight import preflight
from catalogue.labels.templates.customising import customise
from catalogue.labels.templates.previews import preview_png
from catalogue.models import Cooperative, PrintJob, PrintStatus
from catalogue.printing import (
    LABELS_AT_ONCE,
    ItemAsked,
    NotPrintedYet,
    cancel_print,
    keep_written,
    open_labels,
    plan_job,
    queue_print,
    repeat_job,
    write_at_once,
)
from catalogue.printing.files import WrittenLabels, drop_labels
from catalogue.printing.profiles import profiles_of
from people.models import Grant

LABEL_FILES = (
    "application/pdf",
    "image/png",
    "application/zip",
    "application/zpl",
    "application/octet-stream",
)


class LabelsView(StaffView):
    """Labels are read and printed under a grant of their own."""

    read_grant: ClassVar[str] = Grant.LABELS_PRINT
    write_grant: ClassVar[str] = Grant.LABELS_PRINT
    largest_body: ClassVar[int] = 512 * 1024  # a thousand items

    def planned(self, given: dict[str, Any]) -> tuple[LabelJob, Cooperative]:
        """Return the job that was asked for, of numbers within reach alone."""
        items = [ItemAsked(**item) for item in given["items"]]
        job, owner = plan_job(
            cooperatives=self.scope.cooperatives,
            items=items,
            stock=given["stock"],
            printer=given["printer"],
            template=given["template"],
            start_cell=given["start_cell"],
            skip=given.get("skip", ()),
        )
        if "format" in given:
            require_form(job, given["format"])
        return job, owner

    def print_job(self, key: int) -> PrintJob:
        """Return the job with this key. Raises RowUnknown, also for a neighbour's."""
        return self.row(PrintJob.objects.select_related("cooperative"), key)

    def show(self, rows: Iterable[PrintJob]) -> list[dict[str, object]]:
        """Return ``rows`` as they go over the wire."""
        return [self.show_one(row) for row in rows]

    def show_one(self, row: PrintJob) -> dict[str, object]:
        """Return ``row`` as it goes over the wire."""
        refusal = row.refusal
        language = "vi" if self.language == "vi" else "en"
        has_file = row.status == PrintStatus.DONE and row.file_dropped_at is None
        return {
            "id": row.pk,
            "status": row.status,
            "done": row.done,
            "total": row.total,
            "file": f"/api/v1/seller/labels/{row.pk}/file" if has_file else None,
            "format": row.form,
            "stock": row.record["stock"]["key"],
            "printer": row.record["printer"]["key"],
            "template": row.record["template"]["key"],
            "rule_set": row.record.get("rule_set") or None,
            "cooperative": row.cooperative.slug,
            "actor": row.actor,
            "reprint_of": row.reprint_of_id,
            "refusal": {"code": refusal["code"], "detail": refusal[language]} if refusal else None,
            "created_at": row.created_at,
            "finished_at": row.finished_at,
        }


class LabelPreflight(LabelsView):
    """A look before printing."""

    @extend_schema(
        operation_id="label_preflight",
        tags=["labels"],
        request=LabelsAskedSerializer,
        responses={200: PreflightSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Say whether the labels fit, how their bars come out, and what would fit instead."""
        job, owner = self.planned(read_body(LabelsAskedSerializer, request.data))
        own = profiles_of(owner.pk)
        told = preflight(job, stocks=own.stocks, printers=own.printers)
        return self.answer(told.to_dict(self.language))


class LabelPreview(LabelsView):
    """A label as a picture."""

    @extend_schema(
        operation_id="label_preview",
        tags=["labels"],
        request=LabelPreviewSerializer,
        responses={(200, "image/png"): bytes},
    )
    def post(self, request: Request) -> HttpResponse:
        """Draw the first label, dot for dot as the printer prints it; `changes` are tried on the template."""
        given = read_body(LabelPreviewSerializer, request.data)
        job, _ = self.planned(given)
        template = job.template
        if "changes" in given:
            changes = {name: value for name, value in given["changes"].items() if value is not None}
            template = customise(template, changes)
        png = preview_png(job.items[0].content, job.stock, job.printer, template)
        return HttpResponse(png, content_type="image/png", headers={"Cache-Control": "private, no-store"})


class LabelsPrinted(LabelsView):
    """What the addresses that print share: slow work is done before the transaction begins."""

    job: LabelJob
    cooperative: Cooperative
    form: str
    written: WrittenLabels | None = None

    def write(self, job: LabelJob, form: str) -> None:
        """Keep ``job`` in mind, and write its file unless it is large."""
        require_format(form)
        self.job, self.form = job, form
        self.written = write_at_once(job, form) if job.labels <= LABELS_AT_ONCE else None

    def discard(self) -> None:
        """Delete the file that no row came to name."""
        if self.written is not None:
            drop_labels(self.written.name)

    def log(self, of: PrintJob | None = None) -> HttpResponse:
        """Return the row of what was written, or of what the worker will write."""
        owner, job, form, written = self.cooperative, self.job, self.form, self.written
        if written is None:
            row = queue_print(cooperative=owner, job=job, form=form, of=of)
        else:
            row = keep_written(cooperative=owner, job=job, form=form, written=written, of=of)
        return self.answer(self.show_one(row), 201)


class Labels(LabelsPrinted):
    """The jobs within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = PAGE

    @extend_schema(
        operation_id="label_jobs", tags=["labels"], responses={200: page_shape(PrintJobSerializer)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List what was printed, newest first."""
        return self.page(self.rows(PrintJob.objects.select_related("cooperative")), self.show)

    @extend_schema(
        operation_id="print_labels",
        tags=["labels"],
        request=LabelsAskedSerializer,
        responses={201: PrintJobSerializer},
    )
    def post(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Print labels into a file: up to 500 at once, more in the background with counted progress."""
        return self.log()

    def prepare(self) -> None:
        """Plan the job and write its file."""
        given = read_body(LabelsAskedSerializer, self.request.data)
        job, self.cooperative = self.planned(given)
        self.write(job, given.get("format") or job.printer.language)


class Labelled(LabelsView):
    """One job."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    @extend_schema(operation_id="label_job", tags=["labels"], responses={200: PrintJobSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a job and how far it has come."""
        return self.answer(self.show_one(self.print_job(key)))


class LabelCancellation(LabelsView):
    """Stopping a job."""

    @extend_schema(
        operation_id="cancel_labels", tags=["labels"], request=None, responses={200: PrintJobSerializer}
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Stop a job that waits or runs."""
        return self.answer(self.show_one(cancel_print(row=self.print_job(key))))


class LabelReprint(LabelsPrinted):
    """Labels that jammed."""

    @extend_schema(
        operation_id="reprint_labels",
        tags=["labels"],
        request=ReprintSerializer,
        responses={201: PrintJobSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Print some labels of a job once more, or all of them, just as they were."""
        return self.log(of=self.print_job(key))

    def prepare(self) -> None:
        """Plan the job and write its file."""
        given = read_body(ReprintSerializer, self.request.data)
        row = self.print_job(self.kwargs["key"])
        self.cooperative = row.cooperative
        skip = tuple(given.get("skip", ()))
        self.write(
            repeat_job(
                row, given.get("labels") or range(1, row.total + 1), start_cell=given["start_cell"], skip=skip
            ),
            row.form,
        )


class LabelFile(LabelsView):
    """The file of a job."""

    revalidates: ClassVar[bool] = False

    @extend_schema(
        operation_id="label_file",
        tags=["labels"],
        responses={(200, media_type): bytes for media_type in LABEL_FILES},
    )
    def get(self, request: Request, key: int) -> HttpResponseBase:  # noqa: ARG002
        """Download the file of a job that is done; it is kept for 30 days, its job for ever."""
        row = self.print_job(key)
        if row.status != PrintStatus.DONE:
            raise NotPrintedYet(status=row.status)
        ending = row.file_name.rpartition(".")[2]
        response = FileResponse(
            open_labels(row.file_name), as_attachment=True, filename=f"nhan-{row.pk}.{ending}"
        )
        response.headers["Content-Type"] = row.media_type
        response.headers["Cache-Control"] = "private, no-store"
        return response

"""``seller/printers``: the machines, and making one up for what its calibration page showed."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from api.parameters import LANG, Parameter, choice, text
from api.seller.profile_shapes import (
    MeasuresSerializer,
    NewPrinterSerializer,
    PrinterSerializer,
    PrinterValuesSerializer,
)
from api.seller.profiles import OneProfile, ProfileList, ProfilesView
from api.staff.bodies import StrictSerializer, read_body
from catalogue.labels.calibration_page import calibration_file
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.outputs import FORMATS, media_type_of
from catalogue.labels.printer import Printer
from catalogue.labels.printers import PRINTERS
from catalogue.models import LabelProfile, ProfileKind
from catalogue.printing.profiles import Profiles, calibrate_profile, printer_of, profiles_of


class PrintersView(ProfilesView):
    """Machines over the wire."""

    kind: ClassVar[ProfileKind] = ProfileKind.PRINTER

    def shipped(self) -> Iterable[dict[str, Any]]:
        """Return the printers that come with the product."""
        return (one.to_dict() | self.known(one.key, self._name(one)) | {"based_on": None} for one in PRINTERS)

    def show(self, row: LabelProfile, *, whole: bool = True) -> dict[str, Any]:  # noqa: ARG002
        """Return a printer of one's own."""
        printer = printer_of(row)
        return printer.to_dict() | self.own(row, self._name(printer)) | {"based_on": row.based_on or None}

    def _name(self, printer: Printer) -> str:
        return printer.name(self.language)


@extend_schema_view(
    get=extend_schema(
        operation_id="printers", tags=["labels"], responses={200: PrinterSerializer(many=True)}
    ),
    post=extend_schema(
        operation_id="add_printer",
        tags=["labels"],
        request=NewPrinterSerializer,
        responses={201: PrinterSerializer},
    ),
)
class Printers(PrintersView, ProfileList):
    """The printers within reach."""

    written: ClassVar[type[StrictSerializer]] = NewPrinterSerializer


@extend_schema_view(
    get=extend_schema(operation_id="printer", tags=["labels"], responses={200: PrinterSerializer}),
    patch=extend_schema(
        operation_id="edit_printer",
        tags=["labels"],
        request=PrinterValuesSerializer(partial=True),
        responses={200: PrinterSerializer},
    ),
    delete=extend_schema(operation_id="remove_printer", tags=["labels"], responses={204: None}),
)
class OnePrinter(PrintersView, OneProfile):
    """A printer of one's own."""

    written: ClassVar[type[StrictSerializer]] = PrinterValuesSerializer


class CalibrationPage(PrintersView):
    """The page that shows what a printer is off."""

    problem_statuses: ClassVar[tuple[int, ...]] = (*PrintersView.problem_statuses, 422)
    revalidates: ClassVar[bool] = False
    parameters: ClassVar[tuple[Parameter, ...]] = (
        text("stock", "The paper to print it on, by its key. Default: the first that it takes.", longest=60),
        choice("format", "Default: the printer's own.", FORMATS),
        LANG,
    )

    @extend_schema(
        operation_id="calibration_page",
        tags=["labels"],
        responses={(200, kind): bytes for kind in dict.fromkeys(map(media_type_of, FORMATS))},
    )
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Download the page with a grid, a cross and rulers of up to 100 mm, to be printed at actual size."""
        row = self.profile(key)
        printer = printer_of(row)
        stock = self._paper(profiles_of(row.cooperative_id), printer)
        form = self.given.get("format", printer.language)
        return HttpResponse(
            calibration_file(stock, printer, form),
            content_type=media_type_of(form),
            headers={
                "Cache-Control": "private, no-store",
                "Content-Disposition": f'attachment; filename="can-chinh-{row.key}.{form}"',
            },
        )

    def _paper(self, own: Profiles, printer: Printer) -> LabelStock:
        if "stock" in self.given:
            return own.stock(self.given["stock"])
        return next((stock for stock in own.stocks if printer.feeds(stock)), own.stocks[0])


class PrinterMeasures(PrintersView):
    """What was measured on that page."""

    matching: ClassVar[frozenset[str]] = frozenset({"POST"})

    @extend_schema(
        operation_id="calibrate_printer",
        tags=["labels"],
        request=MeasuresSerializer,
        responses={200: PrinterSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:
        """Make the printer up for what was measured on the page it printed last. Honours `If-Match`."""
        row = self.matched_profile(key)
        given = read_body(MeasuresSerializer, request.data)
        stock = profiles_of(row.cooperative_id).stock(given.pop("stock"))
        calibrate_profile(profile=row, stock=stock, measures=given)
        return self.answer(self.show(self.profile(key)))

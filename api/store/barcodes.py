"""``store/barcodes``: any valid number as a barcode, known or not."""

from typing import ClassVar

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from api.errors import problem
from api.freshness import IMMUTABLE, etag_of_body, fresh
from api.parameters import Parameter, choice, flag, integer, number
from api.store.public import PublicView
from catalogue.barcodes.errors import TextTooSmall
from catalogue.barcodes.png import png
from catalogue.barcodes.sizes import DPI, HEIGHT_MM, X_DOTS
from catalogue.barcodes.svg import svg
from catalogue.barcodes.symbols import (
    LINK_SYMBOLOGIES,
    SYMBOLOGIES,
    Symbol,
    default_symbology,
    encode,
)
from catalogue.gs1.digital_link import digital_link_uri
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import display_gtin, parse_gtin

MM_PER_INCH = 25.4
DEFAULT_DPI = 300
# 0.339 mm at 300 dpi: the whole number of dots next to the nominal 0.330 mm.
DEFAULT_X_DOTS = 4
# A drawing may be opened as a page of its own: nothing in it runs and it has no origin.
DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

_BY_LENGTH = {8: "ean8", 12: "upca", 13: "ean13"}
_PARAMETERS: tuple[Parameter, ...] = (
    choice(
        "symbology",
        "Default by the number's length: `ean8`, `upca`, `ean13`, or `itf14` for a case.",
        SYMBOLOGIES,
    ),
    integer("dpi", f"Dots per inch of the printer; default {DEFAULT_DPI}.", *DPI),
    integer("x_dots", f"Dots (pixels) to a module; default {DEFAULT_X_DOTS}.", *X_DOTS),
    number("height_mm", "Height of the bars; default in the standard's proportion.", *HEIGHT_MM),
    flag("text", "Whether the digits stand under the bars; by default where they can be read."),
)
_GTIN = OpenApiParameter(
    "gtin",
    {"type": "string", "pattern": "^([0-9]{8}|[0-9]{12,14})$"},
    OpenApiParameter.PATH,
    description="The number with its check digit.",
    examples=[OpenApiExample("A GTIN-13 of the demonstration prefix", value="9521234567899")],
)


class SvgRenderer(BaseRenderer):
    """Stands for SVG in the negotiation and the schema."""

    media_type = "image/svg+xml"
    format = "svg"


class PngRenderer(BaseRenderer):
    """Stands for PNG in the negotiation and the schema."""

    media_type = "image/png"
    format = "png"


class Barcode(PublicView):
    """A number as a picture."""

    parameters: ClassVar[tuple[Parameter, ...]] = _PARAMETERS
    problem_statuses: ClassVar[tuple[int, ...]] = (422, 503)

    def draw(
        self, symbol: Symbol, *, dpi: int, x_dots: int, height_mm: float | None, text: bool | None
    ) -> bytes:
        """Return the bytes of the picture; ``text`` is None when it was not asked about."""
        raise NotImplementedError

    def picture(self, gtin: str) -> HttpResponse:
        """Return the picture of the number ``gtin``, which never changes."""
        given = self.given
        try:
            symbol = symbol_of(gtin, given.get("symbology"))
        except Gs1Error as malformed:
            return problem(self.raw_request, malformed, field="gtin")
        body = self.draw(
            symbol,
            dpi=given.get("dpi", DEFAULT_DPI),
            x_dots=given.get("x_dots", DEFAULT_X_DOTS),
            height_mm=given.get("height_mm"),
            text=given.get("text"),
        )
        response = HttpResponse(body, content_type=self.renderer_classes[0].media_type)
        response.headers["Content-Security-Policy"] = DRAWING_POLICY
        return fresh(self.raw_request, response, etag_of_body(body), cache_control=IMMUTABLE)


class BarcodeSvg(Barcode):
    """A number as a drawing, digits as outlines."""

    renderer_classes = [SvgRenderer]

    @extend_schema(
        operation_id="barcode_svg",
        parameters=[_GTIN],
        tags=["barcodes"],
        responses={(200, "image/svg+xml"): OpenApiTypes.STR},
    )
    def get(self, request: Request, gtin: str) -> HttpResponse:  # noqa: ARG002
        """Draw a number as SVG.

        `gtin` has 8, 12, 13 or 14 digits; any valid number is drawn, known or not. The module is
        `x_dots` / `dpi` wide. `gs1-qr` and `datamatrix-link` hold the number's GS1 Digital Link. An invalid
        number, or one that the symbology cannot carry, is a 422 with the reason as `code`.
        """
        return self.picture(gtin)

    def draw(
        self, symbol: Symbol, *, dpi: int, x_dots: int, height_mm: float | None, text: bool | None
    ) -> bytes:
        """Return the drawing."""
        x_mm = x_dots * MM_PER_INCH / dpi
        return svg(symbol, x_mm=x_mm, height_mm=height_mm, text=text is not False).encode()


class BarcodePng(Barcode):
    """A number as an image of pure black and white."""

    renderer_classes = [PngRenderer]

    @extend_schema(
        operation_id="barcode_png",
        parameters=[_GTIN],
        tags=["barcodes"],
        responses={(200, "image/png"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, gtin: str) -> HttpResponse:  # noqa: ARG002
        """Draw a number as PNG.

        As the SVG, with one module exactly `x_dots` pixels wide, quiet zones included, 1 bit to a pixel and
        `dpi` written into the file. An image beyond 5000 pixels a side is a 422.
        """
        return self.picture(gtin)

    def draw(
        self, symbol: Symbol, *, dpi: int, x_dots: int, height_mm: float | None, text: bool | None
    ) -> bytes:
        """Return the image, without text that nobody asked for and nobody could read."""
        try:
            return png(symbol, x_dots=x_dots, dpi=dpi, height_mm=height_mm, text=text is not False)
        except TextTooSmall:
            if text:
                raise
            return png(symbol, x_dots=x_dots, dpi=dpi, height_mm=height_mm, text=False)


def symbol_of(gtin: str, symbology: str | None) -> Symbol:
    """Return the symbol of a number of 8, 12, 13 or 14 digits.

    Raises the Gs1Error of a wrong number, UnknownSymbology or SymbologyMismatch.
    """
    gtin14 = parse_gtin(gtin)
    chosen = symbology or _BY_LENGTH.get(len(gtin)) or default_symbology(gtin14)
    if chosen in LINK_SYMBOLOGIES:
        return encode(chosen, digital_link_uri(settings.PUBLIC_URL, gtin14))
    return encode(chosen, gtin if len(gtin) < 14 else display_gtin(gtin14))

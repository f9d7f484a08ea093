"""``store/scan``: from what a scanner gives to the goods."""

from typing import Any, ClassVar

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request

from api.errors import problem
from api.freshness import REVALIDATED, etag_of_body, fresh
from api.parameters import LANG, Parameter
from api.refusals import FieldRefused
from api.store.public import PublicView
from api.store.serializers import ScanRequestSerializer, ScanSerializer
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.scan_code import ScannedCode
from catalogue.scanning import Match, ScanResult, UnknownCode, scan

CODE = Parameter(
    "code",
    "What the scanner gave: GTIN-8/12/13/14, element string (FNC1 as %1D, symbology identifier allowed), "
    "GS1 Digital Link, in-store number or alias.",
    str,
    "mã quét",
    "a scanned code",
    {"type": "string"},
    required=True,
    example="9520007919019",
)
_MATCH = {
    "product": "mat-ong-bac-ha",
    "name": "Mật ong hoa bạc hà",
    "sku": "HTX-001",
    "gtin": "09520007919019",
    "in_store_number": None,
    "packaging_level": "each",
    "units": 1,
    "price": {"amount": 320000, "currency": "VND"},
    "available": True,
    "retired": False,
}
_EXAMPLE = OpenApiExample(
    "A GTIN of the demonstration data",
    value={
        "kind": "gtin",
        "gtin": "09520007919019",
        "data": {"01": "09520007919019"},
        "decoded": {},
        "matches": [_MATCH],
    },
    response_only=True,
    status_codes=["200"],
)
_SCALE_EXAMPLE = OpenApiExample(
    "The label of a scale that prints 21, five digits for the goods and five for grams",
    value={
        "kind": "in_store",
        "gtin": None,
        "data": {},
        "decoded": {"net_weight_kg": "1.250"},
        "matches": [_MATCH],
        "measure": {"amount": "1.250", "unit": "kg"},
    },
    response_only=True,
    status_codes=["200"],
)


class Scan(PublicView):
    """The goods that carry a code."""

    parameters: ClassVar[tuple[Parameter, ...]] = (CODE, LANG)
    body_parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    problem_statuses: ClassVar[tuple[int, ...]] = (404, 422, 503)

    @extend_schema(
        operation_id="scan",
        tags=["scan"],
        responses={200: ScanSerializer},
        examples=[_EXAMPLE, _SCALE_EXAMPLE],
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Find the goods that carry a code.

        Well-formed but unknown: 404 `not_found`, whose problem document still carries `kind`, `gtin`, `data`
        and `decoded`. Malformed: 422 with the reason as `code`, such as `gtin_check_digit`. An alias may
        match several variants. A retired GTIN still finds its goods, marked `retired`. A case matches the
        variant inside with its `packaging_level` and `units`. The label of a scale, whose in-store number
        holds a weight or a price, finds the goods whatever they weigh, with `measure` or `price`.
        """
        return self._scan(self.given["code"])

    @extend_schema(
        operation_id="scan_body",
        tags=["scan"],
        request=ScanRequestSerializer,
        responses={200: ScanSerializer},
        examples=[
            OpenApiExample(
                "A GS1 DataMatrix with GTIN and lot",
                value={"code": "]d20109520007919019\x1d10L1"},
                request_only=True,
            ),
            _EXAMPLE,
        ],
    )
    def post(self, request: Request) -> HttpResponse:
        """Find the goods that carry a code, sent in the body.

        The same as GET, for codes that are awkward in an address.
        """
        return self._scan(_code_of(request.data))

    def _scan(self, raw: str) -> HttpResponse:
        try:
            found = scan(raw, language=self.language)
        except UnknownCode as unknown:
            return problem(self.raw_request, unknown, field="code", members=_head(unknown.scanned))
        except Gs1Error as malformed:
            return problem(self.raw_request, malformed, field="code")
        body = orjson.dumps(_document(found))
        response = self.json(body)
        if self.raw_request.method == "POST":
            response.headers["Cache-Control"] = "no-store"
            return response
        etag = etag_of_body(body, self.language)
        return fresh(self.raw_request, response, etag, cache_control=REVALIDATED)


def _code_of(body: object) -> str:
    """Return the code of a body ``{"code": "…"}``. Raises FieldRefused."""
    if not isinstance(body, dict):
        raise FieldRefused("", vi="Cần một đối tượng JSON.", en="A JSON object is needed.")
    for name in body:
        if name != "code":
            raise FieldRefused(str(name), vi="Không có trường này.", en="There is no such field.")
    code = body.get("code")
    if not isinstance(code, str):
        raise FieldRefused("code", vi="Cần một chuỗi.", en="A string is needed.")
    return code


def _head(code: ScannedCode | ScanResult) -> dict[str, Any]:
    return {"kind": code.kind, "gtin": code.gtin, "data": code.data, "decoded": code.decoded}


def _document(found: ScanResult) -> dict[str, Any]:
    document = _head(found) | {"matches": [_match(match) for match in found.matches]}
    if found.measure:
        amount, unit = found.measure
        document["measure"] = {"amount": f"{amount:f}", "unit": unit}
    if found.price_vnd is not None:
        document["price"] = _money(found.price_vnd)
    return document


def _match(match: Match) -> dict[str, Any]:
    return {
        "product": match.product_slug,
        "name": match.name,
        "sku": match.sku,
        "gtin": match.gtin,
        "in_store_number": match.in_store_number,
        "packaging_level": match.packaging_level,
        "units": match.units,
        "price": _money(match.price_vnd),
        "available": match.available,
        "retired": match.retired,
    }


def _money(amount_vnd: int) -> dict[str, Any]:
    return {"amount": amount_vnd, "currency": "VND"}

"""JSON in and out, and which of our representations is chosen.

Source: RFC 8259 (JSON).
"""

from collections.abc import Mapping, Sequence
from typing import IO, Any

import orjson
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import NotAcceptable, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from api.accepting import accepts

LARGEST_BODY = 64 * 1024
JSON = "application/json"


class JsonParser(BaseParser):
    """Reads strict JSON: UTF-8 whatever charset is claimed, no NaN, no halves of surrogate pairs."""

    media_type = JSON

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,  # noqa: ARG002 - DRF's signature
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the value of the body. Raises ParseError, or RequestDataTooBig above what the view takes."""
        largest = getattr((parser_context or {}).get("view"), "largest_body", LARGEST_BODY)
        body = stream.read(largest + 1)
        if len(body) > largest:
            raise RequestDataTooBig
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(str(error)) from None


class JsonRenderer(BaseRenderer):
    """Writes JSON."""

    media_type = JSON
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,  # noqa: ARG002 - DRF's signature
        renderer_context: Mapping[str, Any] | None = None,  # noqa: ARG002
    ) -> bytes:
        """Return ``data`` as UTF-8."""
        return b"" if data is None else orjson.dumps(data)


class Negotiation(BaseContentNegotiation):
    """Chooses by the Accept and Content-Type headers alone; no query parameter has a say."""

    def select_parser(self, request: Request, parsers: Sequence[BaseParser]) -> BaseParser | None:  # type: ignore[override]
        """Return the parser for the Content-Type of ``request``, or None."""
        given = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == given), None)

    def select_renderer(  # type: ignore[override]
        self,
        request: Request,
        renderers: Sequence[BaseRenderer],
        format_suffix: str | None = None,  # noqa: ARG002 - DRF's signature
    ) -> tuple[BaseRenderer, str]:
        """Return the first renderer that the client accepts and its media type. Raises NotAcceptable."""
        accept = request.META.get("HTTP_ACCEPT", "")
        for renderer in renderers:
            if accepts(accept, renderer.media_type):
                return renderer, renderer.media_type
        raise NotAcceptable

"""The OpenAPI 3.1 document, written from what the views declare."""

from functools import lru_cache
from typing import Any, Literal

import orjson
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework import serializers

from api.declared import MUST_MATCH, DeclaredView
from api.errors import MEDIA_TYPE, TITLES

Direction = Literal["request", "response"]

# Every address may answer these: a wrong query, a wrong method, an Accept header that nothing fits.
EVERYWHERE = (400, 405, 406)
WITH_BODY = (413, 415, 422)
DONE = [200, 201, 202, 204]
# One code of each status, for the examples.
_CODES = {
    400: "unknown_parameter",
    401: "invalid_credentials",
    403: "insufficient_scope",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "state_conflict",
    412: "version_mismatch",
    413: "body_too_large",
    415: "unsupported_media_type",
    422: "gtin_check_digit",
    428: "precondition_required",
    429: "rate_limited",
    503: "database_unavailable",
}


class ProblemEntrySerializer(serializers.Serializer[dict[str, Any]]):
    """One wrong part of a request."""

    pointer = serializers.CharField(
        help_text="JSON Pointer into the body, or into the query seen as an object."
    )
    parameter = serializers.CharField(
        required=False, help_text="The query parameter, where it is one that is wrong."
    )
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer[dict[str, Any]]):
    """A refusal (RFC 9457). Rely on `code`; `title` and `detail` follow the language of the request."""

    type = serializers.CharField(help_text="`urn:htx:problem:` and the code.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(help_text="Stable, such as `unknown_parameter` or `gtin_check_digit`.")
    request_id = serializers.CharField(help_text="Also in the header X-Request-Id; name it when you report.")
    errors = ProblemEntrySerializer(many=True)  # type: ignore[assignment]  # a field, not its own errors


class OperationSchema(AutoSchema):
    """Adds what every operation of a DeclaredView has: its parameters, validators and problems."""

    view: DeclaredView  # type: ignore[override]
    method: str

    def get_summary(self) -> str | None:
        """Return the first line of the docstring."""
        return self._docstring()[0] or None

    def get_description(self) -> str:  # type: ignore[override]
        """Return the docstring below its first line."""
        return self._docstring()[1]

    def get_auth(self) -> list[dict[str, Any]]:
        """Return the credentials that are read; none of them is needed where anybody may enter."""
        credentials: list[dict[str, Any]] = super().get_auth()
        is_open = credentials and not self.view.credential_needed and {} not in credentials
        return [*credentials, {}] if is_open else [one for one in credentials if one]

    def get_override_parameters(self) -> list[Any]:
        """Return the declared query parameters, the headers that are read and those of the answer."""
        declared = [
            OpenApiParameter(
                name=parameter.name,
                type=dict(parameter.schema),
                location=OpenApiParameter.QUERY,
                required=parameter.required,
                description=parameter.description,
                examples=_examples(parameter.example),
            )
            for parameter in self.view.declared(self.method).values()
        ]
        headers = []
        if "lang" in {parameter.name for parameter in declared}:
            headers.append(
                OpenApiParameter("Accept-Language", str, "header", description="Used without `lang`.")
            )
            headers.append(_answer_header("Content-Language", "Language of the texts."))
        if self._revalidates():
            headers.append(OpenApiParameter("If-None-Match", str, "header", description="The ETag held."))
            headers.append(
                _answer_header("ETag", "Strong; changes exactly when the answer does.", [200, 304])
            )
        return [*declared, *headers, *self._write_headers()]

    def _write_headers(self) -> list[OpenApiParameter]:
        """Return the headers that make a write safe to send twice, or after somebody else's."""
        headers = []
        if self.method in self.view.matching:
            headers.append(_if_match(required=self.method in MUST_MATCH))
            headers.append(_answer_header("ETag", "Of what was written; the next change starts from it."))
        if self.view.honours_key(self.method):
            required = self.view.key_required and self.method == "POST"
            headers.append(_idempotency_key(required=required))
            headers.append(_answer_header("Idempotent-Replayed", "`true` on a repetition.", DONE))
        return headers

    def _get_parameters(self) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super()._get_parameters()
        for parameter in parameters:
            if parameter["in"] == "query" and not parameter.get("required"):
                parameter["allowEmptyValue"] = True  # it counts as not given
        return parameters

    def _revalidates(self) -> bool:
        return self.method == "GET" and self.view.revalidates

    def _docstring(self) -> tuple[str, str]:
        head, _, rest = super().get_description().partition("\n")
        return head.strip(), rest.strip()

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        if self._revalidates():
            headers = self._get_response_headers_for_code("304", direction)
            bodies["304"] = {"description": "You have it already.", "headers": headers}
        component = self.resolve_serializer(ProblemSerializer, direction)
        for status in sorted({*EVERYWHERE, *self._problem_statuses()}):
            content = {"schema": component.ref, "example": _problem_example(status)}
            bodies.setdefault(
                str(status), {"description": TITLES[status][1], "content": {MEDIA_TYPE: content}}
            )
        return dict(sorted(bodies.items()))

    def _problem_statuses(self) -> set[int]:
        statuses = set(self.view.problem_statuses)
        if self.path.startswith("/api/"):  # all but the probes have a budget
            statuses.add(429)
        if self.view.authentication_classes:
            statuses |= {401, 403}
        if self.method in self.view.matching:
            statuses |= {412, 428} if self.method in MUST_MATCH else {412}
        if self.method == "DELETE":
            statuses.add(413)
        if self.method in {"POST", "PUT", "PATCH"}:
            statuses |= set(WITH_BODY)
        return statuses


@lru_cache(maxsize=2)
def schema_bytes(form: str) -> bytes:
    """Return the document as ``json`` or ``yaml``, built once for each process."""
    document = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    if form == "json":
        return orjson.dumps(document)
    rendered: bytes = OpenApiYamlRenderer().render(document, renderer_context={})  # type: ignore[no-untyped-call]
    return rendered


def _problem_example(status: int) -> dict[str, Any]:
    code = _CODES[status]
    return {
        "type": f"urn:htx:problem:{code}",
        "title": TITLES[status][1],
        "status": status,
        "detail": "What is wrong, in the language of the request.",
        "code": code,
        "request_id": "b6f1c2d49c0f4a6f8f0e6b9a3d1c7e55",
        "errors": [],
    }


def _idempotency_key(*, required: bool) -> OpenApiParameter:
    # Where it may be missing, an empty one counts as not given.
    return OpenApiParameter(
        "Idempotency-Key",
        {"type": "string", "pattern": rf"^[\x21-\x7e]{{{int(required)},255}}$"},
        "header",
        required=required,
        description="One key for each intention: the same request again has no second effect and gets the "
        "first answer, with `Idempotent-Replayed: true`.",
    )


def _if_match(*, required: bool) -> OpenApiParameter:
    return OpenApiParameter(
        "If-Match",
        str,
        "header",
        required=required,
        description="The ETag of what was read: a change made meanwhile is not overwritten (412). `*` means "
        "any version.",
    )


def _answer_header(name: str, description: str, statuses: list[int] | None = None) -> OpenApiParameter:
    return OpenApiParameter(name, str, "header", description=description, response=statuses or [200])


def _examples(value: object) -> list[OpenApiExample]:
    return [] if value is None else [OpenApiExample(name=str(value), value=value)]

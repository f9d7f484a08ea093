"""The schema and a page to read and try it, both served from here alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from api.accepting import accepts
from api.freshness import REVALIDATED, etag_of_body, fresh
from api.parameters import choice, read_parameters
from api.refusals import NotAcceptable

YAML = "application/vnd.oai.openapi"
JSON = "application/vnd.oai.openapi+json"
_FORM = choice("format", "Which text the schema is written in.", ["json", "yaml"])
# Swagger UI writes style attributes and shows its own pictures from data URLs.
_DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Answer the OpenAPI document: ``?format=`` decides, else the Accept header, else YAML."""
    from api.schema import schema_bytes

    given = read_parameters(request, {"format": _FORM})
    accept = request.META.get("HTTP_ACCEPT", "")
    offers = {YAML: "yaml", "application/yaml": "yaml", JSON: "json", "application/json": "json"}
    media_type = next((kind for kind in offers if accepts(accept, kind)), None)
    if "format" in given:
        media_type = YAML if given["format"] == "yaml" else JSON
    if media_type is None:
        raise NotAcceptable(offered=", ".join(offers))
    body = schema_bytes(offers[media_type])
    response = HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
    response.headers["Vary"] = "Accept"
    return fresh(request, response, etag_of_body(body, media_type), cache_control=REVALIDATED)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Answer the page that shows the schema."""
    read_parameters(request, {})
    response = render(
        request,
        "api/docs.html",
        {
            "title": settings.SPECTACULAR_SETTINGS["TITLE"],
            "schema": reverse("schema") + "?format=json",
            "swagger": static("drf_spectacular_sidecar/swagger-ui-dist"),
            "own": static("api"),
        },
    )
    response.headers["Content-Security-Policy"] = _DOCS_POLICY
    response.headers["Cache-Control"] = "no-cache"
    return response

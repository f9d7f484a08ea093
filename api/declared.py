"""Views that say what they take; the schema and the refusals follow from the same words."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from api.json_bodies import LARGEST_BODY
from api.languages import language_of_header, language_of_tag
from api.parameters import Parameter, read_parameters
from api.refusals import BodyTooLarge, LengthRequired

FORM = "multipart/form-data"
WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})
MUST_MATCH = frozenset({"PATCH", "PUT"})
PREFLIGHT_HEADERS = (
    "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
    "X-Publishable-Key, X-Request-Id"
)


class DeclaredView(APIView):
    """A view whose query parameters and refusals are declared.

    Inside a method, ``given`` holds the query parameters that were given, and ``language`` the language of
    the catalogue to answer in.
    """

    authentication_classes: ClassVar[list[type[BaseAuthentication]]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type[BasePermission]]] = []  # type: ignore[misc]
    throttle_classes: ClassVar[list[type[BaseThrottle]]] = []  # type: ignore[misc]

    parameters: ClassVar[tuple[Parameter, ...]] = ()
    """What GET takes in its query."""
    body_parameters: ClassVar[tuple[Parameter, ...]] = ()
    """What methods with a body take in their query."""
    problem_statuses: ClassVar[tuple[int, ...]] = ()
    """Refusals beyond those of every address, for the schema."""
    credential_needed: ClassVar[bool] = False
    """Whether nobody enters without a credential, unless a method says that it is open."""
    revalidates: ClassVar[bool] = False
    """Whether GET answers with an ETag and honours If-None-Match."""
    matching: ClassVar[frozenset[str]] = frozenset()
    """The methods that honour If-Match; PATCH and PUT among them need it."""
    key_required: ClassVar[bool] = False
    """Whether a POST needs an Idempotency-Key: it moves money, stock or numbers."""
    largest_body: ClassVar[int] = LARGEST_BODY
    """The bytes that a request may carry; a view that takes files raises it."""

    given: dict[str, Any]
    language: str

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Return nothing: Allow is told where it matters, with 405 and OPTIONS."""
        return {}

    _known: ClassVar[dict[str, Parameter]] = {}
    _known_with_body: ClassVar[dict[str, Parameter]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        """Keep the parameters by name, once for each view."""
        super().__init_subclass__(**options)
        cls._known = {parameter.name: parameter for parameter in cls.parameters}
        cls._known_with_body = {parameter.name: parameter for parameter in cls.body_parameters}

    def declared(self, method: str | None) -> dict[str, Parameter]:
        """Return the query parameters of ``method`` by name."""
        return self._known if method in {"GET", "HEAD"} else self._known_with_body

    def honours_key(self, method: str) -> bool:  # noqa: ARG002
        """Return whether ``method`` has one effect under its Idempotency-Key."""
        return False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what is wrong with the request before the method runs."""
        method = request.method or ""
        if method.lower() not in self.http_method_names or not hasattr(self, method.lower()):
            self.http_method_not_allowed(request)
        if "HTTP_TRANSFER_ENCODING" in request.META:
            raise LengthRequired
        if method in WITH_BODY:
            self._bound_body()
        super().initial(request, *args, **kwargs)
        if method != "OPTIONS":
            raw = self.raw_request
            self.given = read_parameters(raw, self.declared(method))
            tag = self.given.get("lang")
            self.language = (
                language_of_tag(tag) if tag else language_of_header(raw.META.get("HTTP_ACCEPT_LANGUAGE", ""))
            )

    def _bound_body(self) -> None:
        """Refuse a body that is too large before any of it is read. Raises BodyTooLarge, LengthRequired.

        A form is read where it is parsed, piece by piece; anything else is kept and can be read twice.
        """
        raw = self.raw_request
        length = raw.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal():
            raise LengthRequired
        if int(length) > self.largest_body:
            raise BodyTooLarge
        if length != "0" and raw.content_type != FORM:
            raw.body  # noqa: B018 - Django keeps what was read

    @property
    def raw_request(self) -> HttpRequest:
        """Return Django's request below DRF's."""
        request: HttpRequest = self.request._request  # noqa: SLF001 - DRF offers no public name for it
        return request

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override] # noqa: ARG002
        """Say which methods there are; to a browser of another origin also which headers it may send."""
        allowed = ", ".join(self.allowed_methods)
        headers = {"Allow": allowed}
        if "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META:
            headers |= {
                "Access-Control-Allow-Methods": allowed,
                "Access-Control-Allow-Headers": PREFLIGHT_HEADERS,
                "Access-Control-Max-Age": "86400",
                "Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            }
        response = HttpResponse(status=204, headers=headers)
        del response.headers["Content-Type"]
        return response

    def json(self, body: bytes) -> HttpResponse:
        """Return JSON text in the language of this answer."""
        response = HttpResponse(body, content_type="application/json")
        response.headers["Content-Language"] = self.language
        response.headers["Vary"] = "Accept-Language"
        return response

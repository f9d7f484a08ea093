"""Who asks: a session, a user's token or a cooperative's key.

``request.user`` is the user or the key, ``request.auth`` the ``Scope`` that follows from it.

Source: RFC 9110 section 11.6 (Authorization, WWW-Authenticate), RFC 6750 (Bearer).
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from api.staff.refusals import CsrfFailed
from people.credentials import find_key, find_token
from people.models import SecretKey, User
from people.scope import Scope, scope_of_key, scope_of_user
from people.secrets import kind_of

SCHEMES = ("token", "bearer")


class StaffToken(BaseAuthentication):
    """``Authorization: Token …`` (or ``Bearer …``) with a user's token or a cooperative's key."""

    def authenticate(self, request: Request) -> tuple[User | SecretKey, Scope] | None:
        """Return who asks and their scope, None without the header. Raises AuthenticationFailed."""
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        scheme, _, plain = header.partition(" ")
        plain = plain.strip()
        kind = kind_of(plain) if scheme.lower() in SCHEMES else None
        if kind == "at" and (token := find_token(plain)) is not None:
            return token.user, scope_of_user(token.user, until=token.expires_at)
        if kind == "sk" and (key := find_key(plain)) is not None:
            return key, scope_of_key(key)
        raise AuthenticationFailed

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - DRF's signature
        """Return the challenge of a 401."""
        return 'Token realm="staff"'


class StaffSession(BaseAuthentication):
    """The session of the staff desk; writes also need its CSRF token."""

    def authenticate(self, request: Request) -> tuple[User, Scope] | None:
        """Return who is logged in and their scope, or None. Raises CsrfFailed."""
        raw: HttpRequest = request._request  # noqa: SLF001 - DRF offers no public name for it
        user = getattr(raw, "user", None)
        if not isinstance(user, User) or not user.is_active:
            return None
        require_csrf(raw)
        return user, scope_of_user(user)


class _CsrfCheck(CsrfViewMiddleware):
    """Says no by returning a reason instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002
        return HttpResponse(status=403)


def require_csrf(request: HttpRequest) -> None:
    """Check the CSRF token of an unsafe request. Raises CsrfFailed."""
    check = _CsrfCheck(lambda _: HttpResponse())
    check.process_request(request)
    if check.process_view(request, HttpResponse, (), {}) is not None:
        raise CsrfFailed


class StaffTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes tokens and keys in the schema."""

    target_class = StaffToken
    name = "StaffToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:  # noqa: ARG002
        """Return the security scheme object."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token at_…` of a user, or `Token sk_…`, a secret key of one cooperative.",
        }


class StaffSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the session in the schema."""

    target_class = StaffSession
    name = "StaffSession"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:  # noqa: ARG002
        """Return the security scheme object."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "A log-in of the staff desk; writes send `X-CSRFToken` too.",
        }

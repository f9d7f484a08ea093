"""Who asks. Public reads are open; a publishable key that is given must be a good one.

A key stands in pages that anybody may read, so it is no secret. Its origins keep other pages from using it in
a visitor's browser, which always says where it comes from; apps and servers say nothing and are let in. That
is a help against borrowed keys, not a guard.
"""

import re
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from api.refusals import KeyScope, OriginNotAllowed
from api.request_log import ACTOR
from catalogue.gs1.errors import printable
from catalogue.models import Storefront, StorefrontGrant

_KEY = re.compile(r"pk_[A-Za-z0-9_-]{22,50}")


class PublishableKey(BaseAuthentication):
    """The key of a storefront in ``X-Publishable-Key``; ``request.auth`` is then the storefront."""

    def authenticate(self, request: Request) -> tuple[None, Storefront] | None:
        """Return the storefront, or None without a key. Raises AuthenticationFailed for a wrong one."""
        key = request.META.get("HTTP_X_PUBLISHABLE_KEY")
        if key is None:
            return None
        storefront = (
            Storefront.objects.filter(publishable_key=key, is_active=True).first()
            if _KEY.fullmatch(key)
            else None
        )
        if storefront is None:
            raise AuthenticationFailed
        _require_origin(request.META.get("HTTP_ORIGIN"), storefront)
        request.META[ACTOR] = f"storefront:{storefront.pk}"
        return None, storefront

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - DRF's signature
        """Return the challenge of a 401."""
        return 'PublishableKey realm="store"'


def require_grant(storefront: Storefront | None, grant: StorefrontGrant) -> None:
    """Check what a key opens; without a key, nothing is asked. Raises KeyScope."""
    if storefront is not None and grant not in storefront.grants:
        raise KeyScope(grant=grant.value)


def _require_origin(origin: str | None, storefront: Storefront) -> None:
    """Check that the page that asks may use the key. Raises OriginNotAllowed."""
    if origin is not None and storefront.origins and origin not in storefront.origins:
        raise OriginNotAllowed(origin=printable(origin, 100))


class PublishableKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the key in the schema; drf-spectacular finds it by being a subclass."""

    target_class = PublishableKey
    name = "PublishableKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:  # noqa: ARG002
        """Return the security scheme object."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "X-Publishable-Key",
            "description": "Key of a storefront. Public by design and optional for reads.",
        }

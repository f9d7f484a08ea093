"""What an answer tells a browser: what it may load, who may frame it and which other origins may read it.

Our pages load scripts and styles from here alone, photos and clips also from where HTX_MEDIA_URL has them,
and run nothing that stands inside a page. An answer of the API is not there to be run or framed at all. A
view with other needs sets its own policy.

The store and the resolver may be read from pages of any origin, for they are open and know no cookies; which
origins a publishable key is for is asked where the key is read (`api/credentials.py`). The surfaces of staff
may be read only from the origins of HTX_STAFF_ORIGINS, by token, never with the cookies of a session.

Source: W3C CSP Level 3, WHATWG Fetch section 3.2 (CORS), W3C Permissions Policy, RFC 6797 (HSTS).
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers

from api.limits import Surface

NOTHING = "default-src 'none'; frame-ancestors 'none'"
OWN_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src {media} data: blob:; "
    "media-src {media} blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A page of ours may ask for the camera, to scan.
DEVICES = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()"
EXPOSED = (
    "ETag, Content-Language, Idempotent-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, "
    "X-Request-Id"
)
LINK_EXPOSED = f"Link, {EXPOSED}"
RESOLVER = "api.resolver.urls"
STAFF_SURFACES = frozenset({"seller", "alliance"})


def protect(request: HttpRequest, response: HttpResponseBase, surface: Surface) -> None:
    """Add the headers that the view has not set itself."""
    headers = response.headers
    if headers.get("Content-Type", "").startswith("text/html"):
        headers.setdefault("Content-Security-Policy", OWN_PAGES.format(media=media_sources()))
        headers.setdefault("Permissions-Policy", DEVICES)
        headers.setdefault("X-Frame-Options", "DENY")  # for browsers of before frame-ancestors
    else:
        headers.setdefault("Content-Security-Policy", NOTHING)
    if surface.name == "store":
        let_any_origin_read(response)
        return
    # What is refused before the resolver is reached is to be read from where its answers are.
    if response.status_code >= 400 and surface.name == "public" and is_digital_link(request.path_info):
        let_any_origin_read(response, LINK_EXPOSED)
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if surface.name in STAFF_SURFACES and settings.STAFF_ORIGINS:
        _let_staff_read(request, response)


def let_any_origin_read(response: HttpResponseBase, exposed: str = EXPOSED) -> None:
    """Add the headers that let pages of any origin read the answer, and of its headers those ``exposed``."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = exposed
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def is_digital_link(path: str) -> bool:
    """Return whether ``path`` is an address of the resolver, whatever it leads to."""
    try:
        resolve(path, RESOLVER)
    except Resolver404:
        return False
    return True


def media_sources() -> str:
    """Return from where pages may load photos and clips: from here, and from the host of HTX_MEDIA_URL."""
    elsewhere = urlsplit(settings.MEDIA_URL)
    return f"'self' {elsewhere.scheme}://{elsewhere.netloc}" if elsewhere.netloc else "'self'"


def _let_staff_read(request: HttpRequest, response: HttpResponseBase) -> None:
    patch_vary_headers(response, ["Origin"])
    origin = request.META.get("HTTP_ORIGIN")
    if origin in settings.STAFF_ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"

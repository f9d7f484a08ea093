"""Strong entity tags, so that a client asks again without reading again.

Source: RFC 9110 sections 8.8.3 (ETag), 13.1.2 (If-None-Match) and 15.4.5 (304).
"""

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse

# Part of every tag: raise it when the same data is shown in another shape.
SHAPE = "1"
# Kept by any cache, shown only after asking here: the tag makes that one small query.
REVALIDATED = "public, no-cache"
# The address says it all, and its answer does not change.
IMMUTABLE = "public, max-age=31536000, immutable"


def etag_of(*parts: object) -> str:
    """Return a strong entity tag for whatever determines the answer."""
    text = "\x1f".join([SHAPE, *map(str, parts)])
    return f'"{blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()}"'


def etag_of_body(body: bytes, *parts: object) -> str:
    """Return a strong entity tag for the bytes themselves and what else the answer says."""
    return etag_of(blake2b(body, digest_size=16).hexdigest(), *parts)


def holds(request: HttpRequest, etag: str) -> bool:
    """Return whether If-None-Match names ``etag``, by the weak comparison that the header asks for."""
    header = request.META.get("HTTP_IF_NONE_MATCH", "")
    return etag in {tag.strip().removeprefix("W/") for tag in header.split(",")}


def is_fresh(request: HttpRequest, etag: str) -> bool:
    """Return whether the client holds ``etag``, or asks with ``*`` whether there is anything at all."""
    return request.META.get("HTTP_IF_NONE_MATCH", "").strip() == "*" or holds(request, etag)


def fresh(request: HttpRequest, response: HttpResponse, etag: str, *, cache_control: str) -> HttpResponse:
    """Return ``response`` with its validators, or a 304 without a body when the client has it."""
    if is_fresh(request, etag):
        headers = {name: value for name, value in response.items() if name in {"Content-Language", "Vary"}}
        response = HttpResponse(status=304, headers=headers)
        del response.headers["Content-Type"]
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control
    return response


def holds_for_write(header: str, etag: str) -> bool:
    """Return whether an If-Match header names ``etag``, by the strong comparison, or anything with ``*``.

    Source: RFC 9110 section 13.1.1.
    """
    return header.strip() == "*" or etag in {tag.strip() for tag in header.split(",")}

"""``/media/…``: photos and clips by the names of their contents, safe to be opened by any browser.

A name is the hash of what it holds, so an answer may be kept for ever. What a browser may do with it is said
by us, never guessed from the bytes: no script, no frame, no other type.

Source: RFC 9110 section 14 (ranges), RFC 6266 (Content-Disposition), W3C CSP Level 3 (sandbox).
"""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from api.errors import problem
from api.freshness import IMMUTABLE, is_fresh
from api.parameters import read_parameters
from api.refusals import RangeNotSatisfiable
from catalogue.media.kinds import MediaForm
from catalogue.media.storage import PUBLIC, read_file
from people.private_files import POLICY

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a photo or clip, or the one range of it that was asked for.

    Raises MediaFileMissing, MediaStorageUnavailable.
    """
    read_parameters(request, {})
    data, form = read_file(PUBLIC, name)
    digest = name.partition("/")[2].partition(".")[0]
    etag = f'"{digest}"'
    if is_fresh(request, etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = _ranged(request, data, form, etag)
        response.headers["Content-Disposition"] = f'inline; filename="{digest[:16]}.{form.suffix}"'
    response.headers["ETag"] = etag
    if response.status_code != 416:
        response.headers["Cache-Control"] = IMMUTABLE
    response.headers["Accept-Ranges"] = "bytes"
    # A shop on another origin shows them, and a kiosk keeps them.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _safe(response)


def _safe(response: HttpResponse) -> HttpResponse:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _ranged(request: HttpRequest, data: bytes, form: MediaForm, etag: str) -> HttpResponse:
    """Return all of ``data``, one range of it (206), or a refusal (416). Several ranges at once get all."""
    asked = _ONE_RANGE.fullmatch(request.META.get("HTTP_RANGE", "").strip())
    condition = request.META.get("HTTP_IF_RANGE")
    if asked is None or asked.groups() == ("", "") or condition not in {None, etag}:
        return HttpResponse(data, content_type=form.media_type)
    size = len(data)
    first, last = asked.groups()
    start = int(first) if first else max(0, size - int(last))
    stop = min(int(last), size - 1) if first and last else size - 1
    if first and last and int(last) < start:  # no range at all, so it is not asked for
        return HttpResponse(data, content_type=form.media_type)
    if start > stop:
        refusal = problem(request, RangeNotSatisfiable(size=size))
        refusal.headers["Content-Range"] = f"bytes */{size}"
        return refusal
    response = HttpResponse(data[start : stop + 1], status=206, content_type=form.media_type)
    response.headers["Content-Range"] = f"bytes {start}-{stop}/{size}"
    return response

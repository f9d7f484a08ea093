"""By what a request is known again under its ``Idempotency-Key``, without telling what it said.

What is kept outlives the request by days, so it is keyed: who reads the database cannot try bodies against
it. What shows who somebody is does not count: a repetition with a new one-time code is the same request.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256

import orjson
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SECRETS = frozenset({"password", "new_password", "otp"})
"""Fields that are left out, be they there or not."""


def fingerprint_of(request: HttpRequest) -> str:
    """Return a keyed digest of method, path, query and body in 64 hexadecimal digits, less the SECRETS.

    Of an object in JSON the values count, whatever their order and blanks; of a multipart form the names and
    contents of its parts: browsers draw a new boundary each time. The body can be read again afterwards.
    """
    digest = hmac.new(_key(), digestmod=sha256)
    head = "\x1f".join((request.method or "", request.path_info, request.META.get("QUERY_STRING", "")))
    digest.update(head.encode("utf-8", "surrogatepass") + b"\x1f")
    if request.method == "POST" and request.content_type == "multipart/form-data":
        for part in _parts_of(request):
            digest.update(len(part).to_bytes(8, "big") + part)
    else:
        digest.update(_less_secrets(request.body))
    return digest.hexdigest()


def _key() -> bytes:
    return salted_hmac("api.fingerprints", "key", algorithm="sha256").digest()


def _less_secrets(body: bytes) -> bytes:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return body
    if not isinstance(told, dict):
        return body
    rest = {name: value for name, value in told.items() if name not in SECRETS}
    return orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)


def _parts_of(request: HttpRequest) -> Iterator[bytes]:
    """Yield the names and values of a form, then of each file its name, type and contents."""
    for name, values in request.POST.lists():
        for value in values if name not in SECRETS else ():
            yield name.encode("utf-8", "surrogatepass")
            yield str(value).encode("utf-8", "surrogatepass")
    for name, files in request.FILES.lists():
        for file in files:
            head = "\x1f".join((name, file.name or "", file.content_type or ""))
            yield head.encode("utf-8", "surrogatepass")
            yield from file.chunks()
            file.seek(0)

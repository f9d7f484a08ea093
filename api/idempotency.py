"""A write that is repeated under its ``Idempotency-Key`` has one effect and one answer.

The key, the effect and the answer are one transaction: a process that dies leaves none of them, so nothing
waits for it, and there is no moment at which the effect is there and the answer is not. On PostgreSQL whoever
comes while the first is still at work is told so; on SQLite it waits for the one writer, as every write does.

Kept are answers that did something (below 400) of at most 256 KiB, for seven days at least. A refusal rolls
back and is not kept: the client may mend the request and repeat it under the same key. An answer that holds a
secret, a file or too much is given once; the repetition has no effect and is told that it was not kept.

Source: draft-ietf-httpapi-idempotency-key-header-07.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.fingerprints import fingerprint_of
from api.models import IdempotentRequest
from api.refusals import (
    AnswerNotKept,
    IdempotencyKeyInvalid,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    RequestInProgress,
)
from api.staff.refusals import RowUnknown
from people.proof import kept_though_refused

LARGEST_ANSWER = 256 * 1024
REPLAYED = "Idempotent-Replayed"
Reach = frozenset[int] | None
"""Keys of cooperatives; None means all."""
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_PLAIN_PATH = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True)
class _Identity:
    """What makes two requests the same one."""

    credential: str
    method: str
    path: str
    key: str

    def digest(self) -> bytes:
        parts = (self.credential, self.method, self.path, self.key)
        return sha256("\x1f".join(parts).encode()).digest()


def answer_once(
    request: HttpRequest,
    *,
    actor: str,
    required: bool,
    reach: Reach = frozenset(),
    produce: Callable[[], HttpResponseBase],
    keeps_answer: bool = True,
    prove: Callable[[], None] | None = None,
) -> HttpResponseBase:
    """Return the answer of ``produce``, or the one it gave the first time under the same key.

    ``produce`` runs in one transaction, which a refusal (an exception, or a status from 400) rolls back. It
    returns a finished answer. ``actor`` is who asks (``user:7``); ``keeps_answer`` is False where the answer
    holds a secret that is stored nowhere. ``reach`` holds the cooperatives within reach of who asks: the
    answer is given again only while all of them are. Slow work that touches no row belongs before the call,
    after ``earlier_answer``. ``prove`` shows before the effect that it is really the actor, but not before an
    answer is given again: a one-time code is used up by then. What it leaves behind outlives a refusal.

    Raises IdempotencyKeyMissing, IdempotencyKeyInvalid, IdempotencyKeyReused, RequestInProgress,
    AnswerNotKept or RowUnknown, and what ``prove`` raises.
    """
    key = _key_of(request, required=required)
    if key is None:
        if prove is not None:
            prove()
        with transaction.atomic():
            return _undone_if_refused(produce())
    identity = _Identity(actor, request.method or "", _path_of(request), key)
    fingerprint = fingerprint_of(request)
    if prove is None:
        return _once(identity, fingerprint, reach, produce, keeps_answer=keeps_answer)
    with kept_though_refused():
        _refuse_while_another_works(identity)
        if not IdempotentRequest.objects.filter(**asdict(identity)).exists():
            prove()
        return _once(identity, fingerprint, reach, produce, keeps_answer=keeps_answer)


def _once(
    identity: _Identity,
    fingerprint: str,
    reach: Reach,
    produce: Callable[[], HttpResponseBase],
    *,
    keeps_answer: bool,
) -> HttpResponseBase:
    """Return the answer of ``produce``, or the kept one; one transaction, which a refusal rolls back."""
    with transaction.atomic():
        _refuse_while_another_works(identity)
        row, is_first = _claim(identity, fingerprint, reach)
        if not is_first:
            return _replay(row, fingerprint, reach)
        response = _undone_if_refused(produce())
        if response.status_code < 400:
            _keep(row, response, keeps_answer=keeps_answer)
        return response


def earlier_answer(
    request: HttpRequest, *, actor: str, required: bool, reach: Reach = frozenset()
) -> HttpResponse | None:
    """Return the answer that was given under the key of ``request`` before, or None when none was.

    For work that ``answer_once`` cannot undo, such as writing a file: it need not begin. Raises what
    ``answer_once`` raises, but RequestInProgress.
    """
    key = _key_of(request, required=required)
    if key is None:
        return None
    identity = _Identity(actor, request.method or "", _path_of(request), key)
    row = IdempotentRequest.objects.filter(**asdict(identity)).first()
    return None if row is None else _replay(row, fingerprint_of(request), reach)


def _key_of(request: HttpRequest, *, required: bool) -> str | None:
    key = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if not key:
        if required:
            raise IdempotencyKeyMissing
        return None
    if not _KEY.fullmatch(key):
        raise IdempotencyKeyInvalid
    return str(key)


def _path_of(request: HttpRequest) -> str:
    """Return the path, or where it would not fit into the column, a word that stands for it."""
    path = request.path_info
    if _PLAIN_PATH.fullmatch(path):
        return path
    return f"sha256:{sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _refuse_while_another_works(identity: _Identity) -> None:
    """Hold the identity until the transaction ends. Raises RequestInProgress when another holds it.

    On SQLite the transaction has waited for the one write lock already, so nobody else is at work.
    """
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(identity.digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise RequestInProgress


def _claim(identity: _Identity, fingerprint: str, reach: Reach) -> tuple[IdempotentRequest, bool]:
    """Return the row of ``identity`` and whether it is new; the unique columns decide."""
    return IdempotentRequest.objects.get_or_create(
        **asdict(identity),
        defaults={"fingerprint": fingerprint, "reach": None if reach is None else sorted(reach)},
    )


def _replay(row: IdempotentRequest, fingerprint: str, reach: Reach) -> HttpResponse:
    if reach is not None and (row.reach is None or not reach.issuperset(row.reach)):
        raise RowUnknown  # of cooperatives that were left since, nothing is told
    if row.fingerprint != fingerprint:
        raise IdempotencyKeyReused
    if row.body is None:
        raise AnswerNotKept
    response = HttpResponse(bytes(row.body), status=row.status)
    del response.headers["Content-Type"]
    for name, value in row.headers.items():
        response.headers[name] = value
    response.headers[REPLAYED] = "true"
    return response


def _undone_if_refused(response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code >= 400:
        transaction.set_rollback(rollback=True)
    return response


def _keep(row: IdempotentRequest, response: HttpResponseBase, *, keeps_answer: bool) -> None:
    row.status = response.status_code
    if keeps_answer and isinstance(response, HttpResponse) and len(response.content) <= LARGEST_ANSWER:
        row.headers = dict(response.headers.items())
        row.body = response.content
    row.save(update_fields=["status", "headers", "body"])

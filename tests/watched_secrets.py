"""Every answer and log line of the whole test run, looked through for the secrets that the run has made.

A secret is noted where it is made; the product is wrapped, not changed. It may be told in the answer to the
request that makes it, if nothing on the way keeps that answer, and a session's key in its cookie. Anywhere
else it fails the test at hand.

What is noted of a secret is the longest run of letters, digits, ``_`` and ``-`` in it. A text is cut into
such runs, which are looked up in one set, however many secrets there are. The latest ones and those of the
settings are also looked for inside longer runs, as when an escape stands before them.
"""

import os
import re
from base64 import b32encode
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from logging import LogRecord
from typing import Any
from unittest.mock import patch

import django.contrib.auth.hashers as password_hashers
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.backends.base import SessionBase
from django.core.handlers.base import BaseHandler
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_otp.plugins.otp_totp.models import TOTPDevice

from config import settings as assembly
from config.logs import EventFormatter
from people import second_factor
from people.secrets import NewSecret

LATEST = 40
_SHORTEST = 10
_RUN = re.compile(rb"[A-Za-z0-9_-]{%d,}" % _SHORTEST)
_OVERLAP = 256


class Kind(StrEnum):
    """What is kept from others."""

    TOKEN = "token or key"
    DIGEST = "digest of a token or key"
    PASSWORD = "password hash"
    TYPED = "password that was typed and is right"
    ONE_TIME = "secret of one-time codes"
    RECOVERY = "recovery code"
    RECOVERY_DIGEST = "digest of a recovery code"
    SESSION = "session key"
    LINK = "password link"
    SETTING = "secret key of the settings"
    BUCKET = "secret key of the bucket"


LASTING = frozenset({Kind.SETTING, Kind.BUCKET})
TOLD_WHEN_MADE = frozenset({Kind.TOKEN, Kind.ONE_TIME, Kind.RECOVERY})


class SecretTold(AssertionError):
    """A secret stands where others read it."""


@dataclass(frozen=True)
class Known:
    """A secret: what it is, and the how-manieth it was."""

    kind: Kind
    number: int


class Watch:
    """The secrets that are known, and where they were seen."""

    def __init__(self) -> None:
        self._known: dict[bytes, Known] = {}
        self._latest: deque[bytes] = deque(maxlen=LATEST)
        self._lasting: list[bytes] = []
        self._seen: list[str] = []
        self.answers = 0

    def note(self, kind: Kind, secret: str) -> None:
        """Look for ``secret`` from now on."""
        run = max(_RUN.findall(secret.encode()), key=len, default=b"")
        if run and run not in self._known:
            self._known[run] = Known(kind, len(self._known))
            (self._lasting if kind in LASTING else self._latest).append(run)

    def found_in(self, text: bytes) -> list[Known]:
        """Return the secrets in ``text``."""
        runs = self._known.keys() & set(_RUN.findall(text))
        runs.update(run for run in self._latest if run in text)
        runs.update(run for run in self._lasting if run in text)
        return [self._known[run] for run in runs]

    def look_at_answer(self, request: HttpRequest, respond: Callable[[], HttpResponseBase]) -> Any:
        """Return what ``respond`` does, looked through: headers, cookies and body."""
        before = len(self._known)
        response = respond()
        self.answers += 1
        where = f"{response.status_code} {request.method} {request.path}"
        kept = "no-store" not in response.headers.get("Cache-Control", "")

        def look(text: bytes, part: str, *, but: Iterable[Kind] = ()) -> None:
            for known in self.found_in(text):
                told_when_made = known.kind in TOLD_WHEN_MADE and known.number >= before and not kept
                if not (told_when_made or known.kind in but):
                    self._report(known, f"the {part} of {where}")

        look("\n".join(f"{name}: {value}" for name, value in response.headers.items()).encode(), "headers")
        for name, cookie in response.cookies.items():
            own = {Kind.SESSION} if name == settings.SESSION_COOKIE_NAME else ()
            look(cookie.value.encode(), f"cookie {name}", but=own)
        if response.streaming:
            streamed: Any = response
            streamed.streaming_content = _looked_through(streamed.streaming_content, look)
        else:
            look(response.content, "body")  # type: ignore[attr-defined]
        return response

    def look_at_line(self, line: str) -> None:
        """Look through a line of a log, where no secret belongs."""
        for known in self.found_in(line.encode()):
            self._report(known, "a line of the log")

    def taken(self) -> list[str]:
        """Return what was seen since the last time, and forget it."""
        seen, self._seen = self._seen, []
        return seen

    def require_silence(self) -> None:
        """Raise SecretTold when a secret was seen since the last time."""
        if seen := self.taken():
            raise SecretTold("\n".join(seen))

    def _report(self, known: Known, where: str) -> None:
        test = os.environ.get("PYTEST_CURRENT_TEST", "?").partition(" ")[0]
        self._seen.append(f"a {known.kind} stands in {where} (during {test})")


WATCH = Watch()


@contextmanager
def secrets_watched() -> Iterator[None]:
    """Note secrets where they are made, and look at every answer and log line, while the block runs."""
    WATCH.note(Kind.SETTING, settings.SECRET_KEY)
    respond, write = BaseHandler.get_response, EventFormatter.format

    def look_at_answer(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        return WATCH.look_at_answer(request, lambda: respond(handler, request))  # type: ignore[no-any-return]

    def look_at_line(formatter: EventFormatter, record: LogRecord) -> str:
        line = write(formatter, record)
        WATCH.look_at_line(line)
        return line

    with ExitStack() as stack:
        stack.enter_context(patch.object(BaseHandler, "get_response", look_at_answer))
        stack.enter_context(patch.object(EventFormatter, "format", look_at_line))
        for place, name, kind in (
            (SessionBase, "_get_new_session_key", Kind.SESSION),
            (PasswordResetTokenGenerator, "_make_token_with_timestamp", Kind.LINK),
            (second_factor, "_random_code", Kind.RECOVERY),
            (second_factor, "_kept", Kind.RECOVERY_DIGEST),
            *((hasher, "encode", Kind.PASSWORD) for hasher in _hashers()),
        ):
            stack.enter_context(patch.object(place, name, _noting(kind, getattr(place, name))))
        for hasher in _hashers():
            stack.enter_context(patch.object(hasher, "verify", _noting_password(hasher.verify)))
        stack.enter_context(patch.object(NewSecret, "__init__", _noting_new_secret(NewSecret.__init__)))
        stack.enter_context(patch.object(assembly, "media_storage", _noting_bucket(assembly.media_storage)))
        post_save.connect(_note_device, sender=TOTPDevice)
        stack.callback(post_save.disconnect, _note_device, sender=TOTPDevice)
        yield


def _noting(kind: Kind, make: Callable[..., str]) -> Callable[..., str]:
    def noting(*given: Any, **named: Any) -> str:
        made = make(*given, **named)
        WATCH.note(kind, made.rpartition("$")[2])
        if kind == Kind.RECOVERY:
            WATCH.note(kind, f"{made[:5]}-{made[5:]}")
        return made

    return noting


def _noting_password(verify: Callable[..., bool]) -> Callable[..., bool]:
    """Note what was typed and is right; what is wrong may be anything, such as a name."""

    def noting(hasher: object, password: str, encoded: str) -> bool:
        is_right = verify(hasher, password, encoded)
        if is_right:
            WATCH.note(Kind.TYPED, password)
        return is_right

    return noting


def _noting_bucket(configure: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    def noting() -> dict[str, Any]:
        storage = configure()
        WATCH.note(Kind.BUCKET, storage["OPTIONS"].get("secret_key") or "")
        return storage

    return noting


def _noting_new_secret(build: Callable[..., None]) -> Callable[..., None]:
    def noting(secret: NewSecret, plain: str, digest: str, shown: str) -> None:
        WATCH.note(Kind.TOKEN, plain)
        WATCH.note(Kind.DIGEST, digest)
        build(secret, plain, digest, shown)

    return noting


def _note_device(sender: object, instance: TOTPDevice, **_: object) -> None:
    WATCH.note(Kind.ONE_TIME, instance.key)
    WATCH.note(Kind.ONE_TIME, b32encode(instance.bin_key).decode())


def _hashers() -> list[type[password_hashers.BasePasswordHasher]]:
    return [
        kind
        for kind in vars(password_hashers).values()
        if isinstance(kind, type)
        and issubclass(kind, password_hashers.BasePasswordHasher)
        and "encode" in vars(kind)
        and kind is not password_hashers.BasePasswordHasher
    ]


def _looked_through(chunks: Iterator[bytes], look: Callable[[bytes, str], None]) -> Iterator[bytes]:
    """Yield ``chunks``; what lies across the border of two is looked at as well."""
    tail = b""
    for chunk in chunks:
        text = tail + chunk
        look(text, "body")
        tail = text[-_OVERLAP:]
        yield chunk

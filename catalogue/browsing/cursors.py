"""Cursors: where a page begins or ends, in a form that clients pass back and never read."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import blake2b

import orjson

from catalogue.browsing.refusals import CursorInvalid

LONGEST_CURSOR = 1_000

Key = tuple[int | str, ...]


@dataclass(frozen=True)
class Cursor:
    """The key of the last item seen: what lies behind it, or with ``backward`` what lies before it."""

    key: Key
    backward: bool = False
    second_try: bool = False
    """Whether the items were found by the second reading of the search text."""


def fingerprint(*parts: object) -> str:
    """Return a short digest that ties a cursor to its query."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def write_cursor(cursor: Cursor, query: str) -> str:
    """Return ``cursor`` as text, tied to the query of this fingerprint."""
    content = orjson.dumps([query, cursor.backward, cursor.second_try, *cursor.key])
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def read_cursor(text: str, query: str, shape: tuple[type, ...]) -> Cursor:
    """Return the cursor that ``text`` holds. ``shape`` gives the types of its key.

    Raises CursorInvalid when it is broken or was written for another query.
    """
    try:
        padded = text[: LONGEST_CURSOR + 1].encode("ascii") + b"=" * (-len(text) % 4)
        content = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        written_for, backward, second_try, *key = content
    except (ValueError, TypeError, binascii.Error):
        raise CursorInvalid("cursor") from None
    if (
        len(text) > LONGEST_CURSOR
        or written_for != query
        or type(backward) is not bool
        or type(second_try) is not bool
        or not _fits(key, shape)
    ):
        raise CursorInvalid("cursor")
    return Cursor(tuple(key), backward, second_try)


def _fits(key: list[object], shape: tuple[type, ...]) -> bool:
    return len(key) == len(shape) and all(
        type(part) is wanted and (not isinstance(part, int) or abs(part) < 2**63)
        for part, wanted in zip(key, shape, strict=True)
    )

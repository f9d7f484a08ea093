"""How the wall asks: one request that leaves nothing behind, and what is looked for in its answer."""

import hashlib
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote_plus

import orjson
from django.apps import apps
from django.db import connection, transaction

from catalogue.models import Cooperative
from people.scope import OWNER_PATHS
from tests.api.staff.people import Caller
from tests.wall.rows import Attack, Door, Row
from tests.wall.scene import MARK, PRICE, Side

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# What reads, what only takes back, and the notes about the credential and the key of repetition.
_WRITES_NOTHING_OF_THEIRS = re.compile(
    r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|INSERT INTO \"api_idempotentrequest\""
    r"|UPDATE \"people_(?:accesstoken|secretkey)\" SET \"last_used_on\" = %s WHERE)"
)
NUMBERS = ("gtin", "retired", "in_store", "sscc")
_turn = itertools.count()


@dataclass(frozen=True)
class Answer:
    """What came back: its status, and everything in it that can be read."""

    status: int
    text: str
    content: bytes = b""

    def tells_of(self, side: Side, sent: str = "") -> bool:
        """Return whether something of ``side``, which is B, is in it that was not in what was ``sent``."""
        text = self.text.lower()
        for name in (
            *("slug", "product_slug", *NUMBERS),
            *("own_printer_key", "own_template_key"),
        ):
            if side[name] in sent:
                text = text.replace(side[name].lstrip("0"), "")
        return any(mark in text for mark in (MARK, str(PRICE), *(side[name] for name in NUMBERS)))


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written in the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address_of(row: Row, sides: dict[str, Side]) -> str:
    """Return the address of ``row``, each name filled from the side that ``sides`` gives it."""
    if row.pattern or not row.names:
        return f"/{row.pattern or row.route}"
    values = iter(str(sides[name][name]) for name in row.names)
    return "/" + re.sub(r"<[^>]+>", lambda _: next(values), row.route)


def ask(caller: Caller, row: Row, sides: dict[str, Side], body: Any = None, query: str = "") -> Answer:
    """Return the answer that ``caller`` gets."""
    address = address_of(row, sides) + (f"?{query}" if query else "")
    headers = {"Authorization": f"Token {caller.token}"} if caller.token else {}
    if row.method in UNSAFE:
        headers |= {"Idempotency-Key": f"k{next(_turn)}"}
    if row.method in {"PATCH", "PUT", "DELETE"}:
        headers |= {"If-Match": "*"}
    jar = caller.client.cookies.copy()  # a log-out that is undone leaves the browser logged in
    if row.method == "GET":
        response: Any = caller.client.get(address, headers=headers)
    elif row.form or row.route.startswith("desk/"):
        response = caller.client.post(address, body or {}, headers=headers)
    else:
        content = orjson.dumps({} if body is None else body)
        response = caller.client.generic(row.method, address, content, "application/json", headers=headers)
    caller.client.cookies = SimpleCookie(jar)
    data = b"".join(response.streaming_content) if response.streaming else response.content
    told = " ".join(
        value for name, value in response.items() if name != "Location" or row.door is not Door.DESK
    )
    return Answer(response.status_code, unquote_plus(told) + _text_of(data), data)


def look_without_asking(caller: Caller, row: Row, side: Side, method: str) -> Answer:
    """Return the answer to HEAD or OPTIONS, which reads none of the bodies."""
    headers = {"Authorization": f"Token {caller.token}"} if caller.token else {}
    address = address_of(row, dict.fromkeys(row.names, side))
    response: Any = caller.client.generic(method, address, headers=headers)
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, str(dict(response.items())) + _text_of(data), data)


def _text_of(data: bytes) -> str:
    """Return what can be read in ``data``; of a workbook, in its parts."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as workbook:
        return " ".join(workbook.read(name).decode("utf-8", "replace") for name in workbook.namelist())


def attackers(row: Row) -> list[str]:
    """Return those of A's callers who come through the door of ``row``."""
    people = ["staff A", "owner A", "session of owner A"]
    match row.door:
        case Door.OPEN:
            return ["anonymous", "publishable", "staff A"]
        case Door.STAFF:
            return [*people, f"key A {row.grant}"]
        case Door.PEOPLE:
            return people
        case Door.OWNER:
            return ["owner A", "session of owner A"]
        case Door.DESK:
            return ["session of staff A", "session of owner A"]
        case Door.DESK_OWNER:
            return ["session of owner A"]
        case Door.ALLIANCE:
            return [*people, "key A catalogue:write"]
        case Door.DESK_ALLIANCE:
            return ["session of owner A"]


def fault_of(caller: Caller, row: Row, attack: Attack, ours: Side, theirs: Side) -> str:
    """Return what is wrong with the answer to an attack of ``ours`` on ``theirs``; empty if the wall held."""
    request = _request_of(row, attack, ours, theirs)
    written: list[str] = []
    with undone():
        with connection.execute_wrapper(partial(_note_write, written)):
            answer = ask(caller, row, *request)
        changed = bool(written) and fingerprint(theirs.cooperative) != theirs["fingerprint"]
    if changed:
        return "something of B was changed"
    sides, body, query = request
    if answer.tells_of(theirs, f"{address_of(row, sides)} {query} {body}"):
        return f"something of B was told: {answer.text[:300]}"
    if answer.status not in attack.statuses:
        return f"{answer.status} instead of {sorted(attack.statuses)}: {answer.text[-300:]}"
    return ""


def answer_to(caller: Caller, row: Row, attack: Attack, ours: Side, theirs: Side) -> Answer:
    """Return the answer to an attack of ``ours`` on ``theirs``, of which nothing is left behind."""
    with undone():
        return ask(caller, row, *_request_of(row, attack, ours, theirs))


def _request_of(row: Row, attack: Attack, ours: Side, theirs: Side) -> tuple[dict[str, Side], Any, str]:
    sides = {name: theirs if name in attack.mixed else ours for name in row.names}
    body = attack.body(ours, theirs) if attack.body else row.own(ours) if row.own else None
    return sides, body, attack.query(theirs) if attack.query else ""


def _note_write(written: list[str], execute: Any, sql: str, *rest: Any) -> Any:
    """Note ``sql`` if it may write what belongs to a cooperative; without any, no rows need be compared."""
    if not _WRITES_NOTHING_OF_THEIRS.match(sql):
        written.append(sql)
    return execute(sql, *rest)


def fingerprint(cooperative: Cooperative) -> str:
    """Return a digest of every row that belongs to ``cooperative``."""
    digest = hashlib.sha256()
    for label, path in OWNER_PATHS.items():
        model: Any = apps.get_model(label)
        rows = model._default_manager.filter(**{path: cooperative.pk}).order_by("pk")
        digest.update(repr([label, *rows.values_list()]).encode())
    return digest.hexdigest()

"""Who changed what, and when.

Each table that matters has a table of records beside it (simple-history): one record for every row that a
verb creates, changes or removes, with all its columns, the moment and the actor. Saving or deleting a row
leaves its record by itself; what writes many rows in one statement calls ``record_rows`` after it.
"""

import datetime
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.db import connection, models
from django.utils import timezone
from simple_history.models import HistoricalRecords

Row = TypeVar("Row", bound=models.Model)

SYSTEM = "system"
LONGEST_ACTOR = 80
MOST_REMOVED = 100

_CHUNK = 500
_UNTOLD = frozenset(("id", "created_at", "updated_at"))
_actor: ContextVar[str] = ContextVar("actor", default=SYSTEM)


class RecordKind(StrEnum):
    """What happened to a row, by the letter that its record keeps."""

    CREATED = "+"
    CHANGED = "~"
    REMOVED = "-"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its value before and after; a reference is the id of its row."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One record of a row: ``history_id`` names it, ``fields`` tells what differs from the record before.

    ``row`` is the id of the row.
    """

    history_id: int
    row: int
    kind: RecordKind
    actor: str
    at: datetime.datetime
    fields: tuple[FieldChange, ...]


@contextmanager
def acting_as(actor: str) -> Iterator[None]:
    """Let all that is written inside be told of ``actor``, such as ``user:7`` or ``key:3``.

    Without it the actor is ``system``. The innermost counts; each thread and request has its own.
    """
    if not 1 <= len(actor) <= LONGEST_ACTOR:
        raise ValueError(f"An actor has 1 to {LONGEST_ACTOR} characters, not {actor!r}.")
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def current_actor() -> str:
    """Return who acts now."""
    return _actor.get()


class _Records(HistoricalRecords):  # type: ignore[misc] # the library has no types
    """Records with a text for the actor, and an index on the row's id alone."""

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        fields: dict[str, Any] = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = name == model._meta.pk.name  # noqa: SLF001 - Django's public _meta
        return fields


def record_history(*, leave_out: Collection[str] = ()) -> Any:
    """Return what a model sets as its attribute ``history`` to keep records; ``leave_out`` names columns.

    The records' table comes with the next migration of the model's app.
    """
    return _Records(
        history_id_field=models.BigAutoField(),
        history_user_id_field=models.CharField(max_length=LONGEST_ACTOR),
        history_user_getter=_read_actor,
        history_user_setter=_write_actor,
        get_user=lambda **_: current_actor(),
        excluded_fields=list(leave_out),
    )


def _read_actor(record: Any) -> str:
    actor: str = record.history_user_id
    return actor


def _write_actor(record: Any, actor: str) -> None:
    record.history_user_id = actor


def record_rows(
    model: type[models.Model], ids: Collection[int], kind: RecordKind = RecordKind.CHANGED
) -> None:
    """Leave a record of each row of ``model`` among ``ids``, as it stands in the database now.

    For what ``bulk_create``, ``bulk_update`` and ``update`` wrote: they tell nobody. Copied by the database
    itself, some hundred rows at a time.
    """
    records = _records_of(model)
    copied = ", ".join(_quoted(field.column) for field in records.tracked_fields)
    told = ", ".join(map(_quoted, ("history_date", "history_type", "history_user_id")))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        places = ", ".join(["%s"] * len(chunk))
        statement = (
            f"INSERT INTO {_quoted(records._meta.db_table)} ({copied}, {told})"  # noqa: S608, SLF001
            f" SELECT {copied}, %s, %s, %s FROM {_quoted(model._meta.db_table)}"  # noqa: SLF001
            f" WHERE id IN ({places})"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [now, kind.value, current_actor(), *chunk])


def history_of(*rows: models.Model, most: int = 100) -> list[Change]:
    """Return the latest ``most`` changes of ``rows``, the newest first; only their ids are asked for.

    Several are of one table, and one after another what people take for the same thing.
    """
    ids = [row.pk for row in rows]
    found = _records_of(type(rows[0])).objects.filter(id__in=ids).order_by("-history_id")
    records = list(found[: most + 1])
    following = [*records[1:], None]
    return [_change(new, old) for new, old in zip(records, following, strict=True)][:most]


def records_of(*rows: models.Model, most: int = 100) -> list[tuple[int, RecordKind, Any]]:
    """Return the latest ``most`` records of ``rows``, the newest first: id, kind, and the row as it was then.

    They are of one table, as for ``history_of``. Rows as they were are not to be saved.
    """
    found = _records_of(type(rows[0])).objects.filter(id__in=[row.pk for row in rows])
    records = found.order_by("-history_id")[:most]
    return [(record.history_id, RecordKind(record.history_type), record.instance) for record in records]


def find_record(history_id: int, *rows: models.Model) -> models.Model | None:
    """Return the one of ``rows`` that its record ``history_id`` tells of, as it was; not to be saved.

    They are of one table. None where none of them has that record.
    """
    ids = [row.pk for row in rows]
    record = _records_of(type(rows[0])).objects.filter(id__in=ids, history_id=history_id).first()
    return record.instance if record else None


def last_known(model: type[Row], **columns: object) -> Row | None:
    """Return the row of ``model`` with these ``columns``, or what is told of it last after its removal.

    What is only told of is not to be saved. None if there never was such a row.
    """
    row = model._default_manager.filter(**columns).first()  # noqa: SLF001 - Django's public name
    if row is not None:
        return row
    record = _records_of(model).objects.filter(**columns).order_by("-history_id").first()
    return record.instance if record else None


def every_known(model: type[Row], **columns: object) -> list[Row]:
    """Return what is told last of each row of ``model`` that ever had these ``columns``, the newest first.

    Not to be saved.
    """
    told: dict[int, Row] = {}
    for record in _records_of(model).objects.filter(**columns).order_by("-history_id"):
        told.setdefault(record.id, record.instance)
    return list(told.values())


def latest_removed(model: type[Row], **columns: object) -> list[Row]:
    """Return what is told last of the hundred rows with these ``columns`` that were removed last.

    The newest first; not to be saved.
    """
    records = _records_of(model).objects.filter(history_type=RecordKind.REMOVED.value, **columns)
    return [record.instance for record in records.order_by("-history_id")[:MOST_REMOVED]]


def _change(record: Any, before: Any | None) -> Change:
    kind = RecordKind(record.history_type)
    if kind == RecordKind.CREATED:
        before = None  # what came before it is of another row
    fields = [field for field in record.tracked_fields if field.name not in _UNTOLD]
    pairs = (
        FieldChange(
            field.name,
            getattr(before, field.attname) if before else None,
            getattr(record, field.attname) if kind != RecordKind.REMOVED else None,
        )
        for field in fields
    )
    return Change(
        record.history_id,
        record.id,
        kind,
        record.history_user_id,
        record.history_date,
        tuple(pair for pair in pairs if pair.before != pair.after),
    )


def _records_of(model: type[models.Model]) -> Any:
    return model.history.model  # type: ignore[attr-defined] # set by record_history


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

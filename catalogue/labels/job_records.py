"""A job as plain JSON and back, to be logged and printed again years later.

Paper, printer and template are written down whole, for they may have changed by then. They were right when
they were written and are read as they are: a rule that came later must not take away what was printed. Words
made of a number of days are spelled anew, as they are spelled by then. What has its default is left out of
contents and templates, so that records stay valid when these learn more. Which rules its labels were checked
against is written down for people alone: nothing is checked by it again.
"""

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, DecimalException
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from catalogue.labels.content import LabelContent
from catalogue.labels.errors import JobRecordInvalid
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.printer import Printer
from catalogue.labels.rules.requirements import rule_set
from catalogue.labels.templates.design import Template

_VERSION = 1


def job_to_dict(job: LabelJob) -> dict[str, Any]:
    """Return ``job`` as JSON takes it: numbers, texts, lists and objects."""
    return {
        "version": _VERSION,
        "stock": job.stock.to_dict(),
        "printer": job.printer.to_dict(),
        "template": _record_of(job.template),
        "rule_set": _rule_set_of(job),
        "start_cell": job.start_cell,
        "skip": list(job.skip),
        "items": [{"copies": item.copies, "content": _record_of(item.content)} for item in job.items],
    }


def job_from_dict(record: Mapping[str, Any]) -> LabelJob:
    """Return the job that ``job_to_dict`` wrote down.

    Raises JobRecordInvalid or what LabelJob raises.
    """
    try:
        if record["version"] != _VERSION:
            raise JobRecordInvalid(reason=f"version {record['version']}")
        items = tuple(
            LabelItem(_read(LabelContent, item["content"]), item["copies"]) for item in record["items"]
        )
        template = _read(Template, record["template"])
        stock, printer = _read(LabelStock, record["stock"]), _read(Printer, record["printer"])
        start_cell, skip = record["start_cell"], tuple(record["skip"])
    except (KeyError, TypeError, ValueError, AttributeError, DecimalException) as error:
        if isinstance(error, JobRecordInvalid):
            raise
        raise JobRecordInvalid(reason=f"{type(error).__name__}: {error}") from None
    return LabelJob(stock, printer, items, start_cell, template, skip)


def _rule_set_of(job: LabelJob) -> str:
    """Return the decree whose rules the labels were checked against; "" where the template is not checked."""
    days = (item.content.details.printed_on for item in job.items)
    day = next((day for day in days if day is not None), None)
    return rule_set(day) if job.template.legal and day is not None else ""


def _record_of(value: Any) -> Any:
    """Return ``value`` as JSON takes it; dates as ISO 8601, decimals as text, bytes as hex."""
    if is_dataclass(value):
        return {
            field.name: _record_of(getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_record_of(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    return value


def _read(kind: Any, record: Any) -> Any:
    """Return ``record`` as a value of ``kind``. Raises TypeError or ValueError where it is none."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        if record is None and type(None) in parts:
            return None
        (one,) = [part for part in parts if part is not type(None)]
        return _read(one, record)
    if origin is tuple:
        return tuple(_read(parts[0], part) for part in record)
    if origin is Literal:
        if record not in parts:
            raise ValueError(f"{record!r} is none of {parts}")
        return record
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], value) for name, value in record.items()})  # type: ignore[operator]
    return _read_plain(kind, record)


def _read_plain(kind: Any, record: Any) -> Any:
    if kind is dt.date:
        return dt.date.fromisoformat(record)
    if kind is Decimal:
        return Decimal(record)
    if kind is bytes:
        return bytes.fromhex(record)
    # Whole numbers stand for lengths too; true and false stand for nothing but themselves.
    right = type(record) is kind or (kind is float and type(record) is int)
    if not right:
        raise TypeError(f"{record!r} is no {kind.__name__}")
    return record

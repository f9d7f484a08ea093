"""What the processes write, one event a line: JSON for machines, short lines at a terminal.

Every line of a request or job carries its id. Secrets and personal data of known shape are taken out of every
text (`api/redaction.py`); of an exception its type and its way through the code are logged, and its message
only where the library that raised it speaks of the machine and not of what a client sent.
"""

import copy
import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import orjson
import structlog
from structlog.stdlib import ProcessorFormatter

from api.redaction import redacted
from api.request_log import RequestRecord

# Neither thread nor process stands in a line; finding them out costs as much as the rest of a record.
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

JSON, LINE = "json", "line"
DEEPEST = 40
# Their messages tell of the database, the disk or the network. Anything else may quote a request.
TELLING = frozenset(
    {
        "OperationalError", "InterfaceError", "OSError", "ConnectionError", "ConnectionRefusedError",
        "ConnectionResetError", "BrokenPipeError", "TimeoutError", "PermissionError", "FileNotFoundError",
        "ImportError", "ModuleNotFoundError", "ImproperlyConfigured", "MemoryError", "RecursionError",
    }
)  # fmt: skip

# What gunicorn writes before any of ours has seen the request: its address, then words, then the request.
_UNREADABLE = re.compile(r"Invalid request from ip=[^ ]*: ([A-Za-z /-]*[A-Za-z])?")


def default_format() -> str:
    """Return ``line`` when somebody looks on, else ``json``."""
    return LINE if sys.stderr.isatty() else JSON


def logging_settings(form: str) -> dict[str, Any]:
    """Return the settings of the standard library's logging for ``json`` or ``line``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"event": {"()": "config.logs.EventFormatter", "form": form}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "event"},
            "requests": {"class": "config.log_batches.BatchedHandler", "formatter": "event"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        # What clients do wrong is no news: it stands in the line of the request.
        "loggers": {
            "htx.request": {"handlers": ["requests"], "level": "INFO", "propagate": False},
            "django": {"handlers": []},
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "ERROR"},
            "gunicorn.error": {"level": "INFO"},
        },
    }


class EventFormatter(ProcessorFormatter):
    """Writes a record of any logger as one event; the line of a request takes the short way."""

    def __init__(self, form: str) -> None:
        """Take ``json`` or ``line``."""
        render = _as_json if form == JSON else _as_line
        super().__init__(
            processors=[ProcessorFormatter.remove_processors_meta, take_out, render],
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            ],
        )
        self._render = render

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``."""
        if isinstance(record, RequestRecord):
            return self._render(None, "", record.fields)
        if isinstance(record.msg, str) and record.name.startswith(("django.", "gunicorn.")):
            record = _unquoted(record, record.msg)
        return super().format(record)


def _unquoted(record: logging.LogRecord, text: str) -> logging.LogRecord:
    """Return ``record`` without the lines, paths and headers of requests that it quotes.

    They may name a person or hold a token. Of what gunicorn cannot read, the kind of mistake is told.
    """
    if unreadable := _UNREADABLE.match(text):
        text = f"Invalid request: {unreadable[1]}"
    elif record.args and (record.name.startswith("django.") or text.startswith("Error handling request")):
        text = text.replace("%s", "…")
    else:
        return record
    record = copy.copy(record)
    record.msg, record.args = text, ()
    return record


def name_job(sender: object, task_result: Any, **_: object) -> None:  # noqa: ARG001 - the signal's signature
    """Put the id of the background job that begins into every line until it ends."""
    structlog.contextvars.bind_contextvars(job=task_result.task.module_path, job_id=str(task_result.id))


def unname_job(sender: object, **_: object) -> None:  # noqa: ARG001 - the signal's signature
    """Write no job's id any more."""
    structlog.contextvars.unbind_contextvars("job", "job_id")


def take_out(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Return ``event`` without secrets and personal data, and with its exception in a safe form."""
    exception = event.pop("exc_info", None)
    event.pop("stack_info", None)
    for name, value in event.items():
        event[name] = _taken_out(value)
    if isinstance(exception, tuple) and exception[1] is not None:
        event["exception"] = described(exception[1])
    return event


def described(error: BaseException) -> list[dict[str, object]]:
    """Return the exception and what led to it, the last first: type, frames, and a message that is safe."""
    chain: list[dict[str, object]] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        name = type(link).__name__
        frames = traceback.extract_tb(link.__traceback__)[-DEEPEST:]
        told: dict[str, object] = {"type": f"{type(link).__module__}.{name}"}
        if name in TELLING or any(kind.__name__ in TELLING for kind in type(link).__mro__):
            told["message"] = redacted(str(link).partition("\n")[0])
        told["frames"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        chain.append(told)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return chain


def _taken_out(value: object) -> object:
    match value:
        case str():
            return redacted(value)
        case bool() | int() | float() | None:
            return value
        case Mapping():
            return {str(name): _taken_out(inner) for name, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_taken_out(inner) for inner in value]
    return redacted(str(value))


def _as_json(_: object, __: str, event: Mapping[str, Any]) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_UTC_Z).decode()


def _as_line(_: object, __: str, event: Mapping[str, Any]) -> str:
    at, level, text = (str(event.get(name, "")) for name in ("at", "level", "event"))
    words = [at[11:19], level.upper(), text]
    shown = {"at", "level", "event", "exception"}
    words += [
        f"{name}={value}" for name, value in event.items() if name not in shown and value not in ("", None)
    ]
    lines = [" ".join(words)]
    for link in event.get("exception", ()):
        lines.append(f"  {link['type']}: {link.get('message', '(message withheld)')}")
        lines += [f"    {frame}" for frame in link["frames"]]
    return "\n".join(lines)

"""What is held against every answer: no server error, and nothing that the schema does not say."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.store.public import ANSWERS
from config.wsgi import application
from tests.api.credentials_cast import Credential

load_all_checks()


def _closed(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer as the product does, and close the answer as a server does: schemathesis only reads it."""
    answer: Any = application(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


SCHEMA = schemathesis.openapi.from_wsgi("/api/schema/?format=json", _closed)
_ALL: list[Any] = list(SCHEMA.get_all_operations())
OPERATIONS: dict[str, Any] = {found.ok().label: found.ok() for found in _ALL}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def made_up_cases(operation: Any, examples: int) -> list["Case[Any]"]:
    """Return the first ``examples`` that schemathesis makes up for ``operation``, the same ones each time."""
    cases: list[Case[Any]] = []

    @seed(0)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_allowed_or_not(operation))
    def note(case: "Case[Any]") -> None:
        cases.append(case)

    with _no_words_of_ours():
        note()
    return cases


def cases_at_bounds(operation: Any) -> list["Case[Any]"]:
    """Return the cases at the bounds of each parameter and field of ``operation``, inside and outside."""
    config = SCHEMA.config.generation_for(operation=operation)
    modes = list(GenerationMode)
    return list(SCHEMA.iter_coverage_cases(operation, generation_modes=modes, generation_config=config))


def _allowed_or_not(operation: Any) -> Any:
    allowed, forbidden = (
        operation.as_strategy(generation_mode=mode, feedback=NO_FEEDBACK) for mode in GenerationMode
    )
    return allowed | forbidden


@contextmanager
def _no_words_of_ours() -> Iterator[None]:
    """Keep Hypothesis from the constants of what happens to be imported: they would make cases differ."""
    none = Constants()
    providers.CONSTANTS_CACHE.cache.clear()
    with patch.object(providers, "_get_local_constants", lambda: none):
        yield
    providers.CONSTANTS_CACHE.cache.clear()


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is done in the block, on one connection."""
    # A server closes connections behind a request; here one connection holds all.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        ANSWERS.clear()  # which were made of what is taken back
        for signal in signals:
            signal.connect(close_old_connections)


def answer_to(case: "Case[Any]", asking: Credential) -> Response:
    """Return what ``asking`` is answered."""
    return case.call(headers=asking.headers, cookies=asking.cookies)


def faults_of(case: "Case[Any]", answer: Response) -> list[str]:
    """Return what is wrong with the answer to ``case``, each fault with the status and the request."""
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as found:
        asked = f"{case.method} {answer.request.url} {case.body!r:.300}"
        return [
            f"{answer.status_code} to {asked}: {fault.title}: {fault.message}" for fault in found.exceptions
        ]
    return []

"""Whatever the schema allows or forbids is answered as the schema says, and never with a 500.

The long run is ``python -m bench.schemathesis_campaign``.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from pytest_django import DjangoDbBlocker
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from tests.api.sample_shop import sample_shop

pytestmark = pytest.mark.django_db

load_all_checks()
schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)
# What is wrong and too large besides is refused for its size, before it is read.
schema.config.checks.negative_data_rejection.expected_statuses.append("413")


@pytest.fixture(scope="module", autouse=True)
def _sample_goods(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    # A server closes connections behind a request; here one connection holds the whole test.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    with django_db_blocker.unblock(), sample_shop():
        yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_answers_as_the_schema_says(case: "schemathesis.Case[Any]") -> None:
    # A schema knows no check digits and no cursors: what it allows may still be refused with a reason.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])

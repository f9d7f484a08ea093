"""Whatever the schema allows or forbids is answered as the schema says, and never with a 500.

The long run is ``python -m bench.schemathesis_campaign``.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from pytest_django import DjangoDbBlocker
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.aimed_cases import Aim
from tests.api.conformance import OPERATIONS, SCHEMA, answer_to, faults_of, made_up_cases, undone
from tests.api.credentials_cast import Credential, seven_credentials
from tests.api.sample_shop import sample_shop
from tests.api.staff.people import make_cast
from tests.api.staff.scene import make_scene

pytestmark = pytest.mark.django_db

EXAMPLES = 3  # one of each turn
STORE = SCHEMA.include(path_regex="^/api/v1/store/|^/(livez|readyz)$")
# What is wrong and too large besides is refused for its size, before it is read.
SCHEMA.config.checks.negative_data_rejection.expected_statuses.append("413")


@pytest.fixture(scope="module")
def asking(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Aim, tuple[Credential, ...]]]:
    """What there is to be asked about, and who asks."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(undone())
        stack.enter_context(sample_shop())
        scene = make_scene(make_cast())
        yield Aim(scene), seven_credentials(scene.cast)


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_credential_is_answered_as_the_schema_says(
    asking: tuple[Aim, tuple[Credential, ...]], label: str
) -> None:
    aim, credentials = asking
    operation = OPERATIONS[label]
    # PostgreSQL, which refuses more, is asked all of them.
    examples = EXAMPLES if connection.vendor == "postgresql" else 1
    cases = [None, *made_up_cases(operation, examples)]
    good, faults = [], []
    for one in credentials:
        for turn, case in enumerate(cases):
            with undone():
                sent = aim.good(operation, one) if case is None else aim.at(case, turn, one)
                answer = answer_to(sent, one)
            if case is None:
                good.append(answer.status_code)
            faults += [f"{one.name}: {fault}" for fault in faults_of(sent, answer)]

    assert not faults, "\n".join(faults)
    assert min(good) < 300, f"what is aimed at {label} hits nothing: {good}"


@STORE.parametrize()
@settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("asking")
def test_the_store_refuses_all_that_the_schema_forbids(case: Any) -> None:
    # A schema knows no check digits and no cursors: what it allows may still be refused with a reason.
    with undone():
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

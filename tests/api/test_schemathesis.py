"""Whatever the schema allows or forbids is answered as the schema says, and never with a 500.

Here each credential sends what is good, and a few of them what is made up. In the long run,
``python -m bench.schemathesis_campaign``, each sends everything.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from schemathesis import Case

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
    faults: list[str] = []

    def ask(one: Credential, turn: int, case: "Case[Any] | None" = None) -> int:
        with undone():
            sent = aim.good(operation, one) if case is None else aim.at(case, turn, one)
            answer = answer_to(sent, one)
        faults.extend(f"{one.name}: {fault}" for fault in faults_of(sent, answer))
        return answer.status_code

    good = {one: ask(one, 0) for one in credentials}
    # PostgreSQL, which refuses more, is asked all of them.
    examples = EXAMPLES if connection.vendor == "postgresql" else 1
    for turn, case in enumerate(made_up_cases(operation, examples), 1):
        for one in askers(good, turn):
            ask(one, turn, case)

    assert not faults, "\n".join(faults)
    assert min(good.values()) < 300, f"what is aimed at {label} hits nothing: {list(good.values())}"


def askers(good: dict[Credential, int], turn: int) -> list[Credential]:
    """Return who sends what is made up: two of those who came in, as only they get it read, and another."""
    inside = [one for one, status in good.items() if status < 300]
    outside = [one for one in good if one not in inside]
    chosen = [inside[(turn + place) % len(inside)] for place in range(min(2, len(inside)))]
    return chosen + [one for place, one in enumerate(outside) if place == turn % len(outside)]


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

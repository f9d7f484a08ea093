"""Aimed cases are about rows that are there, with a body that is good but for what was made up."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.aimed_cases import Aim
from tests.api.conformance import OPERATIONS
from tests.api.credentials_cast import Credential
from tests.api.staff.people import make_cast
from tests.api.staff.scene import Scene, make_scene

if TYPE_CHECKING:
    from schemathesis import Case

pytestmark = pytest.mark.django_db

NOBODY = Credential("anonymous")
EDIT = OPERATIONS["PATCH /api/v1/seller/variants/{key}"]
MADE_UP, ADDRESS, BODY = 3, 4, 5
"""Turns."""


@pytest.fixture(scope="module")
def scene(rows_of_module: None) -> Scene:
    return make_scene(make_cast())


def made_up() -> "Case[Any]":
    """Return a case such as schemathesis makes up."""
    headers = {"Authorization": "x", "If-Match": "made-up"}
    return EDIT.Case(path_parameters={"key": 0}, headers=headers, body={"sku": "made-up"})  # type: ignore[no-any-return]


def test_a_good_request_is_about_a_row_and_has_all_that_is_needed(scene: Scene) -> None:
    good = Aim(scene).good(EDIT, NOBODY)

    assert good.path_parameters == {"key": str(scene.keys["variant"])}
    assert dict(good.headers) == {"If-Match": "*", "Idempotency-Key": "one-case"}
    assert good.media_type == "application/json"
    assert isinstance(good.body, dict)
    assert {"sku", "net_amount", "net_unit", "price"} <= good.body.keys()


def test_in_its_turn_a_case_is_left_as_it_was_made_up(scene: Scene) -> None:
    case = made_up()

    assert Aim(scene).at(case, MADE_UP, NOBODY) is case


def test_in_its_turn_only_the_address_is_aimed(scene: Scene) -> None:
    aimed = Aim(scene).at(made_up(), ADDRESS, NOBODY)

    assert int(aimed.path_parameters["key"]) in scene.keys.values()
    assert aimed.body == {"sku": "made-up"}


def test_in_its_turn_the_body_is_a_good_one_with_fields_that_were_made_up(scene: Scene) -> None:
    aim = Aim(scene)
    good: Any = aim.good(EDIT, NOBODY).body
    bodies: list[Any] = [aim.at(made_up(), turn, NOBODY).body for turn in range(BODY, 200, 3)]

    assert all(value == good[name] or value == "made-up" for body in bodies for name, value in body.items())
    assert {body.get("sku") for body in bodies} == {None, good["sku"], "made-up"}


def test_the_same_turn_gives_the_same_case_and_no_made_up_credential(scene: Scene) -> None:
    aim = Aim(scene)
    for turn in (ADDRESS, BODY):
        once, again = (aim.at(made_up(), turn, NOBODY) for _ in range(2))

        assert repr(once) == repr(again)
        assert "Authorization" not in once.headers

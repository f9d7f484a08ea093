"""Each of the seven credentials is taken for what it is, reads and writes alike."""

from typing import TYPE_CHECKING, Any

import pytest

from people.models import Grant
from tests.api.conformance import OPERATIONS, answer_to, undone
from tests.api.credentials_cast import seven_credentials
from tests.api.staff.people import make_cast
from tests.people.cast import PASSWORD

if TYPE_CHECKING:
    from schemathesis import Case

pytestmark = pytest.mark.django_db


def test_the_session_tells_who_each_of_them_is(db: None) -> None:
    cast = make_cast()
    case: Case[Any] = OPERATIONS["GET /api/v1/seller/session"].Case()
    roles, reached = {}, {}
    for one in seven_credentials(cast):
        with undone():
            answer = answer_to(case, one)
        if answer.status_code == 200:
            told = answer.json()
            roles[one.name] = told["role"], len(told["grants"])
            reached[one.name] = told["cooperatives"]

    every = len(Grant.values)
    assert roles == {
        "session of staff": ("staff", every),
        "owner": ("owner", every),
        "secret key with all grants": ("key", every),
        "staff of another cooperative": ("staff", every),
        "officer of the Alliance": ("alliance", every),
    }
    assert reached == {
        "session of staff": [cast.a.slug],
        "owner": [cast.a.slug],
        "secret key with all grants": [cast.a.slug],
        "staff of another cooperative": [cast.b.slug],
        "officer of the Alliance": None,
    }


def test_a_session_writes_and_a_publishable_key_opens_the_store_alone(db: None) -> None:
    by_name = {one.name: one for one in seven_credentials(make_cast())}
    asked = {
        "session of staff": ("POST /api/v1/seller/tokens", {"name": "Máy", "password": PASSWORD}, 201),
        "publishable key": ("POST /api/v1/seller/tokens", {"name": "Máy"}, 401),
        "anonymous": ("POST /api/v1/seller/tokens", {"name": "Máy"}, 401),
    }
    for name, (label, body, status) in asked.items():
        case: Case[Any] = OPERATIONS[label].Case(body=body)
        with undone():
            assert answer_to(case, by_name[name]).status_code == status, name
    open_to_all: Case[Any] = OPERATIONS["GET /api/v1/store/categories"].Case()
    with undone():
        assert answer_to(open_to_all, by_name["publishable key"]).status_code == 200

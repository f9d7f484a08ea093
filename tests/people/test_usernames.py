"""User names for those who were invited without one."""

import pytest

from people.usernames import username_for
from tests.people.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("email", "username"),
    [
        ("Sung.A.Pao@htx.example", "sung.a.pao"),
        ("lan+htx@htx.example", "lan"),
        ("_o'brien-@htx.example", "obrien"),
        ("x@htx.example", "thanh-vien"),
        ("sùng@htx.example", "sng"),
        ("", "thanh-vien"),
        (f"{'a' * 200}@htx.example", "a" * 100),
    ],
)
def test_a_name_is_made_of_what_stands_before_the_at(email: str, username: str) -> None:
    assert username_for(email) == username


def test_a_name_that_somebody_has_gets_a_number() -> None:
    for taken in ("lan", "lan-2", "lanh"):
        make_user(taken)

    assert username_for("lan@htx.example") == "lan-3"

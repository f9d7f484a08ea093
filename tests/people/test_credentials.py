import datetime

import pytest
import time_machine
from django.utils import timezone

from people.credentials import find_key, find_token, issue_key, issue_token, revoke
from people.errors import ExpiryInvalid, GrantUnknown, SecretNameInvalid, TokenEnds
from people.models import AccessToken, SecretKey
from tests.factories import make_cooperative
from tests.people.cast import make_user

pytestmark = pytest.mark.django_db


def test_a_token_finds_its_user_until_it_is_revoked() -> None:
    user = make_user("lan")
    token, plain = issue_token(user=user, name="máy tính ở hợp tác xã")

    found = find_token(plain)
    assert found is not None
    assert found.user == user

    revoke(token)
    assert find_token(plain) is None


def test_a_token_ends_on_its_day() -> None:
    user = make_user("lan")
    start = datetime.datetime(2026, 11, 1, 3, tzinfo=datetime.UTC)
    with time_machine.travel(start, tick=False):
        _, plain = issue_token(user=user, name="t", days=90)
    with time_machine.travel(start + datetime.timedelta(days=90, seconds=-1), tick=False):
        assert find_token(plain) is not None
    with time_machine.travel(start + datetime.timedelta(days=90), tick=False):
        assert find_token(plain) is None


def test_a_user_has_many_tokens_and_each_ends_alone() -> None:
    user = make_user("lan")
    first, plain_first = issue_token(user=user, name="một")
    _, plain_second = issue_token(user=user, name="hai")

    revoke(first)

    assert find_token(plain_first) is None
    assert find_token(plain_second) is not None


def test_a_token_ends_no_later_than_the_one_it_was_made_with() -> None:
    user, day = make_user("lan"), datetime.timedelta(days=1)
    start = datetime.datetime(2026, 11, 1, 3, tzinfo=datetime.UTC)
    with time_machine.travel(start, tick=False):
        ends = {
            until: issue_token(user=user, name="t", days=7, until=until)[0].expires_at
            for until in (start + 6 * day, start + 8 * day, start + datetime.timedelta(minutes=1))
        }
        for until in (start + datetime.timedelta(seconds=59), start, start - day):
            with pytest.raises(TokenEnds):
                issue_token(user=user, name="t", until=until)
        with pytest.raises(ExpiryInvalid):
            issue_token(user=user, name="t", days=731, until=start + day)

    assert [end - until for until, end in ends.items() if end is not None] == [0 * day, -day, 0 * day]
    assert AccessToken.objects.count() == 3


def test_a_token_of_a_user_who_left_opens_nothing() -> None:
    user = make_user("lan")
    _, plain = issue_token(user=user, name="t")
    user.is_active = False
    user.save()

    assert find_token(plain) is None


def test_the_secret_itself_is_nowhere_in_the_database() -> None:
    _, token = issue_token(user=make_user("lan"), name="t")
    _, key = issue_key(
        cooperative=make_cooperative(), name="k", grants=["catalogue:read"], days=None, created_by=None
    )

    rows = [*AccessToken.objects.values(), *SecretKey.objects.values()]
    assert token not in str(rows)
    assert key not in str(rows)


def test_the_day_of_use_is_noted() -> None:
    _, plain = issue_token(user=make_user("lan"), name="t")

    find_token(plain)

    assert AccessToken.objects.get().last_used_on == timezone.localdate()


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "Máy\x00", "Máy\ncân", "Máy\u202e"])
def test_a_name_that_tells_nothing_apart_is_refused_and_nothing_is_made(name: str) -> None:
    lan = make_user("lan")
    with pytest.raises(SecretNameInvalid):
        issue_token(user=lan, name=name)
    with pytest.raises(SecretNameInvalid):
        issue_key(
            cooperative=make_cooperative(), name=name, grants=["catalogue:read"], days=None, created_by=None
        )

    assert not AccessToken.objects.exists()
    assert not SecretKey.objects.exists()
    assert issue_token(user=lan, name=" Máy  cân ")[0].name == "Máy cân"


def test_a_key_with_unknown_grants_or_none_is_refused_and_not_made() -> None:
    cooperative = make_cooperative()
    for grants in ([], ["catalogue:all"], ["catalogue:read", "root"]):
        with pytest.raises(GrantUnknown):
            issue_key(cooperative=cooperative, name="k", grants=grants, days=None, created_by=None)

    assert SecretKey.objects.count() == 0


def test_a_key_is_found_by_its_text_alone() -> None:
    _, plain = issue_key(
        cooperative=make_cooperative(), name="k", grants=["catalogue:read"], days=None, created_by=None
    )

    found = find_key(plain)
    assert found is not None
    assert found.grants == ["catalogue:read"]
    assert find_key(plain[:-1] + ("A" if plain[-1] != "A" else "B")) is None


@pytest.mark.parametrize("days", [0, -1, 731])
def test_an_expiry_in_the_past_or_too_far_away_is_refused(days: int) -> None:
    with pytest.raises(ExpiryInvalid):
        issue_token(user=make_user("lan"), name="t", days=days)
    assert AccessToken.objects.count() == 0

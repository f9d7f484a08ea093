"""Keys outlive the place of whoever made them, and it can be told whose they were."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Cooperative
from people.credentials import find_key, issue_key, revoke
from people.key_makers import roles_of_makers, usable_keys_made
from people.models import Membership, Role, SecretKey, User
from people.users import add_member, remove_member, set_role
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer, make_user

pytestmark = pytest.mark.django_db


def key_by(cooperative: Cooperative, user: User | None, days: int | None = None) -> tuple[SecretKey, str]:
    return issue_key(cooperative=cooperative, name="k", grants=["catalogue:read"], days=days, created_by=user)


def test_it_is_told_what_the_maker_of_a_key_is_today(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    here, there = make_cooperative(), make_cooperative()
    lan, seo, pao, closed = (make_member(name, here, Role.OWNER) for name in ("lan", "seo", "pao", "dong"))
    officer, former, both = make_officer("mot"), make_officer("hai"), make_officer("ba")
    add_member(cooperative=here, user=both, role=Role.OWNER)
    makers = [lan, seo, pao, closed, officer, former, both, make_user("la"), None]
    made = [key_by(here, maker) for maker in makers]
    set_role(Membership.objects.get(user=seo), Role.STAFF)
    remove_member(Membership.objects.get(user=pao))
    add_member(cooperative=there, user=pao, role=Role.OWNER)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.filter(pk=former.pk).update(is_alliance=False)

    keys = list(SecretKey.objects.select_related("created_by").order_by("pk"))
    with django_assert_num_queries(1):
        roles = roles_of_makers(keys)

    assert list(roles) == [key.pk for key, _plain in made]
    assert list(roles.values()) == ["owner", "staff", None, None, "alliance", None, "owner", None, None]
    assert all(find_key(plain) is not None for _key, plain in made)


def test_usable_keys_are_counted_for_each_member_and_cooperative(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    here, there = make_cooperative(), make_cooperative()
    lan, pao = make_member("lan", here, Role.OWNER), make_member("pao", here)
    add_member(cooperative=there, user=lan, role=Role.OWNER)
    for cooperative, maker in ((here, lan), (here, lan), (there, lan), (here, None)):
        key_by(cooperative, maker)
    revoke(key_by(here, lan)[0])
    ended, _plain = key_by(here, lan, days=1)
    SecretKey.objects.filter(pk=ended.pk).update(
        created_at="2026-01-01T00:00Z", expires_at="2026-01-02T00:00Z"
    )

    places = list(Membership.objects.order_by("pk"))
    with django_assert_num_queries(1):
        counts = usable_keys_made(places)

    assert {(place.user, place.cooperative): counts[place.pk] for place in places} == {
        (lan, here): 2,
        (pao, here): 0,
        (lan, there): 1,
    }

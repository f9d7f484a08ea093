"""A form that is sent twice has one effect."""

from collections.abc import Callable
from functools import partial
from typing import NoReturn

import pytest

from catalogue.models import Cooperative
from catalogue.variant_fields import SkuTaken
from people.models import SentForm, User
from people.sent_forms import do_once, led_to, new_mark, prove_and_do_once
from tests.factories import make_cooperative
from tests.people.cast import make_user
from tests.racing import run_together


def make_one() -> str:
    return f"/desk/{make_cooperative().pk}"


@pytest.mark.django_db
def test_a_mark_is_good_for_one_effect_of_one_user() -> None:
    lan, minh, mark = make_user("lan"), make_user("minh"), new_mark()

    first, again = do_once(lan, mark, make_one), do_once(lan, mark, make_one)

    assert (first, again, Cooperative.objects.count()) == (first, first, 1)
    assert (led_to(lan, mark), led_to(minh, mark), led_to(lan, new_mark())) == (first, "", "")
    assert do_once(minh, mark, make_one) != first
    assert do_once(lan, new_mark(), make_one) != first
    assert [do_once(lan, "no mark", make_one), do_once(lan, "no mark", make_one)] == [
        f"/desk/{row.pk}" for row in Cooperative.objects.order_by("pk")[3:]
    ]


@pytest.mark.django_db
def test_a_refusal_leaves_no_mark_so_the_mended_form_may_be_sent() -> None:
    lan, mark = make_user("lan"), new_mark()

    def refused() -> str:
        make_one()
        raise SkuTaken(sku="A")

    with pytest.raises(SkuTaken):
        do_once(lan, mark, refused)

    assert (Cooperative.objects.count(), SentForm.objects.count()) == (0, 0)
    assert do_once(lan, mark, make_one) == f"/desk/{Cooperative.objects.get().pk}"


class UsedUp(Exception):
    """A one-time code that was shown before."""


def shown_once() -> Callable[[], None]:
    """Return a proof that holds the first time."""
    shown = []

    def prove() -> None:
        shown.append(1)
        if len(shown) > 1:
            raise UsedUp

    return prove


@pytest.mark.django_db
def test_a_form_that_had_its_effect_asks_for_no_proof_and_every_other_does() -> None:
    lan, minh, mark, prove = make_user("lan"), make_user("minh"), new_mark(), shown_once()

    first = prove_and_do_once(lan, mark, make_one, prove=prove)

    assert prove_and_do_once(lan, mark, make_one, prove=prove) == first
    assert (led_to(lan, mark), led_to(minh, mark)) == (first, "")
    for user, other in ((minh, mark), (lan, new_mark()), (lan, "no mark")):
        with pytest.raises(UsedUp):
            prove_and_do_once(user, other, make_one, prove=prove)
    assert Cooperative.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["no mark", "a" * 20])
def test_what_a_proof_leaves_behind_outlives_a_refusal_and_the_effect_does_not(mark: str) -> None:
    lan = make_user("lan")

    def refused() -> NoReturn:
        make_one()
        raise SkuTaken(sku="A")

    with pytest.raises(SkuTaken):
        prove_and_do_once(lan, mark, make_one, prove=refused)
    assert (Cooperative.objects.count(), SentForm.objects.count()) == (1, 0)
    with pytest.raises(SkuTaken):
        prove_and_do_once(lan, mark, refused, prove=lambda: None)
    assert (Cooperative.objects.count(), SentForm.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_of_four_clicks_at_once_one_shows_its_code() -> None:
    lan, mark = make_user("lan"), new_mark()

    outcomes = run_together([partial(prove_and_do_once, lan, mark, make_one, prove=shown_once())] * 4)

    assert outcomes == [f"/desk/{Cooperative.objects.get().pk}"] * 4


@pytest.mark.django_db(transaction=True)
def test_twin_that_asks_before_it_looks_for_the_mark_refuses_three_clicks() -> None:
    lan, mark, prove = make_user("lan"), new_mark(), shown_once()

    def click() -> str:
        prove()
        return do_once(lan, mark, make_one)

    assert [type(one) for one in run_together([click] * 4)].count(UsedUp) == 3


def _four_clicks(lan: User) -> int:
    mark = new_mark()
    before = Cooperative.objects.count()
    outcomes = run_together([partial(do_once, lan, mark, make_one)] * 4)
    assert all(isinstance(one, str) for one in outcomes), outcomes
    return Cooperative.objects.count() - before


@pytest.mark.django_db(transaction=True)
def test_of_four_clicks_at_once_one_counts() -> None:
    lan = make_user("lan")

    assert [_four_clicks(lan) for _ in range(3)] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_without_the_mark_every_click_would_count() -> None:
    lan = make_user("lan")

    outcomes = run_together([partial(do_once, lan, "", make_one)] * 4)

    assert len(set(outcomes)) == 4

"""A form that is sent twice has one effect."""

from functools import partial

import pytest

from catalogue.models import Cooperative
from catalogue.variant_fields import SkuTaken
from people.models import SentForm, User
from people.sent_forms import do_once, led_to, new_mark
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

"""The Alliance sees and revokes the keys of all cooperatives."""

import pytest

from catalogue.history import history_of
from people.models import SecretKey
from tests.api.staff.people import Caller, Cast
from tests.people.cast import key_of

pytestmark = pytest.mark.django_db
KEYS = "alliance/secret-keys"


def test_keys_of_all_cooperatives_are_listed_without_their_secrets(cast: Cast) -> None:
    plain = [key_of(cast.a), key_of(cast.b)]

    answer = cast.alliance.get(KEYS)

    assert [row["cooperative"] for row in answer.json()["results"]] == [cast.b.slug, cast.a.slug]
    text = answer.content.decode()
    assert not any(secret in text for secret in (*plain, *SecretKey.objects.values_list("digest", flat=True)))
    only_a = cast.alliance.get(f"{KEYS}?cooperative={cast.a.slug}").json()["results"]
    assert [row["cooperative"] for row in only_a] == [cast.a.slug]


def test_any_key_is_revoked_at_once(cast: Cast) -> None:
    plain = key_of(cast.b)
    key = SecretKey.objects.get()

    assert cast.alliance.delete(f"{KEYS}/{key.pk}").status_code == 204

    assert Caller(plain).get("seller/session").status_code == 401
    assert history_of(key)[0].actor == f"user:{cast.officer.pk}"

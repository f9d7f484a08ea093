"""The seven who ask in the run of the whole schema, each with one credential, as it comes over the wire."""

from dataclasses import dataclass, field

from people.models import User
from tests.api.staff.people import Caller, Cast
from tests.desk.people import browser_of
from tests.people.cast import make_member, token_of

_CSRF = "k" * 32
"""A browser sends its CSRF token twice; the product compares the two."""


@dataclass(frozen=True, eq=False)
class Credential:
    """Who asks: the headers and cookies that say so, and the user behind them, if there is one."""

    name: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    user: User | None = None


def seven_credentials(cast: Cast) -> tuple[Credential, ...]:
    """Return nobody, a shop's page, A's staff, owner and key with all grants, a neighbour and an officer."""
    neighbour = make_member("mai", cast.b)
    return (
        Credential("anonymous"),
        Credential("publishable key", {"X-Publishable-Key": _publishable_key(cast.alliance)}),
        _session(cast.minh),
        _token("owner", cast.owner_a, cast.lan),
        _token("secret key with all grants", cast.key_a()),
        _token("staff of another cooperative", Caller(token_of(neighbour)), neighbour),
        _token("officer of the Alliance", cast.alliance, cast.officer),
    )


def _session(user: User) -> Credential:
    cookies = {"sessionid": browser_of(user).cookies["sessionid"].value, "csrftoken": _CSRF}
    return Credential("session of staff", {"X-CSRFToken": _CSRF}, cookies, user)


def _token(name: str, caller: Caller, user: User | None = None) -> Credential:
    return Credential(name, {"Authorization": f"Token {caller.token}"}, user=user)


def _publishable_key(officer: Caller) -> str:
    body = {"name": "Gian hàng", "kind": "web", "grants": ["catalogue:read"]}
    answer = officer.post("alliance/storefronts", body)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["publishable_key"])

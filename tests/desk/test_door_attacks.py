"""The desk's door as an attacker tries it: other sites, kept session ids, forms of other pages."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern

from api.seller.urls import urlpatterns as seller
from api.staff import authentication
from desk.urls import urlpatterns as desk_patterns
from people.models import Membership
from tests.factories import make_cooperative
from tests.people.cast import PASSWORD, make_member

pytestmark = pytest.mark.django_db
LOG_IN = "/desk/log-in"
ELSEWHERE = (
    "https://evil.example/desk/",
    "//evil.example/desk/",
    "///evil.example",
    "\\\\evil.example\\desk\\",
    "/\\evil.example/desk/",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example",
    "/desk",
    "desk/",
    "/p/x",
    "\x00/desk/",
)


def test_nobody_is_sent_to_another_site_after_coming_in() -> None:
    make_member("lan", make_cooperative())

    for wanted in ELSEWHERE:
        form = {"username": "lan", "password": PASSWORD, "next": wanted}
        answer = Client().post(LOG_IN, form)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/"), wanted
        by_address = Client().post(f"{LOG_IN}?next={wanted}", form | {"next": ""})
        assert by_address.headers["Location"] == "/desk/", wanted
    kept = Client().post(
        LOG_IN, {"username": "lan", "password": PASSWORD, "next": "/desk/?q=a\r\nSet-Cookie: x=1"}
    )
    assert (kept.headers["Location"].startswith("/desk/"), "x" in kept.cookies) == (True, False)


def test_an_id_of_a_session_that_was_known_before_opens_nothing_after_coming_in() -> None:
    make_member("lan", make_cooperative())
    victim, attacker = Client(), Client()
    victim.get(LOG_IN)
    session = victim.session
    session["planted"] = True
    session.save()
    known = str(session.session_key)
    victim.cookies["sessionid"] = known

    victim.post(LOG_IN, {"username": "lan", "password": PASSWORD})

    assert victim.cookies["sessionid"].value != known
    attacker.cookies["sessionid"] = known
    assert attacker.get("/desk/").status_code == 302
    attacker.cookies["sessionid"] = "a" * 32  # one that nobody was given
    attacker.post(LOG_IN, {"username": "lan", "password": PASSWORD})
    assert attacker.cookies["sessionid"].value != "a" * 32


def addresses(patterns: list[URLPattern]) -> Iterator[str]:
    for pattern in patterns:
        yield "/desk/" + re.sub(r"<[^>]+>", "1", str(pattern.pattern))


def test_no_page_of_another_site_writes_through_a_session_of_the_desk_or_the_api() -> None:
    lan = make_member("lan", make_cooperative())
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lan, backend="people.log_in.PasswordAndCode")
    foreign = {"origin": "https://evil.example", "referer": "https://evil.example/"}

    asked = list(addresses(desk_patterns))
    assert len(asked) > 5
    for address in asked:
        assert browser.post(address, {"reason": "x"}, headers=foreign).status_code == 403, address
    for route in api_routes():
        for method in ("POST", "PATCH", "DELETE"):
            answer = browser.generic(method, f"/api/v1/seller/{route}", b"{}", "text/plain", headers=foreign)
            assert answer.status_code in {403, 405, 415}, (method, route, answer.status_code)
    assert Membership.objects.get().user == lan


def api_routes() -> list[str]:
    routes = (re.sub(r"<[^>]+>", "1", str(one.pattern)) for one in seller if isinstance(one, URLPattern))
    found = list(routes)
    assert len(found) > 20
    return found


def test_twin_without_the_check_of_the_token_a_form_of_another_page_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lan = make_member("lan", make_cooperative())
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lan, backend="people.log_in.PasswordAndCode")
    monkeypatch.setattr(authentication, "require_csrf", lambda _request: None)

    answer = browser.post("/api/v1/seller/products", "{}", "application/json")

    assert answer.status_code == 422

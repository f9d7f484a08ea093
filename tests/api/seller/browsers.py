"""Browsers of staff: they keep cookies and send the CSRF token back, as the desk's pages do."""

from typing import Any

from django.test import Client

from tests.api.staff.people import Caller
from tests.people.cast import PASSWORD


def open_browser() -> Caller:
    """Return a caller with a browser of its own, which checks CSRF as a server does."""
    return Caller(None, Client(enforce_csrf_checks=True))


def log_in(username: str, password: str = PASSWORD, otp: str | None = None, *, browser: Caller) -> Any:
    """Return the answer to a log-in in ``browser``."""
    body = {"username": username, "password": password} | ({} if otp is None else {"otp": otp})
    return browser.post("seller/session", body)


def logged_in(username: str, password: str = PASSWORD) -> tuple[Caller, dict[str, str]]:
    """Return a browser in which ``username`` is logged in, and the header of its writes."""
    browser = open_browser()
    answer = log_in(username, password, browser=browser)
    assert answer.status_code == 200, answer.json()
    return browser, {"X_CSRFToken": answer.json()["csrf_token"]}

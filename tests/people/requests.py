"""Requests as the log-in sees them, without a server round them."""

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

LAN_S_PC = "10.0.0.7"


def make_request(address: str = LAN_S_PC, **headers: str) -> HttpRequest:
    """Return a request from ``address`` with a new, empty session."""
    request = RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)
    request.session = SessionStore()
    return request

"""The client's address is what our own proxies saw, whatever the client claims."""

from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from people.client_address import client_address


def address_of(remote: str, forwarded: str | None = None) -> str:
    environ: dict[str, Any] = {"REMOTE_ADDR": remote}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    return client_address(RequestFactory().get("/", **environ))


def test_without_proxies_of_ours_no_header_is_believed() -> None:
    assert address_of("203.0.113.7", "198.51.100.1") == "203.0.113.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1,127.0.0.1,203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "203.0.113.7, ", "10.0.0.1"),
        (1, "203.0.113.7, nonsense", "10.0.0.1"),
        (1, "203.0.113.7, " + "9" * 9_000, "10.0.0.1"),
    ],
)
def test_what_a_client_writes_left_of_our_proxies_changes_nothing(
    settings: Settings, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies

    assert address_of("10.0.0.1", forwarded) == expected


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
        ("/run/gunicorn.sock", "unknown"),
    ],
)
def test_an_ipv6_client_is_its_network(remote: str, expected: str) -> None:
    assert address_of(remote) == expected

"""Settings that guard something are read strictly, and https is kept to once it is said."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PROGRAM = """
import json
from config import settings as s
names = ["RATE_LIMITS", "TRUSTED_PROXIES", "STAFF_ORIGINS", "SHARED_CACHE", "SECURE_HSTS_SECONDS",
         "LOG_FORMAT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
         "CSRF_TRUSTED_ORIGINS", "ADDRESS_TOLD", "ALLOWED_HOSTS"]
layouts = [[o.prefix, o.meaning, o.step, o.verifier] for o in s.IN_STORE_LAYOUTS]
print(json.dumps({name: getattr(s, name) for name in names} | {
    "proxy": getattr(s, "SECURE_PROXY_SSL_HEADER", None), "cache": s.CACHES["default"], "layouts": layouts}))
"""


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HTX_")}
    given = {"HTX_DATA_DIR": str(folder), "HTX_SECRET_KEY": "x", **environment}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=settings.BASE_DIR,
        env=kept | given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_not_said_is_safe(tmp_path: Path) -> None:
    said = json.loads(run(tmp_path).stdout)

    assert said == {
        "RATE_LIMITS": True,
        "TRUSTED_PROXIES": 0,
        "STAFF_ORIGINS": [],
        "SHARED_CACHE": False,
        "SECURE_HSTS_SECONDS": 0,
        "LOG_FORMAT": "json",
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_TRUSTED_ORIGINS": [],
        "ADDRESS_TOLD": "",
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "proxy": None,
        "cache": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": ""},
        "layouts": [],
    }


def test_an_address_of_this_machine_alone_is_told_to_nobody(tmp_path: Path) -> None:
    for given in ({}, {"HTX_PUBLIC_URL": "http://127.0.0.1:9000"}, {"HTX_PUBLIC_URL": "http://[::1]"}):
        assert json.loads(run(tmp_path, **given).stdout)["ADDRESS_TOLD"] == ""


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("https://Shop.example:8443/", ["desk.example", "shop.example"]),
        ("https://desk.example", ["desk.example"]),
        ("http://[2001:db8::1]:8000", ["desk.example", "[2001:db8::1]"]),
        ("", ["desk.example"]),
    ],
)
def test_the_host_of_the_public_address_is_answered_besides_those_that_are_named(
    tmp_path: Path, address: str, hosts: list[str]
) -> None:
    said = json.loads(run(tmp_path, HTX_PUBLIC_URL=address, HTX_ALLOWED_HOSTS="desk.example").stdout)

    assert said["ALLOWED_HOSTS"] == hosts


def test_scales_print_in_the_layouts_that_are_spelt(tmp_path: Path) -> None:
    said = json.loads(run(tmp_path, HTX_IN_STORE_LAYOUTS="21:5:5:weight 22:5:4:price:1000:verifier").stdout)

    assert said["layouts"] == [["21", "weight", 1, False], ["22", "price", 1000, True]]


def test_a_public_address_with_https_binds_cookies_and_browsers_to_it(tmp_path: Path) -> None:
    said = json.loads(
        run(
            tmp_path,
            HTX_PUBLIC_URL="https://htx.example",
            HTX_TRUSTED_PROXIES="1",
            HTX_CACHE_URL="redis://127.0.0.1:6379/0",
            HTX_RATE_LIMITS="off",
        ).stdout
    )

    assert said["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is True
    assert said["CSRF_TRUSTED_ORIGINS"] == ["https://htx.example"]
    assert said["ADDRESS_TOLD"] == "https://htx.example"
    assert said["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]", "htx.example"]
    assert said["proxy"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert said["SHARED_CACHE"] is True
    assert said["cache"]["OPTIONS"] == {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
    assert said["RATE_LIMITS"] is False


@pytest.mark.parametrize("value", ["false", "0", "OFF", "", "offf"])
def test_limits_are_lifted_by_the_one_word_alone(tmp_path: Path, value: str) -> None:
    ended = run(tmp_path, HTX_RATE_LIMITS=value)

    assert ended.returncode == 1
    assert f"HTX_RATE_LIMITS is on or off, not {value!r}." in ended.stderr


@pytest.mark.parametrize("value", ["JSON", "text"])
def test_a_form_of_log_that_there_is_not_is_refused(tmp_path: Path, value: str) -> None:
    ended = run(tmp_path, HTX_LOG_FORMAT=value)

    assert ended.returncode == 1
    assert "HTX_LOG_FORMAT is json or line" in ended.stderr


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("21:5:5", "“21:5:5” is not spelt like 21:5:5:weight or 22:5:4:price:1000:verifier"),
        ("21:5:5:weight 2100:4:4:price", "the prefixes 2100 and 21 overlap"),
        ("20:5:5:weight", "the prefix 20 is for in-store numbers that the catalogue gives itself"),
    ],
)
def test_a_layout_of_scales_that_cannot_be_is_refused(tmp_path: Path, value: str, reason: str) -> None:
    ended = run(tmp_path, HTX_IN_STORE_LAYOUTS=value)

    assert ended.returncode == 1
    assert f"HTX_IN_STORE_LAYOUTS: The layout of in-store numbers is not valid: {reason}." in ended.stderr


def test_a_relative_folder_of_state_is_the_same_from_wherever_it_is_read(tmp_path: Path) -> None:
    program = "from config import settings as s; print(s.DATA_DIR, s.EMAIL_FILE_PATH, sep='|')"
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"HTX_DATA_DIR": "state", "PYTHONPATH": str(settings.BASE_DIR)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.strip() == f"{tmp_path / 'state'}|{tmp_path / 'state' / 'mail'}"

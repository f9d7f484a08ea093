"""A request is known again by what it asks for, and nobody can find out from that what secrets it held."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.client import encode_multipart
from pytest_django import Settings

from api import fingerprints
from api.fingerprints import SECRETS, fingerprint_of
from tests.api.staff.bodies_read import operations
from tests.people.cast import PASSWORD

ADDRESS = "/api/v1/seller/things"
BODY = f'{{"is_active":false,"password":"{PASSWORD}","otp":"123456"}}'.encode()


def ask(body: bytes = b"{}") -> HttpRequest:
    return RequestFactory().generic("POST", ADDRESS, body, "application/json")


def form(boundary: str, contents: bytes, name: str = "a.csv", note: str = "x") -> HttpRequest:
    file = SimpleUploadedFile(name, contents, content_type="text/csv")
    body = encode_multipart(boundary, {"note": note, "file": file})
    return RequestFactory().generic("POST", ADDRESS, body, f"multipart/form-data; boundary={boundary}")


def test_a_form_is_known_again_by_its_parts_whatever_boundary_the_browser_drew() -> None:
    same = {fingerprint_of(form("AaB03x", b"1,2")), fingerprint_of(form("BoUnDaRy", b"1,2"))}
    others = {
        fingerprint_of(form("AaB03x", b"1,3")),
        fingerprint_of(form("AaB03x", b"1,2", name="b.csv")),
        fingerprint_of(form("AaB03x", b"1,2", note="y")),
    }

    assert len(same) == 1
    assert len(same | others) == 4


def test_a_body_can_be_read_after_its_fingerprint() -> None:
    request, upload = ask(b'{"a":1}'), form("AaB03x", b"1,2" * 1_000_000)

    fingerprint_of(request)
    fingerprint_of(upload)

    assert request.read() == b'{"a":1}'
    (file,) = upload.FILES.values()
    assert isinstance(file, UploadedFile)
    assert file.read() == b"1,2" * 1_000_000
    upload.close()


def test_secrets_count_for_nothing_and_all_else_does() -> None:
    same = {
        fingerprint_of(ask(body))
        for body in (
            BODY,
            b'{"is_active":false,"password":"another","otp":"654321","new_password":"x"}',
            b'{ "otp": "", "is_active": false }',
            b'{"is_active":false}',
        )
    }
    others = {
        fingerprint_of(ask(body))
        for body in (b"{}", b'{"is_active":true}', b'{"is_active":false,"name":"x"}', b"[]", b"not JSON")
    }

    assert (len(same), len(same | others)) == (1, 6)


def test_of_a_form_secrets_count_for_nothing_either() -> None:
    def sent(**fields: str) -> str:
        body = encode_multipart("AaB03x", fields)
        return fingerprint_of(
            RequestFactory().generic("POST", ADDRESS, body, "multipart/form-data; boundary=AaB03x")
        )

    assert sent(note="x", password="a") == sent(note="x", password="b") == sent(note="x")
    assert sent(note="y", password="a") != sent(note="x", password="a")


def test_who_has_the_database_but_not_the_secret_key_can_try_no_bodies(settings: Settings) -> None:
    kept = fingerprint_of(ask(b'{"phone":"0912345678"}'))
    head = f"POST\x1f{ADDRESS}\x1f\x1f".encode()

    assert kept != sha256(head + b'{"phone":"0912345678"}').hexdigest()
    settings.SECRET_KEY = "another"
    assert fingerprint_of(ask(b'{"phone":"0912345678"}')) != kept


def test_twin_that_leaves_nothing_out_tells_passwords_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprints, "SECRETS", frozenset())

    assert fingerprint_of(ask(BODY)) != fingerprint_of(ask(BODY.replace(b"ruong", b"nuong")))


def test_every_field_for_a_password_or_a_code_is_left_out() -> None:
    names = {name for one in operations().values() for name in one.fields}

    assert {name for name in names if "password" in name or name == "otp"} == SECRETS

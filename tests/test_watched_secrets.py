"""The watch over secrets finds each kind wherever it is told, and says nothing where it may be told."""

import json
import logging
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import path
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from config import settings as assembly
from config.logs import EventFormatter
from config.urls import urlpatterns as product
from people.models import AccessToken, SecretKey, User
from people.passwords import link_for
from people.second_factor import begin
from tests.api.seller.browsers import log_in, open_browser
from tests.api.staff.people import Cast, make_cast
from tests.people.cast import PASSWORD, token_of
from tests.people.codes import turn_on
from tests.watched_secrets import WATCH, Kind, SecretTold

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

PLACES = ["body", "escaped", "longer", "stream", "header", "cookie"]


def answer(request: HttpRequest, place: str) -> HttpResponseBase:
    """Return an answer that tells the parameter ``told``, or makes a token, at ``place``."""
    told = request.GET.get("told") or token_of(User.objects.get(username="minh"))
    made = HttpResponse(headers={"Cache-Control": request.GET.get("cache", "no-store")})
    match place:
        case "body":
            made.content = json.dumps({"name": told})
        case "escaped":
            made.content = json.dumps(f"\n{told}")
        case "longer":
            made.content = f"x_{told}_x"
        case "stream":
            return StreamingHttpResponse([b"<p>", told[:7].encode(), told[7:].encode()])
        case "header":
            made.headers["X-Told"] = told
        case "cookie":
            made.set_cookie("told", told)
    return made


urlpatterns = [*product, path("told/<str:place>", answer)]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def bucket_secret(_: Cast) -> str:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HTX_S3_BUCKET", "thung")
        environment.setenv("HTX_S3_SECRET_KEY", "khoa-thung-bi-mat")
        assembly.media_storage()
    return "khoa-thung-bi-mat"


def session_key(_: Cast) -> str:
    session = SessionStore()
    session.create()
    return str(session.session_key)


def key_digest(cast: Cast) -> str:
    cast.key_a()
    return SecretKey.objects.get().digest


def app_key(cast: Cast) -> str:
    begin(cast.minh)
    return str(TOTPDevice.objects.get().key)


def typed_password(cast: Cast) -> str:
    cast.minh.set_password("suoi-trong-canh-nha-2027")
    assert cast.minh.check_password("suoi-trong-canh-nha-2027")
    return "suoi-trong-canh-nha-2027"


def recovery_digest(cast: Cast) -> str:
    turn_on(cast.minh)
    return str(StaticToken.objects.first().token)


MAKERS: list[tuple[str, Kind, Callable[[Cast], str]]] = [
    ("token", Kind.TOKEN, lambda cast: token_of(cast.minh)),
    ("key", Kind.TOKEN, lambda cast: str(cast.key_a().token)),
    ("digest of a token", Kind.DIGEST, lambda cast: AccessToken.objects.get(user=cast.minh).digest),
    ("digest of a key", Kind.DIGEST, key_digest),
    ("hash of a password", Kind.PASSWORD, lambda cast: cast.minh.password),
    (
        "slow hash of a password",
        Kind.PASSWORD,
        lambda _: PBKDF2PasswordHasher().encode(PASSWORD, "muoi", iterations=1),
    ),
    ("typed password", Kind.TYPED, typed_password),
    ("secret of an app", Kind.ONE_TIME, lambda cast: begin(cast.minh).secret),
    ("address for an app", Kind.ONE_TIME, lambda cast: begin(cast.minh).uri),
    ("kept secret of an app", Kind.ONE_TIME, app_key),
    ("recovery code", Kind.RECOVERY, lambda cast: turn_on(cast.minh)[3]),
    ("recovery code in one", Kind.RECOVERY, lambda cast: turn_on(cast.minh)[9].replace("-", "")),
    ("digest of a recovery code", Kind.RECOVERY_DIGEST, recovery_digest),
    ("session", Kind.SESSION, session_key),
    ("link", Kind.LINK, lambda cast: link_for(cast.minh)),
    ("settings", Kind.SETTING, lambda _: settings.SECRET_KEY),
    ("bucket", Kind.BUCKET, bucket_secret),
]


def test_every_kind_has_a_twin() -> None:
    assert {kind for _, kind, _ in MAKERS} == set(Kind)


@pytest.mark.parametrize(("kind", "make"), [one[1:] for one in MAKERS], ids=[one[0] for one in MAKERS])
def test_twin_a_secret_that_is_told_is_found_wherever_it_stands(
    cast: Cast, kind: Kind, make: Callable[[Cast], str]
) -> None:
    secret = make(cast)
    client = Client()
    for place in PLACES:
        response = client.get(f"/told/{place}", {"told": secret})
        assert response.status_code == 200
        if response.streaming:
            assert b"".join(response) == f"<p>{secret}".encode()
        seen = WATCH.taken()
        assert seen, place
        assert all(line.startswith(f"a {kind} stands in the ") for line in seen), seen
        assert all(f" of 200 GET /told/{place} " in line for line in seen), seen

    record = logging.LogRecord("desk", logging.ERROR, "", 0, "answered with %s", (secret,), None)
    line = EventFormatter("json").format(record)
    has_known_shape = secret.startswith(("at_", "sk_", "otpauth://"))  # and is taken out of lines
    assert (secret in line, len(WATCH.taken())) == ((False, 0) if has_known_shape else (True, 1))


def test_a_secret_may_be_told_in_the_answer_that_makes_it_if_nothing_keeps_it(cast: Cast) -> None:
    client = Client()

    assert client.get("/told/body").content.startswith(b'{"name": "at_')
    WATCH.require_silence()
    client.get("/told/body", {"cache": "private"})

    with pytest.raises(SecretTold, match="a token or key stands in the body of 200 GET /told/body"):
        WATCH.require_silence()


def test_the_key_of_a_session_stands_in_its_cookie_alone(cast: Cast) -> None:
    browser = open_browser()

    assert log_in("minh", browser=browser).status_code == 200
    key = browser.client.cookies["sessionid"].value

    WATCH.require_silence()
    assert [known.kind for known in WATCH.found_in(key.encode())] == [Kind.SESSION]


@pytest.mark.xfail(strict=True, raises=SecretTold, reason="what was told fails the test at hand")
def test_twin_a_test_in_which_a_secret_is_told_fails(cast: Cast) -> None:
    assert Client().get("/told/body", {"told": cast.minh.password}).status_code == 200

"""The demonstration is loaded once, whole, and its keys are for its owner's eyes."""

import errno
import json
import re
import stat
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command
from pytest_django import Settings

from catalogue.models import CompanyPrefix, Cooperative, Gtin, ImportJob, InStoreNumber, Product, Storefront
from catalogue.storefronts import rotate_key
from config import demo
from people.credentials import find_token
from people.models import AccessToken, User
from tests.factories import make_cooperative

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]


@pytest.fixture(autouse=True)
def own_data_directory(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(demo, "add_demo_photos", lambda: 0)  # tests/config/test_demo_photos.py


def test_an_empty_database_is_filled_once() -> None:
    assert demo.load_demo()
    assert (Cooperative.objects.count(), Product.objects.count()) == (32, 76)
    assert (Gtin.objects.count(), InStoreNumber.objects.count()) == (46, 28)

    assert not demo.load_demo()
    assert (Product.objects.count(), Storefront.objects.count()) == (76, 1)


def test_every_demonstration_number_lies_in_the_demonstration_range() -> None:
    demo.load_demo()

    assert {gtin[1:4] for gtin in Gtin.objects.values_list("gtin", flat=True)} == {"952"}
    glns = {str(gln) for gln in Cooperative.objects.exclude(gln=None).values_list("gln", flat=True)}
    assert {gln[:3] for gln in glns} == {"952"}
    assert len(glns) == CompanyPrefix.objects.values("cooperative").distinct().count()


def test_a_database_in_use_is_left_alone() -> None:
    make_cooperative()

    assert not demo.load_demo()
    assert not Product.objects.exists()


def test_a_load_that_is_cut_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(command: str, *arguments: str) -> None:
        if command == "allocate_gtins":
            raise CommandError("cut off")
        call_command(command, *arguments)

    monkeypatch.setattr(demo, "call_command", break_off)
    with pytest.raises(CommandError):
        demo.load_demo()

    assert not any(model.objects.exists() for model in (Cooperative, Product, Gtin, ImportJob, Storefront))


def test_the_file_of_the_demonstration_is_private_and_follows_the_address() -> None:
    demo.load_demo()
    demo.write_demo_file("http://127.0.0.1:8000")
    demo.write_demo_file("http://127.0.0.1:9000")

    key = Storefront.objects.get().publishable_key
    path = demo.demo_path()
    written = json.loads(path.read_text())
    assert list(written) == ["base_url", "publishable_key", "staff"]
    assert (written["base_url"], written["publishable_key"]) == ("http://127.0.0.1:9000", key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_there_is_an_officer_and_an_owner_for_each_cooperative_and_all_of_them_get_in() -> None:
    demo.load_demo()

    staff = json.loads(demo.demo_path().read_text())["staff"]
    assert [(entry["role"], entry["cooperative"]) for entry in staff] == [
        ("alliance", None),
        *(("owner", slug) for slug in Cooperative.objects.order_by("pk").values_list("slug", flat=True)),
    ]
    assert len({entry["password"] for entry in staff}) == 33
    for entry in staff:
        assert list(entry) == ["username", "password", "role", "cooperative", "token"]
        assert re.fullmatch(r"([a-z2-9]{5}-){3}[a-z2-9]{5}", entry["password"])
        user = User.objects.get(username=entry["username"])
        assert user.check_password(entry["password"])
        token = find_token(entry["token"])
        assert token is not None
        assert token.user == user
        places = list(user.memberships.values_list("cooperative__slug", "role"))
        assert (user.is_alliance, places) == (
            entry["cooperative"] is None,
            [] if user.is_alliance else [(entry["cooperative"], "owner")],
        )


def test_a_later_start_keeps_the_log_ins_and_follows_the_key() -> None:
    demo.load_demo()
    before = json.loads(demo.demo_path().read_text())
    rotated = rotate_key(Storefront.objects.get())

    after = demo.write_demo_file("http://127.0.0.1:9000")

    assert after["staff"] == before["staff"]
    assert after["publishable_key"] == rotated.publishable_key
    Storefront.objects.update(name="Đã đổi tên")
    assert demo.write_demo_file("http://127.0.0.1:9000") == after


def test_a_demonstration_from_before_there_were_people_gets_them() -> None:
    demo.load_demo()
    AccessToken.objects.all().delete()
    User.objects.all().delete()
    demo.demo_path().write_text('{"base_url": "", "publishable_key": ""}')

    assert len(demo.write_demo_file("http://127.0.0.1:8000")["staff"]) == User.objects.count() == 33


def test_people_and_file_come_together_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(demo, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        demo.load_demo()

    assert not any(model.objects.exists() for model in (Cooperative, User, Storefront))


def test_a_random_password_is_hashed_with_few_rounds_until_its_first_use(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    demo.load_demo()
    [officer, *_] = demo.write_demo_file("http://127.0.0.1:8000")["staff"]
    assert User.objects.get(username=officer["username"]).password.startswith("pbkdf2_sha256$10000$")

    with patch.object(PBKDF2PasswordHasher, "iterations", 12_000):
        assert User.objects.get(username=officer["username"]).check_password(officer["password"])

    assert User.objects.get(username=officer["username"]).password.startswith("pbkdf2_sha256$12000$")

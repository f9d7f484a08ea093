"""The demonstration is loaded once, whole, and its keys are for its owner's eyes."""

import errno
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command
from pytest_django import Settings

from catalogue.models import Cooperative, Gtin, ImportJob, InStoreNumber, Product, Storefront
from config import demo
from people.models import User
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

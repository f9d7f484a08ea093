"""The demonstration is loaded once, whole, and its keys are for its owner's eyes."""

import json
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from catalogue.models import Cooperative, Gtin, ImportJob, InStoreNumber, Product, Storefront
from config import demo
from tests.factories import make_cooperative

pytestmark = pytest.mark.django_db


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
    assert json.loads(path.read_text()) == {"base_url": "http://127.0.0.1:9000", "publishable_key": key}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]

"""What the demonstration holds once it is loaded: numbers, people and the file with their keys."""

import json
import re
import shutil
import stat
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import override_settings
from pytest_django import Settings

from catalogue.models import CompanyPrefix, Cooperative, Gtin, Storefront
from catalogue.storefronts import rotate_key
from config import demo
from people.credentials import find_token
from people.models import AccessToken, User

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]


@pytest.fixture(scope="module")
def loaded(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file that was written when the sample was loaded, without its photos."""
    folder = tmp_path_factory.mktemp("demo")
    with override_settings(DATA_DIR=folder), patch.object(demo, "add_demo_photos", lambda: 0):
        demo.load_demo()
        return demo.demo_path()


@pytest.fixture(autouse=True)
def own_data_directory(loaded: Path, tmp_path: Path, settings: Settings) -> None:
    """Give each test a file of its own."""
    settings.DATA_DIR = tmp_path
    shutil.copy2(loaded, tmp_path)


def test_every_demonstration_number_lies_in_the_demonstration_range() -> None:
    assert {gtin[1:4] for gtin in Gtin.objects.values_list("gtin", flat=True)} == {"952"}
    glns = {str(gln) for gln in Cooperative.objects.exclude(gln=None).values_list("gln", flat=True)}
    assert {gln[:3] for gln in glns} == {"952"}
    assert len(glns) == CompanyPrefix.objects.values("cooperative").distinct().count()


def test_the_file_of_the_demonstration_is_private_and_follows_the_address() -> None:
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
    before = json.loads(demo.demo_path().read_text())
    rotated = rotate_key(Storefront.objects.get())

    after = demo.write_demo_file("http://127.0.0.1:9000")

    assert after["staff"] == before["staff"]
    assert after["publishable_key"] == rotated.publishable_key
    Storefront.objects.update(name="Đã đổi tên")
    assert demo.write_demo_file("http://127.0.0.1:9000") == after


def test_a_demonstration_from_before_there_were_people_gets_them() -> None:
    AccessToken.objects.all().delete()
    User.objects.all().delete()
    demo.demo_path().write_text('{"base_url": "", "publishable_key": ""}')

    assert len(demo.write_demo_file("http://127.0.0.1:8000")["staff"]) == User.objects.count() == 33

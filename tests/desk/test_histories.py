"""The history of every kind of row is told in words, also once it is removed, and to no neighbour."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from catalogue.labels.printers import PRINTERS
from catalogue.labels.stocks import STOCKS
from catalogue.models import Certificate, LabelProfile
from desk.history_subjects import name_of
from desk.texts import TEXTS
from desk.told_changes import is_told, label_of
from people.histories import TOLD
from people.models import Role
from tests.api.staff.people import make_cast
from tests.api.staff.scene import KINDS, Scene, make_scene
from tests.desk.people import browser_of, page

pytestmark = pytest.mark.django_db

OF_THE_ALLIANCE = {"users", "storefronts"}
BY_NUMBER = {"company-prefixes": "prefix", "gtins": "gtin", "in-store-numbers": "number"}
REMOVED = {
    "certificates": "certificate",
    "scan-aliases": "alias",
    "label-stocks": "own_stock",
    "printers": "own_printer",
    "label-templates": "own_template",
    "members": "place",
}


@pytest.fixture(scope="module")
def scene(rows_of_module: None) -> Scene:
    return make_scene(make_cast())


@pytest.fixture
def lan(scene: Scene) -> Client:
    return browser_of(scene.cast.lan)


@pytest.fixture
def pao(scene: Scene) -> Client:
    return browser_of(scene.cast.pao)


@pytest.fixture
def officer(scene: Scene) -> Client:
    return browser_of(scene.cast.officer)


def id_of(scene: Scene, kind: str) -> int:
    """Return the id of the row of ``kind`` in the scene."""
    if kind == "account":
        return scene.cast.lan.pk
    key = scene.keys[KINDS[kind]]
    if kind not in BY_NUMBER:
        return int(key)
    number = key.zfill(14) if kind == "gtins" else key
    row: Any = TOLD[kind].model._default_manager.get(**{BY_NUMBER[kind]: number})
    return int(row.pk)


@pytest.mark.parametrize("kind", TOLD)
def test_every_field_of_every_table_has_its_name_in_both_languages(kind: str) -> None:
    records: Any = TOLD[kind].model.history.model  # type: ignore[attr-defined]
    left_out = {"id", "created_at", "updated_at", "values"}
    fields = [one.name for one in records.tracked_fields if one.name not in left_out]

    for language in ("vi", "en"):
        with translation.override(language):
            assert all(label_of(kind, field) for field in fields if is_told(kind, field))


def test_every_value_of_a_paper_and_a_printer_has_its_name() -> None:
    values = {*STOCKS[0].to_dict(), *PRINTERS[0].to_dict()} - {"key"}

    assert [name for name in values if f"value_{name}" not in TEXTS] == []


@pytest.mark.parametrize("kind", TOLD)
def test_each_kind_is_told_to_those_whose_business_it_is(
    scene: Scene, lan: Client, pao: Client, officer: Client, kind: str
) -> None:
    path = f"history/{kind}/{id_of(scene, kind)}"

    text = page(officer if kind in OF_THE_ALLIANCE else lan, path)

    assert ("Tạo mới" in text, "user:" in text) == (True, False)
    assert not re.search(r"<h3>[a-z_]+</h3>", text), text
    for stranger in (pao, *([lan] if kind in OF_THE_ALLIANCE else [])):
        assert stranger.get(f"/desk/{path}").status_code == 404


def test_places_and_keys_are_told_to_owners_and_tokens_to_oneself(scene: Scene, officer: Client) -> None:
    minh = browser_of(scene.cast.minh)

    for kind in ("members", "secret-keys", "tokens", "account"):
        assert minh.get(f"/desk/history/{kind}/{id_of(scene, kind)}").status_code == 404
    assert minh.get("/desk/removed/members").status_code == 404
    assert officer.get(f"/desk/history/tokens/{id_of(scene, 'tokens')}").status_code == 404
    assert (
        officer.get("/desk/removed/media").status_code == officer.get("/desk/history/x/1").status_code == 404
    )


@pytest.mark.parametrize("kind", REMOVED)
def test_what_was_removed_is_listed_for_its_own_people_and_its_history_opens(
    scene: Scene, lan: Client, pao: Client, kind: str
) -> None:
    key = id_of(scene, kind)
    told = name_of(kind, TOLD[kind].model._default_manager.get(pk=key))
    assert scene.cast.owner_a.delete(f"seller/{kind}/{key}").status_code == 204

    address = f"/desk/history/{kind}/{key}"
    assert (address in page(lan, f"removed/{kind}"), told in page(lan, f"removed/{kind}")) == (True, True)
    assert "Xóa</strong>" in page(lan, address.removeprefix("/desk/"))
    assert address not in page(pao, f"removed/{kind}")
    assert pao.get(address).status_code == 404


def test_a_removed_certificate_is_brought_back_and_its_page_follows(scene: Scene, lan: Client) -> None:
    key = id_of(scene, "certificates")
    scene.cast.owner_a.delete(f"seller/certificates/{key}")

    [action] = re.findall(
        r'action="(/desk/history/certificates/[^"]*)"', page(lan, f"history/certificates/{key}")
    )
    answer = lan.post(action)

    anew = Certificate.objects.get(product=scene.keys["product"])
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/history/certificates/{anew.pk}")
    assert anew.pk != key


def test_what_stands_there_again_is_removed_no_longer_and_a_second_click_brings_nothing_back_twice(
    scene: Scene, lan: Client
) -> None:
    key = id_of(scene, "certificates")
    scene.cast.owner_a.delete(f"seller/certificates/{key}")
    address = f"/desk/history/certificates/{key}"
    text = page(lan, address.removeprefix("/desk/"))
    [(action, mark)] = re.findall(r'action="(/desk/history/[^"]*)".*?name="mark" value="([^"]*)"', text)

    answers = [lan.post(action, {"mark": one}) for one in (mark, mark, "", "another-mark-of-a-form")]

    anew = Certificate.objects.get(product=scene.keys["product"])
    assert {one["Location"] for one in answers} == {f"/desk/history/certificates/{anew.pk}"}
    assert address not in page(lan, "removed/certificates")
    scene.cast.owner_a.delete(f"seller/certificates/{anew.pk}")
    assert address in page(lan, "removed/certificates")


def test_twin_that_looks_for_nothing_is_led_once_by_each_mark(
    scene: Scene, lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.restoring.standing_again", lambda _: {})
    key = id_of(scene, "certificates")
    scene.cast.owner_a.delete(f"seller/certificates/{key}")
    [action] = re.findall(r'action="(/desk/history/[^"]*)"', page(lan, f"history/certificates/{key}"))
    entered = Certificate.objects.filter(product=scene.keys["product"])

    for mark, present in (("one-mark-of-a-form", 1), ("one-mark-of-a-form", 1), ("another-mark-of-one", 2)):
        lan.post(action, {"mark": mark})
        assert entered.count() == present


def test_what_is_not_brought_back_has_no_button_and_no_address(scene: Scene, lan: Client) -> None:
    scene.cast.owner_a.patch(f"seller/members/{scene.keys['place']}", {"role": Role.OWNER}, If_Match="*")
    for kind in ("members", "gtins", "cooperatives", "company-prefixes"):
        key = id_of(scene, kind)
        assert "<form" not in page(lan, f"history/{kind}/{key}").partition("<h1>")[2], kind
        assert lan.post(f"/desk/history/{kind}/{key}/1").status_code == 404, kind


def test_the_values_of_a_printer_are_told_one_by_one(scene: Scene, lan: Client) -> None:
    key = id_of(scene, "printers")
    scene.cast.owner_a.patch(f"seller/printers/{key}", {"offset_x_mm": 1.5}, If_Match="*")

    latest = page(lan, f"history/printers/{key}").split("<li>")[-2]

    assert re.findall(r"<h3>([^<]*)</h3>|<p>([^<]*)</p>", latest) == [
        ("Lệch ngang (mm)", ""),
        ("", "0"),
        ("", "1,5"),
    ]
    assert LabelProfile.objects.get(pk=key).values["offset_x_mm"] == 1.5


def test_each_page_that_shows_a_row_leads_to_its_history(scene: Scene, lan: Client, officer: Client) -> None:
    shown = {
        f"goods/{scene.keys['product']}": ("products", "variants", "media", "gtins", "scan-aliases"),
        f"goods/{scene.keys['submitted']}": ("in-store-numbers",),
        f"certificates/{scene.keys['certificate']}": ("certificates", "papers"),
        f"cooperatives/{scene.keys['cooperative']}/edit": ("cooperatives",),
        f"cooperatives/{scene.keys['cooperative']}/prefixes": ("company-prefixes",),
        f"labels/papers/{scene.keys['own_stock']}": ("label-stocks",),
        f"labels/printers/{scene.keys['own_printer']}": ("printers",),
        f"labels/templates/{scene.keys['own_template']}": ("label-templates",),
        "members": ("members",),
        "keys": ("secret-keys",),
        "account": ("tokens", "account"),
        f"storefronts/{scene.keys['storefront']}": ("storefronts",),
        f"users/{scene.keys['user']}": ("users",),
    }
    for path, kinds in shown.items():
        text = page(officer if OF_THE_ALLIANCE & set(kinds) else lan, path)
        for kind in kinds:
            assert f'href="/desk/history/{kind}/{id_of(scene, kind)}"' in text, (path, kind)


def test_twin_without_the_rule_of_reach_a_neighbour_reads_it(
    scene: Scene, pao: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("people.histories.reaches", lambda _scope, _row: True)

    for kind in ("media", "papers", "gtins", "scan-aliases", "printers"):
        assert pao.get(f"/desk/history/{kind}/{id_of(scene, kind)}").status_code == 200, kind

"""Who changed what is told to its own people, also once it is removed; who edits it, brings it back."""

from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from catalogue.cooperatives import edit_cooperative
from catalogue.models import Category, Certificate, LabelProfile, ScanAlias
from people.histories import TOLD
from people.scope import Scope
from tests.api.staff.people import Cast, make_cast
from tests.api.staff.scene import KINDS, Scene, make_scene
from tests.catalogue.records_left import RECORDED
from tests.people.codes import turn_on

pytestmark = pytest.mark.django_db

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
    """A cooperative of which one row of each kind that can be removed is removed."""
    scene = make_scene(make_cast())
    owner = scene.cast.owner_a
    for kind, name in REMOVED.items():
        assert owner.delete(f"seller/{kind}/{scene.keys[name]}").status_code == 204
    return scene


@pytest.fixture
def cast(scene: Scene) -> Cast:
    return scene.cast


def path_of(scene: Scene, kind: str) -> str:
    return f"seller/{kind}/{scene.keys[KINDS[kind]]}/history"


def kinds_of(change: dict[str, Any]) -> str:
    return f"{change['kind']} {','.join(sorted(one['field'] for one in change['fields']))}"


def test_every_table_with_records_is_told_at_some_address() -> None:
    told = {one.model for one in TOLD.values()}

    assert set(RECORDED) - told == {Category}  # whose rows no address shows


def test_what_can_be_brought_back_has_an_address_for_it_and_nothing_else() -> None:
    def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> set[str]:
        found = set()
        for pattern in patterns:
            here = prefix + str(pattern.pattern)
            found |= routes(pattern.url_patterns, here) if isinstance(pattern, URLResolver) else {here}
        return found

    served = {
        one for one in routes(get_resolver().url_patterns) if one.startswith("api/") and "/history/" in one
    }

    assert {one.split("/")[3] for one in served} == {
        *("products", "variants", "certificates", "cooperatives", "media", "company-prefixes"),
        *("scan-aliases", "label-stocks", "printers", "label-templates", "storefronts"),
    }


def test_a_cooperative_reads_its_own_history_and_the_alliance_alone_brings_it_back(cast: Cast) -> None:
    was = cast.a.name
    edit_cooperative(cooperative=cast.a, changes={"name": "HTX Mới"})
    path = f"seller/cooperatives/{cast.a.pk}/history"

    changed, created = cast.owner_a.get(path).json()
    refused = cast.owner_a.post(f"{path}/{created['id']}/restore")

    assert (changed["row"], changed["fields"]) == (
        cast.a.pk,
        [{"field": "name", "before": was, "after": "HTX Mới"}],
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "alliance_only")
    cast.a.refresh_from_db()
    assert cast.a.name == "HTX Mới"

    restored = cast.alliance.post(f"{path}/{created['id']}/restore")

    assert (restored.status_code, len(restored.json())) == (200, 3)
    cast.a.refresh_from_db()
    assert cast.a.name == was


@pytest.mark.parametrize("kind", REMOVED)
def test_what_was_removed_is_told_to_its_own_people_and_to_no_neighbour(scene: Scene, kind: str) -> None:
    path = path_of(scene, kind)

    own = scene.cast.owner_a.get(path)
    officers = scene.cast.alliance.get(path)
    neighbours = scene.cast.owner_b.get(path)

    assert own.status_code == 200
    assert [one["kind"] for one in own.json()][0 :: len(own.json()) - 1] == ["removed", "created"]
    assert own.json()[0]["actor"] == f"user:{scene.cast.lan.pk}"
    assert officers.json() == own.json()
    nobodys = scene.cast.owner_b.get(f"seller/{kind}/99999999/history")
    assert (neighbours.status_code, neighbours.json()["code"]) == (404, nobodys.json()["code"])


def test_papers_of_a_removed_certificate_are_told_by_whose_it_was(scene: Scene) -> None:
    path = path_of(scene, "papers")

    removed, created = scene.cast.owner_a.get(path).json()

    assert (removed["kind"], created["kind"]) == ("removed", "created")
    assert "name" not in {one["field"] for one in created["fields"]}
    assert scene.cast.owner_b.get(path).status_code == 404


def test_twin_without_the_rule_of_reach_a_neighbour_reads_what_was_removed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("people.histories.reaches", lambda _scope, _row: True)
    monkeypatch.setattr(Scope, "owns", lambda _scope, _cooperative: True)

    for kind in (*REMOVED, "papers"):
        assert scene.cast.owner_b.get(path_of(scene, kind)).status_code == 200, kind


def test_what_was_removed_is_entered_anew_and_the_answer_names_it(scene: Scene) -> None:
    for kind, model in (
        ("certificates", Certificate),
        ("scan-aliases", ScanAlias),
        ("printers", LabelProfile),
    ):
        path, rows = path_of(scene, kind), model.objects.count()
        change = scene.cast.owner_a.get(path).json()[-1]

        theirs = scene.cast.owner_b.post(f"{path}/{change['id']}/restore")
        assert (theirs.status_code, model.objects.count()) == (404, rows), kind

        [entered] = scene.cast.owner_a.post(f"{path}/{change['id']}/restore").json()
        assert model.objects.filter(pk=entered["row"]).exists(), kind
        assert (entered["kind"], entered["row"] != change["row"]) == ("created", True), kind


def test_a_number_is_asked_for_as_it_goes_over_the_wire(scene: Scene) -> None:
    owner, gtin = scene.cast.owner_a, scene.keys["gtin"]

    assert [kinds_of(one)[:7] for one in owner.get(f"seller/gtins/{gtin}/history").json()] == ["created"]
    assert owner.get(f"seller/gtins/{gtin.zfill(14)}/history").status_code == 200
    for kind in ("company-prefixes", "in-store-numbers"):
        assert owner.get(path_of(scene, kind)).status_code == 200
        for wrong in ("abc", "1%00", "٣", "1"):
            assert owner.get(f"seller/{kind}/{wrong}/history").status_code == 404


def test_label_profiles_of_another_kind_are_not_found(scene: Scene) -> None:
    stock = scene.keys["own_stock"]

    assert scene.cast.owner_a.get(f"seller/printers/{stock}/history").status_code == 404


def test_places_and_keys_are_told_to_owners_and_tokens_to_their_user(scene: Scene) -> None:
    cast = scene.cast
    place, key = path_of(scene, "members"), path_of(scene, "secret-keys")
    for path in (place, key):
        refused = cast.staff_a.get(path)
        assert (refused.status_code, refused.json()["code"]) == (403, "owner_only")
        assert cast.key_a().get(path).json()["code"] == "people_only"
        assert cast.owner_a.get(path).status_code == 200
    token = path_of(scene, "tokens")

    assert cast.owner_a.get(token).status_code == 200
    assert cast.staff_a.get(token).status_code == cast.alliance.get(token).status_code == 404


def test_no_secret_and_no_address_of_others_is_told(scene: Scene) -> None:
    cast = scene.cast
    turn_on(cast.minh)
    told = {
        **{kind: cast.owner_a.get(path_of(scene, kind)) for kind in ("members", "secret-keys", "tokens")},
        "account": cast.staff_a.get("seller/account/history"),
        "users": cast.alliance.get(f"alliance/users/{cast.minh.pk}/history"),
    }

    fields = {
        kind: {one["field"] for change in answer.json() for one in change["fields"]}
        for kind, answer in told.items()
    }
    assert fields["members"] == {"user", "cooperative", "role"}
    assert fields["secret-keys"] == {"cooperative", "grants", "name", "shown"}
    assert fields["tokens"] == {"user", "name", "shown", "expires_at"}
    assert fields["account"] == fields["users"]
    assert fields["users"] == {
        *("username", "name", "email", "language", "is_alliance", "is_active"),
        "second_factor_since",
    }


def test_users_and_storefronts_are_told_to_the_alliance_which_brings_storefronts_back(scene: Scene) -> None:
    cast, shop = scene.cast, scene.keys["storefront"]
    path = f"alliance/storefronts/{shop}/history"
    first = cast.alliance.get(path).json()[-1]["id"]
    cast.alliance.patch(f"alliance/storefronts/{shop}", {"name": "Khác"}, If_Match="*")

    for mine in (path, f"alliance/users/{cast.lan.pk}/history"):
        assert cast.owner_a.get(mine).json()["code"] == "alliance_only"
    assert cast.owner_a.post(f"{path}/{first}/restore").json()["code"] == "alliance_only"
    restored = cast.alliance.post(f"{path}/{first}/restore").json()

    assert [one["field"] for one in restored[0]["fields"]] == ["name"]
    assert cast.alliance.get(f"alliance/storefronts/{shop}").json()["name"] == "Web"


def test_what_a_key_may_write_it_may_bring_back(scene: Scene) -> None:
    alias = path_of(scene, "scan-aliases")
    change = scene.cast.owner_a.get(alias).json()[-1]["id"]

    refused = scene.key_with["catalogue:write"].post(f"{alias}/{change}/restore")
    done = scene.key_with["gtin:assign"].post(f"{alias}/{change}/restore")

    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")
    assert done.status_code == 200

"""Nobody reaches what belongs to a neighbour, by any address, any method and any credential."""

from itertools import product
from typing import Any

import pytest

from catalogue.numbering import aliases
from people.models import Grant
from people.scope import Scope
from tests.wall import desk_rows, goods_rows, history_rows, other_rows, people_rows, profile_rows, trade_rows
from tests.wall.asking import (
    address_of,
    answer_to,
    ask,
    attackers,
    fault_of,
    fingerprint,
    look_without_asking,
    undone,
)
from tests.wall.nobody import nobody_like, require_nobody, shape_of
from tests.wall.routes import addresses
from tests.wall.rows import Attack, Door, Row
from tests.wall.scene import Scene, make_scene

pytestmark = pytest.mark.django_db

ROWS: tuple[Row, ...] = (
    *goods_rows.ROWS,
    *trade_rows.ROWS,
    *profile_rows.ROWS,
    *history_rows.ROWS,
    *people_rows.ROWS,
    *other_rows.OFFICERS,
    *other_rows.OPEN,
    *desk_rows.ROWS,
)
ATTACKS: list[tuple[Row, Attack]] = [(row, attack) for row in ROWS for attack in row.all_attacks()]
REFUSED = {401, 403}
NOBODY = {"anonymous", "publishable"}
OF_B = {"staff B", "session of staff B"}
OFFICERS = {"Alliance", "session of the Alliance"}
LEAST_SHARE_RED = 0.9


@pytest.fixture(scope="module")
def scene(rows_of_module: None) -> Scene:
    """Both cooperatives, entered once for all rows."""
    made = make_scene()
    for side in (made.a, made.b):
        side.keys["fingerprint"] = fingerprint(side.cooperative)
    return made


def name_of(row: Row) -> str:
    return f"{row.method} {row.route or '/'}"


def test_every_address_and_method_has_its_row_and_every_row_its_address() -> None:
    rows = {(row.route, row.method) for row in ROWS}

    assert addresses() - rows == set()
    assert rows - addresses() == set()
    assert len(rows) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_door_opens_for_those_whom_it_is_for(scene: Scene, row: Row) -> None:
    faults = []
    for name in scene.callers:
        with undone():
            own = row.own(scene.a) if row.own else None
            answer = ask(scene.callers[name], row, dict.fromkeys(row.names, scene.a), own)
        told = row.door is Door.OPEN and name not in OFFICERS | OF_B and answer.tells_of(scene.b)
        if fault := "tells of B" if told else fault_at_door(row, name, answer.status):
            faults.append((name, answer.status, fault))

    assert faults == []


def fault_at_door(row: Row, name: str, status: int) -> str:
    """Return what is wrong when ``name`` gets ``status`` for what belongs to A; empty if it is right."""
    if status >= 500:
        return "server error"
    if row.door is Door.OPEN:
        return ""
    if row.door in {Door.DESK, Door.DESK_OWNER, Door.DESK_ALLIANCE}:
        return _fault_at_desk(row, name, status)
    if name in NOBODY:
        return "" if status == 401 else "expected 401"
    if not _may_enter(row, name):
        allowed = {403, 404, 422} if name.endswith("staff B") else {403}
        return "" if status in allowed else "expected 403"
    if name.endswith("staff B") and row.ours and row.names:
        return "" if status == 404 else "expected 404"
    own = row.ours and name not in OFFICERS and not name.endswith("staff B")
    return "" if status not in REFUSED | ({404} if own else set()) else "expected to come in"


def _may_enter(row: Row, name: str) -> bool:
    if name in OFFICERS:
        return True
    if row.door is Door.ALLIANCE:
        return False
    if name.startswith("key A"):
        return row.door is Door.STAFF and name == f"key A {row.grant}"
    return row.door is not Door.OWNER or "owner" in name


def _fault_at_desk(row: Row, name: str, status: int) -> str:
    if not name.startswith("session"):
        return "" if status == 302 else "expected the log-in page"
    if name not in OFFICERS:
        closed = row.door is Door.DESK_ALLIANCE or (row.door is Door.DESK_OWNER and "owner" not in name)
        if closed or (name.endswith("staff B") and row.names and row.ours):
            return "" if status in {404, 405} else "expected no such page"
    return "" if status not in REFUSED | ({404} if row.ours else set()) else "expected to come in"


def test_of_all_ways_into_the_other_cooperative_none_leads_there(scene: Scene) -> None:
    faults = [
        (name_of(row), attack.label, name, fault)
        for row, attack in ATTACKS
        for name in attackers(row)
        if (fault := fault_of(scene.callers[name], row, attack, scene.a, scene.b))
    ]

    assert not faults, "\n".join(map(str, faults))
    assert len(ATTACKS) >= 90


def test_a_neighbours_row_is_answered_like_one_that_is_not_there(scene: Scene) -> None:
    told = [
        (name_of(row), attack.label, *shapes)
        for row, attack in ATTACKS
        for shapes in shapes_that_differ(scene, row, attack)
    ]

    assert not told, "\n".join(map(str, told))


def shapes_that_differ(scene: Scene, row: Row, attack: Attack) -> list[tuple[object, object]]:
    """Return the answers to an attack on B and to the same one on nobody, where they are not alike."""
    nobody, names = nobody_like(scene.b), attackers(row)
    pairs = [
        tuple(
            shape_of(row, answer_to(scene.callers[name], row, attack, scene.a, side), side)
            for side in (scene.b, nobody)
        )
        for name in {names[0], names[-1]}
    ]
    return [(theirs, none) for theirs, none in pairs if theirs != none]


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_what_asks_for_no_content_tells_a_stranger_nothing(scene: Scene, method: str) -> None:
    faults = []
    rows = {row.route: row for row in sorted(ROWS, key=lambda row: row.method == "GET")}  # GET's, where it is
    for row, (name, side) in product(rows.values(), (("anonymous", scene.b), ("staff A", scene.b))):
        sides = dict.fromkeys(row.names, side)
        with undone():
            answer = look_without_asking(scene.callers[name], row, side, method)
        expected = answer.status
        if method == "HEAD" and row.method == "GET":
            with undone():
                expected = ask(scene.callers[name], row, sides).status
        told = answer.tells_of(scene.b, address_of(row, sides)) or (method == "HEAD" and answer.content)
        if told or answer.status >= 500 or answer.status != expected:
            faults.append((name_of(row), name, answer.status, expected, answer.text[:300]))

    assert not faults, "\n".join(map(str, faults))


def test_the_keys_of_nobody_stand_in_no_ledger(scene: Scene) -> None:
    require_nobody(nobody_like(scene.b))


class Everything:
    """Stands in for what a credential reaches: all of it."""

    def __get__(self, scope: object, kind: type | None = None) -> None:
        """Return None, which stands for all."""

    def __set__(self, scope: object, value: object) -> None:
        """Keep nothing."""


@pytest.mark.same_on_any_database
def test_twin_without_scoping_lets_nine_in_ten_of_them_through(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scope, "cooperatives", Everything(), raising=False)
    monkeypatch.setattr(Scope, "owned", Everything(), raising=False)

    green = [
        (name_of(row), attack.label)
        for row, attack in ATTACKS
        if not any(fault_of(scene.callers[name], row, attack, scene.a, scene.b) for name in attackers(row))
    ]

    known = [(name_of(row), attack.label) for row, attack in ATTACKS if attack.holds_without_scope]
    assert set(green) <= set(known), "\n".join(map(str, sorted(set(green) - set(known))))
    for row, attack in ATTACKS:
        if row.names and attack.label == "path" and not attack.holds_without_scope:
            assert shapes_that_differ(scene, row, attack), name_of(row)
    attacked = {name_of(row) for row, _ in ATTACKS}
    red = {name_of(row) for row, attack in ATTACKS if (name_of(row), attack.label) not in green}
    assert len(red) >= LEAST_SHARE_RED * len(attacked)


def test_twin_that_holds_no_code_against_the_ledger_takes_each_of_them(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aliases, "_is_number", lambda code, cooperative_id: False)
    codes = [(row, attack) for row, attack in ATTACKS if attack in trade_rows.THEIR_CODES]

    faults = [fault_of(scene.callers["staff A"], *each, scene.a, scene.b) for each in codes]

    assert [fault.partition(":")[0] for fault in faults] == ["201 instead of [409]"] * len(codes)
    assert len(codes) == len(trade_rows.THEIR_CODES) == 10


def test_each_grant_opens_something_or_waits_for_its_feature() -> None:
    later = {"stock:write", "orders:read", "orders:write", "refunds:write", "webhooks:manage"}

    assert {row.grant for row in ROWS if row.grant} == set(Grant.values) - later


def test_what_b_sees_of_itself_is_known_by_its_mark(scene: Scene) -> None:
    row: Any = next(row for row in ROWS if row.route.endswith("seller/products") and row.method == "GET")

    assert ask(scene.callers["staff B"], row, {}).tells_of(scene.b)
    assert not ask(scene.callers["staff A"], row, {}).tells_of(scene.b)

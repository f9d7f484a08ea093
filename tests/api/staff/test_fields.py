"""Every field that a staff address reads: who may write it, and that nothing else is written by it.

Addresses and serializers are found in the routes; who may write what stands in ``field_rules.py``.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from rest_framework import serializers
from rest_framework.request import Request

from api.staff.bodies import StrictSerializer
from catalogue.models import CompanyPrefix
from people.models import Grant, User
from people.proof import GUARDED
from tests.api.staff.bodies_read import (
    Operation,
    names_of_columns,
    nested,
    operations,
    strict_serializers,
)
from tests.api.staff.field_rules import NOBODY, RULES, SENSITIVE
from tests.api.staff.people import Caller, make_cast
from tests.api.staff.samples import EITHER_OR, own_sample, samples
from tests.api.staff.scene import Scene, make_scene
from tests.people.cast import PASSWORD
from tests.people.codes import turn_on

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]

OPERATIONS = operations()
DOORS = {"log_in", "forget_password", "reset_password"}
FORMS = {"add_paper", "add_media", "stage_import"}


@pytest.fixture(scope="module")
def scene(rows_of_module: None) -> Scene:
    return make_scene(make_cast())


@contextmanager
def undone() -> Iterator[None]:
    """Take back what the block does."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def callers(scene: Scene, name: str) -> list[tuple[str, Caller, User | None]]:
    """Return one caller for each role; the key has the grant of the operation alone."""
    cast = scene.cast
    return [
        ("staff", cast.staff_a, cast.minh),
        ("owner", cast.owner_a, cast.lan),
        ("key", scene.key_with[RULES[name].grant], None),
        ("alliance", cast.alliance, cast.officer),
    ]


def ask(caller: Caller, scene: Scene, operation: Operation, body: dict[str, Any]) -> Any:
    """Return the answer to ``operation`` on what the scene has for it."""
    path = scene.path_of(operation.name, operation.path)
    headers = {"If_Match": "*"} if operation.method == "PATCH" else {}
    if operation.name not in FORMS:
        return caller.ask(operation.method, path, body, Idempotency_Key="f", **headers)
    name, data, media_type = body["file"]
    form = body | {"file": SimpleUploadedFile(name, data, media_type)}
    query = f"?cooperative={scene.keys['slug']}" if operation.name == "stage_import" else ""
    return caller.client.post(
        f"/api/v1/{path}{query}", form, headers={"Authorization": f"Token {caller.token}"}
    )


def everything() -> list[tuple[str, list[Any]]]:
    """Return all rows of all tables."""
    return [
        (model._meta.label, sorted(model._base_manager.values_list(), key=repr))
        for model in apps.get_models()
        if model._meta.managed
    ]


def forbidden_of(operation: Operation) -> list[str]:
    """Return every name of a column, of a field shown in an answer or of a right that is not written here."""
    shown = {
        name
        for kind in all_below(serializers.Serializer)
        if kind.__module__.startswith("api.")
        for name in kind._declared_fields
    }
    return sorted((names_of_columns() | shown | set(NOBODY.split())) - operation.fields)


def all_below(kind: type[Any]) -> Iterator[type[Any]]:
    for below in kind.__subclasses__():
        yield below
        yield from all_below(below)


def test_every_field_of_every_body_has_a_rule() -> None:
    read = {name: one.fields for name, one in OPERATIONS.items() if one.body is not None}

    assert {name: rule.names for name, rule in RULES.items()} == read
    for name in set(NOBODY.split()) | set(SENSITIVE):
        writers = {operation for operation, fields in read.items() if name in fields}
        assert writers == set(SENSITIVE.get(name, "").split()), name


def test_every_strict_serializer_is_read_by_an_address_and_every_body_is_strict() -> None:
    seen = {kind for one in OPERATIONS.values() if one.body is not None for kind in nested(one.body)}

    assert [kind for kind in strict_serializers() if kind not in seen] == []
    lax = [one.name for one in OPERATIONS.values() if one.body and not isinstance(one.body, StrictSerializer)]
    assert lax == []


def test_each_role_writes_what_the_rules_say_and_a_refusal_changes_nothing(scene: Scene) -> None:
    bodies = samples(scene)
    before = everything()
    for name, rule in RULES.items():
        for role, caller, user in callers(scene, name):
            where = (name, role)
            if role in rule.who.split():
                with undone():
                    if name == "assign_in_store_number":  # which only goods without a prefix get
                        CompanyPrefix.objects.update(valid_to=datetime.date(2020, 1, 1))
                    if name == "remove_second_factor_of_user":
                        turn_on(User.objects.get(pk=scene.keys["user"]))
                    body = own_sample(name, user) or bodies[name]
                    assert set(body) == rule.names - EITHER_OR.get(name, set()), where
                    answer = ask(caller, scene, OPERATIONS[name], body)
                    assert answer.status_code < 300, (where, answer.content)
            else:
                body = own_sample(name, None) or bodies[name]
                answer = ask(caller, scene, OPERATIONS[name], body)
                assert answer.status_code == 403, (where, answer.content)
    # What was allowed is undone, so whatever differs was written by one who was refused.
    assert everything() == before


def test_a_field_alone_is_written_where_it_may_be(scene: Scene) -> None:
    bodies = samples(scene)
    for name in ("edit_product", "edit_variant", "edit_certificate", "edit_media", "change_user"):
        for field in sorted(RULES[name].names):
            for role, caller, _ in callers(scene, name):
                with undone():
                    body = {field: bodies[name][field]}
                    if field in GUARDED:
                        body["password"] = PASSWORD
                    answer = ask(caller, scene, OPERATIONS[name], body)
                expected = 200 if role in RULES[name].who.split() else 403
                assert answer.status_code == expected, (name, field, role, answer.content)


def test_a_key_with_another_grant_writes_nothing(scene: Scene) -> None:
    bodies = samples(scene)
    before = everything()
    for name, rule in RULES.items():
        others = [grant for grant in Grant.values if grant != rule.grant and name not in DOORS]
        for grant in others:
            body = own_sample(name, None) or bodies[name]
            answer = ask(scene.key_with[grant], scene, OPERATIONS[name], body)
            assert answer.status_code == 403, (name, grant)
            assert answer.json()["code"] in {"insufficient_scope", "people_only"}, (name, grant)
    assert everything() == before


def refused_names(answer: Any) -> list[str]:
    if answer.status_code != 422:
        return []
    entries = answer.json()["errors"]
    return sorted(one["pointer"].removeprefix("/") for one in entries if one["code"] == "unknown_field")


def mass_assignments(scene: Scene) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield operation, role, all forbidden names, and those of them that were refused by name."""
    bodies = samples(scene)
    for name, rule in RULES.items():
        forbidden = forbidden_of(OPERATIONS[name])
        for role, caller, user in callers(scene, name):
            if role not in rule.who.split():
                continue
            with undone():
                good = own_sample(name, user) or bodies[name]
                answer = ask(caller, scene, OPERATIONS[name], good | dict.fromkeys(forbidden, "1"))
            yield name, role, forbidden, refused_names(answer)


def test_what_nobody_writes_is_refused_by_name_and_changes_nothing(scene: Scene) -> None:
    before = everything()
    for name, role, forbidden, refused in mass_assignments(scene):
        assert refused == forbidden, (name, role)
        assert len(refused) > 150
    sensitive = sorted(set(NOBODY.split()) | set(SENSITIVE))
    bodies, owner = samples(scene), scene.cast.owner_a
    for name in ("edit_product", "edit_variant", "change_member"):
        for field in sensitive:
            if field not in RULES[name].names:
                answer = ask(owner, scene, OPERATIONS[name], bodies[name] | {field: "1"})
                assert refused_names(answer) == [field], (name, field)
    assert everything() == before


def test_twin_without_strictness_forbidden_fields_pass_in_silence(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StrictSerializer, "refuse_unknown", lambda _self, _names: None)

    passed = [name for name, _, forbidden, refused in mass_assignments(scene) if refused != forbidden]

    assert len(passed) == sum(len(rule.who.split()) for rule in RULES.values())


def test_fields_inside_fields_are_refused_too(scene: Scene) -> None:
    bodies = samples(scene)
    price = ask(
        scene.cast.owner_a, scene, OPERATIONS["edit_variant"], {"price": {"amount": 7, "unit_price": 1}}
    )
    labels = bodies["print_labels"]
    item = labels["items"][0] | {"cooperative": scene.cast.b.slug}
    printed = ask(scene.cast.owner_a, scene, OPERATIONS["print_labels"], labels | {"items": [item]})

    assert (refused_names(price), refused_names(printed)) == (["price/unit_price"], ["items/0/cooperative"])


def test_what_takes_no_body_reads_none(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = Request._parse  # type: ignore[attr-defined]

    def noted(request: Request) -> Any:
        read.append(request.path)
        return parse(request)

    monkeypatch.setattr(Request, "_parse", noted)
    body = dict.fromkeys(NOBODY.split(), "approved") | dict.fromkeys(SENSITIVE, "owner")
    found = 0
    for operation in OPERATIONS.values():
        if operation.body is None:
            for caller in (scene.cast.owner_a, scene.cast.alliance):
                with undone():
                    answer = ask(caller, scene, operation, body)
                    found += answer.status_code < 300
                    reached = answer.status_code != 404 or operation.name == "revoke_token"
                    assert reached, (operation.name, answer.content)
    assert read == []
    assert found > 30

"""Cases that hit: what schemathesis makes up, with the keys and fields of what is really there.

A made-up key finds nothing, and a made-up body seldom passes the first check. So a case is aimed: its address
is about a row of the scene, and its body is a good one with some fields taken from what was made up.
"""

import datetime
from random import Random
from typing import TYPE_CHECKING, Any

from schemathesis.core import NotSet

from catalogue.models import CompanyPrefix, PrintJob, PrintStatus, Variant
from people.models import User
from tests.api.credentials_cast import Credential
from tests.api.staff.samples import own_sample, samples
from tests.api.staff.scene import Scene
from tests.people.codes import turn_on

if TYPE_CHECKING:
    from schemathesis import Case

MADE_UP, ADDRESS, BODY = range(3)
"""How much of a case is aimed: nothing, its address, or its body too. The turns of an operation go round."""
_NEVER = {"authorization", "x-publishable-key"}
"""Made-up credentials, which would stand in front of a session."""
_OTHER_ROW = 0.2
_FROM_CASE = (0.3, 0.9)
"""A body is good but for few fields, or made up but for few."""
_LEFT_OUT = 0.1
_KEPT = 0.5


class Aim:
    """Knows what is there to be asked about.

    ``at`` returns the same case for the same turn, whoever asks, but for what is about oneself.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        sold = Variant.objects.get(product=scene.keys["approved"])
        number = scene.cast.owner_a.post("seller/gtins", {"variant": sold.pk}, Idempotency_Key="sold").json()
        self._code = number["gtin_display"]
        self._bodies = samples(scene) | {"scan_body": {"code": self._code}}
        keys = scene.keys
        self._rows = sorted({value for value in keys.values() if isinstance(value, int)})
        self._queries = {
            "product": keys["product"],
            "variant": keys["variant"],
            "cooperative": keys["slug"],
            "code": self._code,
            "q": "mat ong",
            "limit": 2,
        }

    def good(self, operation: Any, asking: Credential) -> "Case[Any]":
        """Return a request of ``operation`` that is right in every part, if whoever asks may make it.

        What it is about is made ready in the database, so this belongs into what is taken back.
        """
        name = str(operation.definition.raw["operationId"])
        self._make_ready(name)
        made: Case[Any] = operation.Case(
            path_parameters=self._address(name, operation.path),
            headers=_headers(operation),
            query=self._needed(operation, name),
        )
        body = own_sample(name, asking.user) or self._bodies.get(name)
        if body is not None:
            made.body = {field: _content(value) for field, value in body.items()}
            kinds = operation.definition.raw.get("requestBody", {}).get("content", {"application/json": {}})
            made.media_type = next(iter(kinds))
        return made

    def at(self, case: "Case[Any]", turn: int, asking: Credential) -> "Case[Any]":
        """Return ``case`` as it is, or with its address or its body aimed, as it is the turn."""
        if turn % 3 == MADE_UP or case.method.lower() != case.operation.method.lower():
            return case
        random = Random(f"{case.operation.label} {turn}")
        good = self.good(case.operation, asking)
        good.headers.update(_some(random, {k: v for k, v in case.headers.items() if k.lower() not in _NEVER}))
        good.query |= _some(random, case.query)
        if good.path_parameters and random.random() < _OTHER_ROW:
            good.path_parameters |= {name: random.choice(self._rows) for name in good.path_parameters}
        if turn % 3 == ADDRESS:
            good.body, good.media_type = case.body, case.media_type
        elif isinstance(good.body, dict):
            good.body = _mixed(random, good.body, case.body)
        return good

    def _make_ready(self, name: str) -> None:
        """Bring the rows into the state in which ``name`` may be done."""
        match name:
            case "assign_in_store_number":  # which only goods without a prefix get
                CompanyPrefix.objects.update(valid_to=datetime.date(2020, 1, 1))
            case "cancel_labels":
                PrintJob.objects.update(status=PrintStatus.QUEUED)
            case "remove_second_factor_of_user":
                turn_on(User.objects.get(pk=self._scene.keys["user"]))

    def _address(self, name: str, path: str) -> dict[str, Any]:
        if path.startswith("/api/v1/store/"):
            slug = self._scene.keys["approved_slug" if "/products/" in path else "slug"]
            known = {"slug": slug, "gtin": self._code}
            return {part: value for part, value in known.items() if f"{{{part}}}" in path}
        asked = path.removeprefix("/api/v1/").split("/")
        filled = self._scene.path_of(name, path).split("/") if "{" in path else asked
        return {part[1:-1]: value for part, value in zip(asked, filled, strict=True) if part.startswith("{")}

    def _needed(self, operation: Any, name: str) -> dict[str, Any]:
        """Return the parameters that must be there, and whose goods an upload is."""
        named = {one["name"] for one in operation.definition.raw.get("parameters", []) if one.get("required")}
        if name == "stage_import":
            named.add("cooperative")
        return {one: value for one, value in self._queries.items() if one in named}


def _headers(operation: Any) -> dict[str, str]:
    named = {one["name"] for one in operation.definition.raw.get("parameters", [])}
    return {
        name: value
        for name, value in {"If-Match": "*", "Idempotency-Key": "one-case"}.items()
        if name in named
    }


def _some(random: Random, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if random.random() < _KEPT}


def _mixed(random: Random, good: dict[str, Any], made_up: object) -> dict[str, Any]:
    """Return ``good`` with some of its fields left out or taken from what was made up."""
    mixed = {name: value for name, value in good.items() if random.random() >= _LEFT_OUT}
    if isinstance(made_up, dict) and not isinstance(made_up, NotSet):
        share = random.choice(_FROM_CASE)
        mixed |= {name: value for name, value in made_up.items() if random.random() < share}
    return mixed


def _content(value: Any) -> Any:
    """Return a file's bytes, which is how a case holds it; anything else as it is."""
    return value[1] if isinstance(value, tuple) else value

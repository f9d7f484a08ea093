"""Who asks, in the tests of the staff surfaces."""

from dataclasses import dataclass, field
from typing import Any

import orjson
from django.test import Client

from catalogue.models import Cooperative
from people.models import Role, User
from tests.factories import make_cooperative
from tests.people.cast import key_of, make_member, make_officer, token_of


@dataclass
class Caller:
    """A client that sends one credential with every request."""

    token: str | None
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Return the answer to ``method`` on ``/api/v1/`` + ``path``, with ``body`` as JSON."""
        if self.token is not None:
            headers.setdefault("Authorization", f"Token {self.token}")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is None:
            return self.client.generic(method, f"/api/v1/{path}", headers=named)
        content = orjson.dumps(body)
        return self.client.generic(method, f"/api/v1/{path}", content, "application/json", headers=named)

    def get(self, path: str, **headers: str) -> Any:
        """Return the answer to GET."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Return the answer to POST."""
        return self.ask("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        """Return the answer to PATCH."""
        return self.ask("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        """Return the answer to DELETE."""
        return self.ask("DELETE", path, **headers)


@dataclass
class Cast:
    """Cooperative A with Lan (owner) and Minh (staff), B with Pao (owner), the Alliance, and nobody."""

    a: Cooperative
    b: Cooperative
    lan: User
    minh: User
    pao: User
    officer: User
    owner_a: Caller
    staff_a: Caller
    owner_b: Caller
    alliance: Caller
    nobody: Caller

    def key_a(self, *grants: str) -> Caller:
        """Return a secret key of A with these grants; all of them without."""
        return Caller(key_of(self.a, *grants))


def make_cast() -> Cast:
    """Return the cast, fresh."""
    a, b = make_cooperative(name="HTX A"), make_cooperative(name="HTX B")
    lan, minh = make_member("lan", a, Role.OWNER), make_member("minh", a)
    pao, officer = make_member("pao", b, Role.OWNER), make_officer()
    owner_a, staff_a, owner_b, alliance = (Caller(token_of(user)) for user in (lan, minh, pao, officer))
    return Cast(a, b, lan, minh, pao, officer, owner_a, staff_a, owner_b, alliance, Caller(None))

"""Addresses where somebody shows who they are: to come in, or once more before what a thief must not do.

What a failure leaves behind (a count, a wait) must outlive the refusal: at a door there is no transaction,
and that of a proof is committed though the write is refused.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from api.declared import DeclaredView
from api.staff.bodies import StrictSerializer, read_body
from api.staff.refusals import PeopleOnly
from api.staff.views import StaffView
from people.budgets import spend_log_in
from people.log_in import LONGEST_PASSWORD
from people.models import User
from people.proof import GUARDED, check_proof

Proofs = Mapping[str, type[StrictSerializer]]
"""Methods that ask for a proof, each with what its body is read as."""


def password_field(**options: Any) -> serializers.CharField:
    """Return a field for a password: every character counts, blanks at its ends too."""
    return serializers.CharField(max_length=LONGEST_PASSWORD, trim_whitespace=False, **options)


def code_field() -> serializers.CharField:
    """Return a field for a one-time code or a recovery code."""
    return serializers.CharField(
        max_length=20,
        required=False,
        allow_blank=True,
        default="",
        help_text="Or a recovery code.",
    )


def person_of(request: Request) -> User:
    """Return the person who asks. Raises PeopleOnly for a key."""
    if not isinstance(request.user, User):
        raise PeopleOnly
    return request.user


def told_once(response: HttpResponse) -> HttpResponse:
    """Return ``response``, which holds a secret, so that nothing on its way keeps it."""
    response.headers["Cache-Control"] = "no-store"
    del response.headers["ETag"]
    return response


class DoorView(StaffView):
    """A view with methods that anybody may call, ``open_methods``; what they do is theirs to guard."""

    open_methods: ClassVar[frozenset[str]] = frozenset({"POST"})

    def is_open(self) -> bool:
        """Return whether the method of this request is one for anybody."""
        return self.request is not None and self.request.method in self.open_methods

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Return none where nobody needs to be known: an old session or token does not matter there."""
        return [] if self.is_open() else super().get_authenticators()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse whoever may not enter, where that is asked."""
        if self.is_open():
            DeclaredView.initial(self, request, *args, **kwargs)
        else:
            super().initial(request, *args, **kwargs)

    def honours_key(self, method: str) -> bool:
        """Return whether ``method`` is carried out as a write of somebody known."""
        return method not in self.open_methods and super().honours_key(method)

    def _carry_out(self, request: HttpRequest, produce: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        return produce() if self.is_open() else super()._carry_out(request, produce)


class ProofSerializer(StrictSerializer):
    """What shows that it is oneself and not a session left open or a token lost."""

    password = password_field(help_text="The present one.")
    otp = code_field()


class GuardedSerializer(StrictSerializer):
    """A body of which some values need the proof, which then stands beside them.

    The ``context`` holds the ``scope`` of who asks.
    """

    password = password_field(
        required=False,
        help_text="One's own, with an address, a role of officer, or an account shut or opened.",
    )
    otp = code_field()

    def needs_proof(self, attrs: Mapping[str, Any]) -> bool:
        """Return whether ``attrs`` hold something that is guarded."""
        return not GUARDED.isdisjoint(attrs)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return ``attrs``. Raises ValidationError where the password is missing."""
        if self.needs_proof(attrs) and "password" not in attrs:
            missing = self.fields["password"].error_messages["required"]
            raise serializers.ValidationError({"password": [missing]}, code="required")
        return attrs


class ProofView(StaffView):
    """A view some of whose methods ask for the password again, and the one-time code where there is one.

    ``proofs`` says which, and as what their bodies are read. Inside these methods ``told`` is the body, less
    the proof.
    """

    people_only: ClassVar[bool] = True
    proofs: ClassVar[Proofs] = {"POST": ProofSerializer}

    told: dict[str, Any]
    shown: dict[str, Any]

    def prepare(self) -> None:
        """Read the body, unless there is an earlier answer. Raises ValidationError, OverBudget."""
        self.shown = {}
        body = self.proofs.get(self.request.method or "")
        if body is None:
            return
        self.check_before_proof(self.request)
        self.told = read_body(body, self.request.data, context={"scope": self.scope})
        self.shown = {name: self.told.pop(name) for name in ("password", "otp") if name in self.told}
        if "password" in self.shown:
            spend_log_in(self.raw_request, person_of(self.request).username)

    def proof(self) -> Callable[[], None] | None:
        """Return the check of the password and code that were sent."""
        return self.prove if "password" in self.shown else None

    def prove(self) -> None:
        """Refuse whoever cannot show who they are. Raises PasswordWrong, OneTimeCodeNeeded, LockedOut."""
        check_proof(self.raw_request, person_of(self.request), **self.shown)

    def check_before_proof(self, request: Request) -> None:
        """Refuse what no proof would help; a one-time code is used up by showing it."""

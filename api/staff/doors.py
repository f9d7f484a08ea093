"""Addresses where somebody shows who they are: to come in, or once more before what a thief must not do.

What a failure leaves behind (a count, a wait) must outlive the refusal, so all this happens before the
transaction of a write begins.
"""

from collections.abc import Callable
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
from people.log_in import LONGEST_PASSWORD
from people.models import User
from people.proof import require_proof


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


class ProofView(StaffView):
    """A view whose ``proof_methods`` ask for the password again, and the one-time code where there is one.

    Inside these methods, ``told`` is the body as ``proof`` reads it.
    """

    people_only: ClassVar[bool] = True
    proof: ClassVar[type[ProofSerializer]] = ProofSerializer
    proof_methods: ClassVar[frozenset[str]] = frozenset({"POST"})

    told: dict[str, Any]

    def check_entry(self, request: Request) -> None:
        """Refuse whoever cannot show who they are. Raises PasswordWrong, OneTimeCodeNeeded, LockedOut."""
        super().check_entry(request)
        if request.method not in self.proof_methods:
            return
        self.told = read_body(self.proof, request.data)
        require_proof(
            self.raw_request, person_of(request), password=self.told["password"], otp=self.told["otp"]
        )

"""One's own password: changed by who knows it, or set by a link that came by mail."""

from typing import Any, ClassVar

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.staff.authentication import StaffSession
from api.staff.bodies import StrictSerializer, read_body
from api.staff.doors import (
    DoorView,
    Proofs,
    ProofSerializer,
    ProofView,
    password_field,
    person_of,
)
from people.budgets import spend_log_in
from people.passwords import change_password, encode_password, reset_password
from people.tasks import help_the_forgetful

LINK_HOURS = 24


class NewPasswordSerializer(ProofSerializer):
    """The present password and a new one."""

    new_password = password_field()
    revoke_tokens = serializers.BooleanField(
        default=False, help_text="Whether all one's tokens are taken back, the one that asks too."
    )


class Password(ProofView):
    """The password of who asks."""

    proofs: ClassVar[Proofs] = {"POST": NewPasswordSerializer}
    problem_statuses: ClassVar[tuple[int, ...]] = (401, 403, 409, 429, 503)

    encoded: str

    def prove(self) -> None:
        """Refuse whoever cannot show who they are, and passwords that are easily guessed."""
        super().prove()
        told = self.told["new_password"]
        self.encoded = encode_password(person_of(self.request), told, field="new_password")

    @extend_schema(
        operation_id="change_password",
        tags=["account"],
        request=NewPasswordSerializer,
        responses={204: None},
    )
    def post(self, request: Request) -> HttpResponse:
        """Change one's password. All other sessions end; tokens go on unless `revoke_tokens` is true."""
        change_password(person_of(request), self.encoded, revokes_tokens=self.told["revoke_tokens"])
        if isinstance(request.successful_authenticator, StaffSession):
            update_session_auth_hash(self.raw_request, person_of(request))
        return self.nothing()


class ForgottenSerializer(StrictSerializer):
    """Who has forgotten a password: by user name or by mail address."""

    username = serializers.CharField(max_length=150, required=False)
    email = serializers.EmailField(max_length=254, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the one that was given. Raises ValidationError for none or both."""
        if len(attrs) != 1:
            raise serializers.ValidationError("username | email", code="one_of")
        return attrs


class ForgottenAnswerSerializer(serializers.Serializer[Any]):
    """What happens now."""

    link_hours = serializers.IntegerField(help_text="For how long the link holds, if one is sent.")


class ForgottenPassword(DoorView):
    """A password that was forgotten."""

    problem_statuses: ClassVar[tuple[int, ...]] = (429, 503)

    @extend_schema(
        operation_id="forget_password",
        tags=["account"],
        auth=[],
        request=ForgottenSerializer,
        responses={202: ForgottenAnswerSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Ask for a link by mail to set a new password.

        The answer is the same whether there is such a user or not; to each at most one link in five minutes.
        """
        given = read_body(ForgottenSerializer, request.data)
        username, email = given.get("username", ""), given.get("email", "")
        spend_log_in(self.raw_request, username or email)
        help_the_forgetful.enqueue(username, email)
        return self.answer({"link_hours": LINK_HOURS}, 202)


class ResetSerializer(StrictSerializer):
    """The end of the link that came by mail, `…/{uid}/{token}`, and the new password."""

    uid = serializers.CharField(max_length=30)
    token = serializers.CharField(max_length=100)
    password = password_field()


class PasswordReset(DoorView):
    """A new password by a link."""

    problem_statuses: ClassVar[tuple[int, ...]] = (429, 503)

    @extend_schema(
        operation_id="reset_password",
        tags=["account"],
        auth=[],
        request=ResetSerializer,
        responses={204: None},
    )
    def post(self, request: Request) -> HttpResponse:
        """Set a new password by the link that came by mail; it holds for 24 hours and once.

        All sessions end and all tokens of the user are revoked. A second factor stays.
        """
        given = read_body(ResetSerializer, request.data)
        spend_log_in(self.raw_request, given["uid"])
        reset_password(**given)
        return self.nothing()

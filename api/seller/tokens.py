"""The tokens by which programs act for a person: many, each for a time, each taken back alone."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import Parameter
from api.seller.secret_shapes import TokenSerializer, days_field, show_secret
from api.staff.doors import (
    GuardedSerializer,
    Proofs,
    ProofView,
    password_field,
    person_of,
    told_once,
)
from api.staff.pages import PAGE
from api.staff.refusals import RowUnknown
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from people.credentials import TOKEN_DAYS, issue_token, revoke
from people.models import AccessToken


class NewTokenSerializer(GuardedSerializer):
    """What a token is for, and for how long; in a session with the proof that it is oneself.

    A token outlives the session, a log-out and a change of password.
    """

    name = serializers.CharField(max_length=100)
    days = days_field(default=TOKEN_DAYS)
    password = password_field(required=False, help_text="The present one; needed in a session.")

    def needs_proof(self, attrs: Mapping[str, Any]) -> bool:  # noqa: ARG002
        """Return whether nothing bounds the new token: what is made with a token ends with that one."""
        return self.context["scope"].until is None


class IssuedTokenSerializer(TokenSerializer):
    """A new token with its text, which is told now and never again."""

    token = serializers.CharField(help_text="`at_…`, for `Authorization: Token …`.")


class Tokens(ProofView):
    """One's own tokens; nobody sees anybody else's."""

    proofs: ClassVar[Proofs] = {"POST": NewTokenSerializer}
    parameters: ClassVar[tuple[Parameter, ...]] = PAGE
    keeps_answer: ClassVar[bool] = False

    @extend_schema(operation_id="tokens", tags=["account"], responses={200: page_shape(TokenSerializer)})
    def get(self, request: Request) -> HttpResponse:
        """List one's tokens, newest first, ended ones too."""
        return self.page(AccessToken.objects.filter(user=person_of(request)), _tokens)

    @extend_schema(
        operation_id="issue_token",
        tags=["account"],
        request=NewTokenSerializer,
        responses={201: IssuedTokenSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Make a token that acts with one's own rights. Its text is told in this answer alone.

        Made with a token, it ends with that one at the latest; `expires_at` says when. In a session this
        needs your `password`, and `otp` where you have a second factor.
        """
        token, plain = issue_token(user=person_of(request), until=self.scope.until, **self.told)
        return told_once(self.answer({**show_secret(token), "token": plain}, 201))


class OneToken(StaffView):
    """One of one's own tokens."""

    people_only: ClassVar[bool] = True

    @extend_schema(operation_id="revoke_token", tags=["account"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:
        """Take a token back: from now on it opens nothing."""
        token = AccessToken.objects.filter(user=person_of(request), pk=key).first()
        if token is None:
            raise RowUnknown
        revoke(token)
        return self.nothing()


def _tokens(rows: Iterable[AccessToken]) -> list[dict[str, object]]:
    return [show_secret(row) for row in rows]

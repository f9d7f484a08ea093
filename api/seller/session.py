"""Coming in and going out, and who one is: by session, token or key."""

from typing import Any, ClassVar

from django.contrib.auth import logout
from django.http import HttpResponse
from django.middleware.csrf import get_token
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.staff.authentication import StaffSession
from api.staff.bodies import StrictSerializer, read_body
from api.staff.doors import DoorView, code_field, password_field, told_once
from api.staff.refusals import LogInRefused, OneTimeCodeMissing, SessionMissing
from people.budgets import spend_log_in
from people.errors import LockedOut
from people.log_in import Outcome, log_in
from people.models import Grant, Role, SecretKey, User
from people.scope import Scope, scope_of_user

ROLES = ["alliance", *Role.values, "key", "none"]


class LogInSerializer(StrictSerializer):
    """Who wants to come in."""

    username = serializers.CharField(max_length=150)
    password = password_field()
    otp = code_field()


class OneselfSerializer(serializers.Serializer[Any]):
    """A person."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField()
    language = serializers.ChoiceField(choices=["vi", "en"])
    second_factor = serializers.BooleanField(help_text="Whether a log-in needs a one-time code.")


class KeyOfSessionSerializer(serializers.Serializer[Any]):
    """A secret key."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    expires_at = serializers.DateTimeField(allow_null=True)


class PlaceSerializer(serializers.Serializer[Any]):
    """A place in a cooperative."""

    cooperative = serializers.CharField(help_text="Slug.")
    name = serializers.CharField(help_text="Of the cooperative.")
    role = serializers.ChoiceField(choices=Role.choices)


class SessionSerializer(serializers.Serializer[Any]):
    """Who asks, and what they reach."""

    role = serializers.ChoiceField(choices=ROLES, help_text="The highest; `none` has no place anywhere.")
    user = OneselfSerializer(allow_null=True, help_text="Null for a key.")
    key = KeyOfSessionSerializer(allow_null=True, help_text="Null for a person.")
    memberships = PlaceSerializer(many=True)
    cooperatives = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="Slugs; null means all of them."
    )
    grants = serializers.ListField(child=serializers.ChoiceField(choices=Grant.choices))
    csrf_token = serializers.CharField(
        allow_null=True, help_text="To be sent as X-CSRFToken with every write of the session."
    )


class Session(DoorView):
    """The session of a person."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    def check_entry(self, request: Request) -> None:
        """Let every credential ask who it is."""

    @extend_schema(operation_id="session", tags=["account"], responses={200: SessionSerializer})
    def get(self, request: Request) -> HttpResponse:
        """Tell who asks, their places and grants; for sessions also the CSRF token of their writes."""
        token = get_token(self.raw_request) if _by_session(request) else None
        who: Any = request.user
        return self.answer(_session(who, self.scope, token))

    @extend_schema(
        operation_id="log_in",
        tags=["account"],
        auth=[],
        request=LogInSerializer,
        responses={200: SessionSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Log in and get a session cookie.

        Users with a second factor send `otp` too (401 `one_time_code_required` without it). After five
        failures of a name at one address it is locked there for 15 minutes (429 `locked_out`).
        """
        given = read_body(LogInSerializer, request.data)
        spend_log_in(self.raw_request, given["username"])
        attempt = log_in(self.raw_request, **given)
        match attempt.outcome:
            case Outcome.LOCKED:
                raise LockedOut(wait=attempt.wait_seconds)
            case Outcome.CODE_MISSING:
                raise OneTimeCodeMissing
        if attempt.user is None:
            raise LogInRefused
        shown = _session(attempt.user, scope_of_user(attempt.user), get_token(self.raw_request))
        return told_once(self.answer(shown))

    @extend_schema(operation_id="log_out", tags=["account"], responses={204: None})
    def delete(self, request: Request) -> HttpResponse:
        """Log out. Tokens and keys have no session: they are revoked where they were made."""
        if not _by_session(request):
            raise SessionMissing
        logout(self.raw_request)
        return self.nothing()


def _by_session(request: Request) -> bool:
    return isinstance(request.successful_authenticator, StaffSession)


def _session(who: User | SecretKey, scope: Scope, csrf_token: str | None) -> dict[str, object]:
    if isinstance(who, User):
        return _of_user(who, scope) | {"csrf_token": csrf_token}
    return {
        "role": "key",
        "user": None,
        "key": {"id": who.pk, "name": who.name, "expires_at": who.expires_at},
        "memberships": [],
        "cooperatives": [who.cooperative.slug],
        "grants": sorted(scope.grants),
        "csrf_token": None,
    }


def _of_user(user: User, scope: Scope) -> dict[str, object]:
    places = user.memberships.select_related("cooperative").order_by("cooperative__slug")
    memberships = [
        {"cooperative": place.cooperative.slug, "name": place.cooperative.name, "role": place.role}
        for place in places
    ]
    return {
        "role": _role(scope),
        "user": {
            "id": user.pk,
            "username": user.username,
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "second_factor": user.second_factor_since is not None,
        },
        "key": None,
        "memberships": memberships,
        "cooperatives": None if scope.is_alliance else [place["cooperative"] for place in memberships],
        "grants": sorted(scope.grants),
    }


def _role(scope: Scope) -> str:
    if scope.is_alliance:
        return "alliance"
    if scope.owned:
        return Role.OWNER
    return Role.STAFF if scope.cooperatives else "none"

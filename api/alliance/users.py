"""All users: their accounts, who is an officer, and help for those who have lost their app or their link."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.alliance.views import AllianceView
from api.parameters import LANG, Parameter, flag, slug, text
from api.seller.session import PlaceSerializer
from api.staff.doors import GuardedSerializer, Proofs, ProofSerializer, ProofView, person_of
from api.staff.pages import PAGE
from api.staff.refusals import RowUnknown
from api.staff.shapes import page_shape
from people.models import User
from people.recovery import remove_second_factor, require_somebody_else, send_password_link
from people.users import edit_user, lock_user, matching_users, open_account

LONGEST_NAME = 150


class UserSerializer(serializers.Serializer[Any]):
    """A user with all places."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField()
    language = serializers.ChoiceField(choices=["vi", "en"])
    is_active = serializers.BooleanField()
    is_alliance = serializers.BooleanField(help_text="An officer: sees every cooperative, approves goods.")
    second_factor = serializers.BooleanField()
    has_password = serializers.BooleanField(help_text="False until the invited user has set one.")
    last_login = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    memberships = PlaceSerializer(many=True)


class UserChangesSerializer(GuardedSerializer):
    """What an officer changes of a user. The user name stays: records name it.

    With `email`, `is_alliance` or `is_active` stand the officer's own `password` and `otp`.
    """

    name = serializers.CharField(max_length=LONGEST_NAME, allow_blank=True, required=False)
    email = serializers.EmailField(max_length=254, required=False)
    language = serializers.ChoiceField(choices=["vi", "en"], required=False)
    is_alliance = serializers.BooleanField(required=False)
    is_active = serializers.BooleanField(required=False)


class NewUserSerializer(GuardedSerializer):
    """A new account; its user gets a link by mail to set a password.

    With `"is_alliance": true` stand the officer's own `password` and `otp`.
    """

    username = serializers.CharField(max_length=LONGEST_NAME, help_text="Small letters, digits, . _ @ + -")
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=LONGEST_NAME, required=False)
    language = serializers.ChoiceField(choices=["vi", "en"], required=False)
    is_alliance = serializers.BooleanField(required=False)

    def needs_proof(self, attrs: Mapping[str, Any]) -> bool:
        """Return whether the account is an officer's."""
        return bool(attrs.get("is_alliance"))


class UsersView(AllianceView, ProofView):
    """Users, of whom officers alone have a list.

    What lets somebody else into an account, or shuts its owner out, asks for the officer's own proof: a found
    token of an officer does none of it.
    """

    def check_before_proof(self, request: Request) -> None:
        """Ask for no proof about a user who is not there. Raises RowUnknown."""
        super().check_before_proof(request)
        if "key" in self.kwargs:
            self.user(self.kwargs["key"])

    def user(self, key: int) -> User:
        """Return the user with this key. Raises RowUnknown."""
        found = _users().filter(pk=key).first()
        if found is None:
            raise RowUnknown
        return found

    def matched_user(self, key: int) -> User:
        """Return the user, locked, as the client has seen them. Raises as ``matched`` and ``user`` do."""
        return self.matched(lambda: self.user(key), show=lambda row: _show([row])[0], lock=lock_user)


class Users(UsersView):
    """All users."""

    proofs: ClassVar[Proofs] = {"POST": NewUserSerializer}
    parameters: ClassVar[tuple[Parameter, ...]] = (
        text("q", "Part of a user name, name or mail address; marks do not matter.", longest=100),
        flag("is_alliance", "Officers only, or members only."),
        flag("is_active", "Open accounts only, or closed ones."),
        slug("cooperative", "Only members of the cooperative with this slug."),
        *PAGE,
    )

    @extend_schema(operation_id="users", tags=["alliance"], responses={200: page_shape(UserSerializer)})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List users, newest first."""
        wanted = {name: self.given[name] for name in ("is_alliance", "is_active") if name in self.given}
        rows = _users().filter(**wanted)
        if "cooperative" in self.given:
            rows = rows.filter(memberships__cooperative__slug=self.given["cooperative"])
        if "q" in self.given:
            rows = rows.filter(pk__in=matching_users(self.given["q"]))
        return self.page(rows, _show)

    @extend_schema(
        operation_id="open_account",
        tags=["alliance"],
        request=NewUserSerializer,
        responses={201: UserSerializer},
    )
    def post(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Open an account, of an officer or of somebody who gets places afterwards.

        An officer's needs your own `password`, and `otp` where you have a second factor.
        """
        user = open_account(**self.told)
        return self.answer(_show([user])[0], 201)


class OneUser(UsersView):
    """One user."""

    proofs: ClassVar[Proofs] = {"PATCH": UserChangesSerializer, "DELETE": ProofSerializer}
    problem_statuses: ClassVar[tuple[int, ...]] = (401, 403, 404, 409, 413, 415, 422, 429, 503)
    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH", "DELETE"})

    @extend_schema(operation_id="user", tags=["alliance"], responses={200: UserSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a user."""
        return self.answer(_show([self.user(key)])[0])

    @extend_schema(
        operation_id="change_user",
        tags=["alliance"],
        request=UserChangesSerializer,
        responses={200: UserSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Change a user. Needs `If-Match`. One active officer stays.

        Another `email`, `is_alliance` or `is_active` needs your own `password`, and `otp` where you have a
        second factor. When the address changes, the old one and the new one are written to.
        """
        edit_user(self.matched_user(key), **self.told)
        return self.answer(_show([self.user(key)])[0])

    @extend_schema(operation_id="close_account", tags=["alliance"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Close an account: sessions end, tokens are revoked. The user stays on record. One officer stays.

        The body is the proof of who asks: `{"password": "…", "otp": "…"}`, their own. Honours `If-Match`.
        """
        edit_user(self.matched_user(key), is_active=False)
        return self.nothing()


class RecoveryView(UsersView):
    """What an officer does for somebody else, by the officer's own proof."""

    def check_before_proof(self, request: Request) -> None:
        """Refuse officers who would help themselves. Raises RowUnknown, OwnAccount."""
        require_somebody_else(self.user(self.kwargs["key"]), officer=person_of(request))


class SecondFactorOfUser(RecoveryView):
    """The second factor of a user who has lost app and recovery codes."""

    proofs: ClassVar[Proofs] = {"DELETE": ProofSerializer}
    problem_statuses: ClassVar[tuple[int, ...]] = (401, 403, 404, 409, 413, 415, 422, 429, 503)

    @extend_schema(operation_id="remove_second_factor_of_user", tags=["alliance"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Turn the second factor of somebody else off; be sure who is asking for it. They are written to.

        The body is the proof of who asks: `{"password": "…", "otp": "…"}`, their own. One's own second factor
        is turned off at `seller/totp` (409 `own_account`).
        """
        remove_second_factor(self.user(key))
        return self.nothing()


class PasswordLinkOfUser(RecoveryView):
    """A link for a user whose first one has lapsed."""

    @extend_schema(
        operation_id="send_password_link",
        tags=["alliance"],
        request=ProofSerializer,
        responses={202: UserSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Send somebody else a link by mail to set a password; the body is the proof of who asks.

        One's own password is changed at `seller/password` (409 `own_account`).
        """
        user = self.user(key)
        send_password_link(user)
        return self.answer(_show([user])[0], 202)


def _users() -> QuerySet[User]:
    return User.objects.prefetch_related("memberships__cooperative")


def _show(rows: Iterable[User]) -> list[dict[str, object]]:
    return [
        {
            "id": user.pk,
            "username": user.username,
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "is_active": user.is_active,
            "is_alliance": user.is_alliance,
            "second_factor": user.second_factor_since is not None,
            "has_password": user.has_usable_password(),
            "last_login": user.last_login,
            "created_at": user.created_at,
            "memberships": [
                {"cooperative": place.cooperative.slug, "name": place.cooperative.name, "role": place.role}
                for place in user.memberships.all()
            ],
        }
        for user in rows
    ]

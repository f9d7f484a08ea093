"""All users: their accounts, who is an officer, and help for those who have lost their app or their link."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.alliance.views import AllianceView
from api.parameters import LANG, Parameter, flag, slug, text
from api.seller.session import PlaceSerializer
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.refusals import RowUnknown
from api.staff.shapes import page_shape
from people.mail import Occasion
from people.models import User
from people.second_factor import remove
from people.tasks import mail_password_link
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


class UserChangesSerializer(StrictSerializer):
    """What an officer changes of a user. The user name stays: records name it."""

    name = serializers.CharField(max_length=LONGEST_NAME, allow_blank=True, required=False)
    email = serializers.EmailField(max_length=254, required=False)
    language = serializers.ChoiceField(choices=["vi", "en"], required=False)
    is_alliance = serializers.BooleanField(required=False)
    is_active = serializers.BooleanField(required=False)


class NewUserSerializer(StrictSerializer):
    """A new account; its user gets a link by mail to set a password."""

    username = serializers.CharField(max_length=LONGEST_NAME, help_text="Small letters, digits, . _ @ + -")
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=LONGEST_NAME, required=False)
    language = serializers.ChoiceField(choices=["vi", "en"], required=False)
    is_alliance = serializers.BooleanField(required=False)


class UsersView(AllianceView):
    """Users, of whom officers alone have a list."""

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
    def post(self, request: Request) -> HttpResponse:
        """Open an account, of an officer or of somebody who gets places afterwards."""
        user = open_account(**read_body(NewUserSerializer, request.data))
        return self.answer(_show([user])[0], 201)


class OneUser(UsersView):
    """One user."""

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
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change a user. Needs `If-Match`. One active officer stays."""
        user = self.matched_user(key)
        edit_user(user, **read_body(UserChangesSerializer, request.data))
        return self.answer(_show([self.user(key)])[0])

    @extend_schema(operation_id="close_account", tags=["alliance"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Close an account: sessions end, tokens are revoked. The user stays on record. One officer stays.

        Honours `If-Match`.
        """
        edit_user(self.matched_user(key), is_active=False)
        return self.nothing()


class SecondFactorOfUser(UsersView):
    """The second factor of a user who has lost app and recovery codes."""

    @extend_schema(operation_id="remove_second_factor_of_user", tags=["alliance"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Turn a user's second factor off; be sure who is asking for it."""
        remove(self.user(key))
        return self.nothing()


class PasswordLinkOfUser(UsersView):
    """A link for a user whose first one has lapsed."""

    @extend_schema(
        operation_id="send_password_link", tags=["alliance"], request=None, responses={202: UserSerializer}
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Send the user a link by mail to set a password."""
        user = self.user(key)
        occasion = Occasion.FORGOTTEN if user.has_usable_password() else Occasion.INVITED
        mail_password_link.enqueue(user.pk, occasion.value)
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

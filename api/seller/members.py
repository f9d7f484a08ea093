"""Who belongs to a cooperative: owners say so, the staff may read it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import LANG, Parameter, slug
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from people.key_makers import usable_keys_made
from people.models import Membership, Role
from people.scope import choose_cooperative
from people.users import invite_member, lock_membership, remove_member, set_role

LONGEST_NAME = 150


class MemberSerializer(serializers.Serializer[Any]):
    """A place in a cooperative, and whose it is."""

    id = serializers.IntegerField()
    cooperative = serializers.CharField(help_text="Slug.")
    role = serializers.ChoiceField(choices=Role.choices)
    username = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField(allow_null=True, help_text="For owners; null for others.")
    is_active = serializers.BooleanField()
    has_password = serializers.BooleanField(help_text="False until the invited user has set one.")
    secret_keys = serializers.IntegerField(
        allow_null=True,
        help_text="How many usable keys of the cooperative this person made; they go on working when the "
        "place ends. For owners; null for others.",
    )
    created_at = serializers.DateTimeField()


class NewMemberSerializer(StrictSerializer):
    """A new member: with `email` a new account; without it, for the Alliance, a user who has one."""

    cooperative = serializers.SlugField(help_text="Needed with more than one.", required=False)
    role = serializers.ChoiceField(choices=Role.choices)
    email = serializers.EmailField(max_length=254, required=False)
    username = serializers.CharField(
        max_length=LONGEST_NAME,
        required=False,
        help_text="Small letters, digits, . _ @ + -; else made of what stands before the @ of the email.",
    )
    name = serializers.CharField(max_length=LONGEST_NAME, required=False)
    language = serializers.ChoiceField(choices=["vi", "en"], required=False)


class RoleSerializer(StrictSerializer):
    """What a member shall be."""

    role = serializers.ChoiceField(choices=Role.choices)


class MembersView(StaffView):
    """Places, for people and not for keys."""

    people_only: ClassVar[bool] = True

    def place(self, key: int) -> Membership:
        """Return the place with this key, for an owner. Raises RowUnknown, OwnerOnly."""
        place = self.row(Membership.objects.select_related("user", "cooperative"), key)
        self.require_owner(place.cooperative_id)
        return place

    def matched_place(self, key: int) -> Membership:
        """Return the place, locked, as the client has seen it. Raises as ``matched`` and ``place`` do."""
        return self.matched(
            lambda: self.place(key), show=lambda row: self.show([row])[0], lock=lock_membership
        )

    def show(self, rows: Iterable[Membership]) -> list[dict[str, object]]:
        """Return places as they are shown to who asks."""
        found = list(rows)
        made = usable_keys_made(found)
        return [_member(row, made[row.pk], is_owner=self.scope.owns(row.cooperative_id)) for row in found]


class Members(MembersView):
    """The members of the cooperatives within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        slug("cooperative", "Only members of the cooperative with this slug."),
        *PAGE,
    )

    @extend_schema(operation_id="members", tags=["people"], responses={200: page_shape(MemberSerializer)})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List members, newest first."""
        rows = self.rows(Membership.objects.select_related("user", "cooperative"))
        if "cooperative" in self.given:
            rows = rows.filter(cooperative__slug=self.given["cooperative"])
        return self.page(rows, self.show)

    @extend_schema(
        operation_id="invite_member",
        tags=["people"],
        request=NewMemberSerializer,
        responses={201: MemberSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Give somebody a place; an owner does this.

        A new account is opened, and its user gets a link by mail to set a password. Who has an account in
        another cooperative gets a further place from the Alliance, which sends `username` without `email`.
        """
        given = read_body(NewMemberSerializer, request.data)
        cooperative = choose_cooperative(self.scope, given.pop("cooperative", None))
        self.require_owner(cooperative.pk)
        place = invite_member(cooperative=cooperative, by_alliance=self.scope.is_alliance, **given)
        return self.answer(self.show([place])[0], 201)


class OneMember(MembersView):
    """One place."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH", "DELETE"})

    @extend_schema(operation_id="member", tags=["people"], responses={200: MemberSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a member."""
        row = self.row(Membership.objects.select_related("user", "cooperative"), key)
        return self.answer(self.show([row])[0])

    @extend_schema(
        operation_id="change_member",
        tags=["people"],
        request=RoleSerializer,
        responses={200: MemberSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change what a member is; an owner does this. Needs `If-Match`. One owner stays."""
        place = self.matched_place(key)
        role = read_body(RoleSerializer, request.data)["role"]
        return self.answer(self.show([set_role(place, role)])[0])

    @extend_schema(operation_id="remove_member", tags=["people"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """End a member's place; an owner does this. The account stays. One owner stays.

        The cooperative's keys stay too: `secret_keys` says how many of them this person made, and
        `seller/secret-keys` shows whose makers left. Honours `If-Match`.
        """
        remove_member(self.matched_place(key))
        return self.nothing()


def _member(row: Membership, keys_made: int, *, is_owner: bool) -> dict[str, object]:
    return {
        "id": row.pk,
        "cooperative": row.cooperative.slug,
        "role": row.role,
        "username": row.user.username,
        "name": row.user.name,
        "email": row.user.email if is_owner else None,
        "is_active": row.user.is_active,
        "has_password": row.user.has_usable_password(),
        "secret_keys": keys_made if is_owner else None,
        "created_at": row.created_at,
    }

"""The keys by which servers act for one cooperative, within the grants that an owner gave them."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import Parameter
from api.seller.secret_shapes import KEY_PAGE, SecretKeySerializer, days_field, show_keys
from api.staff.bodies import StrictSerializer, read_body
from api.staff.doors import person_of, told_once
from api.staff.pages import PAGE
from api.staff.refusals import OwnerOnly
from api.staff.views import StaffView
from people.credentials import issue_key, revoke
from people.models import Grant, SecretKey
from people.scope import choose_cooperative


class NewKeySerializer(StrictSerializer):
    """What a key is for, what it may do, and for how long."""

    name = serializers.CharField(max_length=100)
    grants = serializers.ListField(
        child=serializers.ChoiceField(choices=Grant.choices), min_length=1, max_length=len(Grant.values)
    )
    cooperative = serializers.SlugField(help_text="Needed with more than one.", required=False)
    days = days_field(required=False, help_text="Without it the key does not end by itself.")


class IssuedKeySerializer(SecretKeySerializer):
    """A new key with its text, which is told now and never again."""

    key = serializers.CharField(help_text="`sk_…`, for `Authorization: Token …`.")


class SecretKeys(StaffView):
    """The keys of the cooperatives that one owns."""

    parameters: ClassVar[tuple[Parameter, ...]] = PAGE
    people_only: ClassVar[bool] = True
    keeps_answer: ClassVar[bool] = False

    @extend_schema(operation_id="secret_keys", tags=["people"], responses={200: KEY_PAGE})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List the keys of one's cooperatives, newest first, ended ones too; for owners."""
        rows = self.rows(SecretKey.objects.select_related("cooperative", "created_by"))
        if self.scope.owned is not None:
            if not self.scope.owned:
                raise OwnerOnly
            rows = rows.filter(cooperative__in=self.scope.owned)
        return self.page(rows, show_keys)

    @extend_schema(
        operation_id="issue_secret_key",
        tags=["people"],
        request=NewKeySerializer,
        responses={201: IssuedKeySerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Make a key of a cooperative; an owner does this. Its text is told in this answer alone."""
        given: dict[str, Any] = read_body(NewKeySerializer, request.data)
        cooperative = choose_cooperative(self.scope, given.get("cooperative"))
        self.require_owner(cooperative.pk)
        key, plain = issue_key(
            cooperative=cooperative,
            name=given["name"],
            grants=given["grants"],
            days=given.get("days"),
            created_by=person_of(request),
        )
        return told_once(self.answer({**show_keys([key])[0], "key": plain}, 201))


class OneSecretKey(StaffView):
    """One key."""

    people_only: ClassVar[bool] = True

    @extend_schema(operation_id="revoke_secret_key", tags=["people"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Take a key back: from now on it opens nothing. An owner of its cooperative does this."""
        row = self.row(SecretKey.objects.all(), key)
        self.require_owner(row.cooperative_id)
        revoke(row)
        return self.nothing()

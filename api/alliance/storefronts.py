"""Storefronts: the clients that show the catalogue, each with its publishable key."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.alliance.views import AllianceView, told_by_field
from api.parameters import LANG, Parameter
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.refusals import RowUnknown
from api.staff.shapes import page_shape
from catalogue.models import Storefront, StorefrontKind
from catalogue.models.storefronts import MOST_ORIGINS, StorefrontGrant
from catalogue.storefronts import edit_storefront, lock_storefront, open_storefront, rotate_key

LONGEST_NAME = 100
ORIGINS_TEXT = "Pages that may use the key, such as https://shop.example; none: any page."


class StorefrontSerializer(serializers.Serializer[Any]):
    """A storefront. Its key is public by design: it stands in every page and app."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=StorefrontKind.choices)
    publishable_key = serializers.CharField()
    origins = serializers.ListField(child=serializers.CharField(), help_text=ORIGINS_TEXT)
    grants = serializers.ListField(child=serializers.ChoiceField(choices=StorefrontGrant.choices))
    is_active = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class StorefrontChangesSerializer(StrictSerializer):
    """What changes of a storefront."""

    name = serializers.CharField(max_length=LONGEST_NAME, required=False)
    origins = serializers.ListField(
        child=serializers.CharField(max_length=300),
        max_length=MOST_ORIGINS,
        required=False,
        help_text=ORIGINS_TEXT,
    )
    grants = serializers.ListField(
        child=serializers.ChoiceField(choices=StorefrontGrant.choices),
        max_length=len(StorefrontGrant.values),
        required=False,
    )
    is_active = serializers.BooleanField(required=False)


class NewStorefrontSerializer(StorefrontChangesSerializer):
    """A new storefront; its key is made here."""

    name = serializers.CharField(max_length=LONGEST_NAME)
    kind = serializers.ChoiceField(choices=StorefrontKind.choices)


class StorefrontsView(AllianceView):
    """Storefronts, which belong to no cooperative."""

    def storefront(self, key: int) -> Storefront:
        """Return the storefront with this key. Raises RowUnknown."""
        found = Storefront.objects.filter(pk=key).first()
        if found is None:
            raise RowUnknown
        return found


class Storefronts(StorefrontsView):
    """All storefronts."""

    parameters: ClassVar[tuple[Parameter, ...]] = PAGE

    @extend_schema(
        operation_id="storefronts", tags=["alliance"], responses={200: page_shape(StorefrontSerializer)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List storefronts with their keys, newest first."""
        return self.page(Storefront.objects.all(), _show)

    @extend_schema(
        operation_id="open_storefront",
        tags=["alliance"],
        request=NewStorefrontSerializer,
        responses={201: StorefrontSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Open a storefront and make its publishable key."""
        given = read_body(NewStorefrontSerializer, request.data)
        with told_by_field():
            return self.answer(_show([open_storefront(**given)])[0], 201)


class OneStorefront(StorefrontsView):
    """One storefront."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH"})

    @extend_schema(operation_id="storefront", tags=["alliance"], responses={200: StorefrontSerializer})
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show a storefront."""
        return self.answer(_show([self.storefront(key)])[0])

    @extend_schema(
        operation_id="change_storefront",
        tags=["alliance"],
        request=StorefrontChangesSerializer,
        responses={200: StorefrontSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change a storefront; one that is not active is served no longer. Needs `If-Match`."""
        storefront = self.matched(
            lambda: self.storefront(key), show=lambda row: _show([row])[0], lock=lock_storefront
        )
        given = read_body(StorefrontChangesSerializer, request.data)
        with told_by_field():
            return self.answer(_show([edit_storefront(storefront, **given)])[0])


class KeyRotation(StorefrontsView):
    """A new key in the place of one that should not be used any more."""

    @extend_schema(
        operation_id="rotate_publishable_key",
        tags=["alliance"],
        request=None,
        responses={200: StorefrontSerializer},
    )
    def post(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Give a storefront a new key. The old one opens nothing from this moment on."""
        return self.answer(_show([rotate_key(self.storefront(key))])[0])


def _show(rows: Iterable[Storefront]) -> list[dict[str, object]]:
    return [
        {
            "id": row.pk,
            "name": row.name,
            "kind": row.kind,
            "publishable_key": row.publishable_key,
            "origins": row.origins,
            "grants": row.grants,
            "is_active": row.is_active,
            "created_at": row.created_at,
        }
        for row in rows
    ]

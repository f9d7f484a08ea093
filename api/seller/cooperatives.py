"""``seller/cooperatives``: what is known of one's own cooperative, and how its owner presents it."""

from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.seller.cooperative_shapes import (
    CooperativeRecordSerializer,
    phone_field,
    show_cooperatives,
    texts_field,
)
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.cooperatives import edit_cooperative, lock_cooperative
from catalogue.models import Cooperative


class PresentationSerializer(StrictSerializer):
    """How a cooperative presents itself; who it is in law, the Alliance writes."""

    story = texts_field()
    address = texts_field(help_text="The whole address as it stands on labels, by language.")
    legacy_address = serializers.CharField(max_length=300, allow_blank=True, required=False)
    phone = phone_field()


class OwnCooperatives(StaffView):
    """The cooperatives within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = PAGE

    @extend_schema(
        operation_id="own_cooperatives",
        tags=["people"],
        responses={200: page_shape(CooperativeRecordSerializer)},
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List one's cooperatives, newest first."""
        return self.page(self.rows(Cooperative.objects.all()), show_cooperatives)


class OwnCooperative(StaffView):
    """One cooperative."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH"})

    @extend_schema(
        operation_id="own_cooperative", tags=["people"], responses={200: CooperativeRecordSerializer}
    )
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show what is known of a cooperative."""
        return self.answer(show_cooperatives([self.row(Cooperative.objects.all(), key)])[0])

    @extend_schema(
        operation_id="present_cooperative",
        tags=["people"],
        request=PresentationSerializer,
        responses={200: CooperativeRecordSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change how a cooperative presents itself; an owner does this. Needs `If-Match`.

        Its goods show it at once. Name, tax code, kind, commune and GLN are the Alliance's to write.
        """
        cooperative = self.matched(
            lambda: self._owned(key), show=lambda row: show_cooperatives([row])[0], lock=lock_cooperative
        )
        changes = read_body(PresentationSerializer, request.data, partial=True)
        return self.answer(show_cooperatives([edit_cooperative(cooperative=cooperative, changes=changes)])[0])

    def _owned(self, key: int) -> Cooperative:
        row = self.row(Cooperative.objects.all(), key)
        self.require_owner(row.pk)
        return row

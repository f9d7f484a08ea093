"""The cooperatives, groups and households whose goods are listed."""

from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.alliance.views import AllianceView
from api.parameters import LANG, Parameter, text
from api.seller.cooperative_shapes import (
    CooperativeRecordSerializer,
    phone_field,
    show_cooperatives,
    texts_field,
)
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from catalogue.cooperatives import (
    create_cooperative,
    edit_cooperative,
    lock_cooperative,
    matching_cooperatives,
)
from catalogue.models import Cooperative, PartyType


class CooperativeFieldsSerializer(StrictSerializer):
    """What is known of a cooperative."""

    name = serializers.CharField(max_length=200)
    tax_code = serializers.CharField(max_length=20, help_text="10 or 13 digits, of a household 12.")
    party_type = serializers.ChoiceField(choices=PartyType.values, required=False)
    story = texts_field()
    commune_code = serializers.RegexField(r"^[0-9]{5}$")
    commune_name = serializers.CharField(max_length=100)
    province_code = serializers.RegexField(r"^[0-9]{2}$")
    address = texts_field(help_text="The whole address as it stands on labels, by language.")
    legacy_address = serializers.CharField(max_length=300, allow_blank=True, required=False)
    phone = phone_field()
    gln = serializers.CharField(
        max_length=13,
        allow_null=True,
        required=False,
        help_text="Global Location Number, 13 digits; `null` for none.",
    )


class Cooperatives(AllianceView):
    """All cooperatives."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        text("q", "Part of the name, or the beginning of the tax code; marks do not matter.", longest=100),
        *PAGE,
    )

    @extend_schema(
        operation_id="all_cooperatives",
        tags=["alliance"],
        responses={200: page_shape(CooperativeRecordSerializer)},
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List cooperatives, newest first."""
        rows = self.rows(Cooperative.objects.all())
        return self.page(
            matching_cooperatives(rows, self.given["q"]) if "q" in self.given else rows, show_cooperatives
        )

    @extend_schema(
        operation_id="create_cooperative",
        tags=["alliance"],
        request=CooperativeFieldsSerializer,
        responses={201: CooperativeRecordSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Take a cooperative on; its first owner is invited afterwards, at `seller/members`."""
        given = read_body(CooperativeFieldsSerializer, request.data)
        return self.answer(show_cooperatives([create_cooperative(values=given)])[0], 201)


class OneCooperative(AllianceView):
    """One cooperative."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)
    matching: ClassVar[frozenset[str]] = frozenset({"PATCH"})

    @extend_schema(
        operation_id="cooperative_record", tags=["alliance"], responses={200: CooperativeRecordSerializer}
    )
    def get(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Show what is known of a cooperative."""
        return self.answer(show_cooperatives([self.row(Cooperative.objects.all(), key)])[0])

    @extend_schema(
        operation_id="change_cooperative",
        tags=["alliance"],
        request=CooperativeFieldsSerializer,
        responses={200: CooperativeRecordSerializer},
    )
    def patch(self, request: Request, key: int) -> HttpResponse:
        """Change what is known of a cooperative; its goods show it at once. Needs `If-Match`."""
        cooperative = self.matched(
            lambda: self.row(Cooperative.objects.all(), key),
            show=lambda row: show_cooperatives([row])[0],
            lock=lock_cooperative,
        )
        changes = read_body(CooperativeFieldsSerializer, request.data, partial=True)
        edited = edit_cooperative(cooperative=cooperative, changes=changes)
        return self.answer(show_cooperatives([edited])[0])

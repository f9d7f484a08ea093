"""``seller/logistic-units``: pallets and parcels, each with an SSCC of the cooperative's own."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import Parameter
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.models import LogisticUnit, LogisticUnitContent
from catalogue.numbering import LARGEST_COUNT, MOST_CONTENTS, StatedContent, allocate_sscc
from people.models import Grant
from people.scope import choose_cooperative


class UnitContentSerializer(serializers.Serializer[Any]):
    """Trade items of one number and lot in it."""

    gtin = serializers.CharField()
    count = serializers.IntegerField()
    lot = serializers.CharField()
    expires_on = serializers.DateField(allow_null=True)


class StatedContentSerializer(StrictSerializer):
    """So many trade items of one number and lot."""

    gtin = serializers.CharField(max_length=20, help_text="A GTIN of the cooperative's goods, in any length.")
    count = serializers.IntegerField(min_value=1, max_value=LARGEST_COUNT)
    lot = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)
    expires_on = serializers.DateField(required=False, allow_null=True, default=None)


class LogisticUnitSerializer(serializers.Serializer[Any]):
    """A pallet or parcel."""

    id = serializers.IntegerField()
    sscc = serializers.CharField(help_text="18 digits, application identifier 00.")
    cooperative = serializers.CharField(help_text="Slug.")
    reference = serializers.CharField(help_text="What its owner calls it, such as an order.")
    contents = UnitContentSerializer(many=True)
    created_at = serializers.DateTimeField()


class NewLogisticUnitSerializer(StrictSerializer):
    """Whose unit, what its owner calls it, and what is in it."""

    cooperative = serializers.SlugField(help_text="Needed with more than one.", required=False)
    reference = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)
    contents = StatedContentSerializer(
        many=True,
        max_length=MOST_CONTENTS,  # type: ignore[call-arg]
        required=False,
        help_text="Anybody who scans `/00/{sscc}` sees those that are public goods. They stay as stated.",
    )


class LogisticUnits(StaffView):
    """The logistic units within reach."""

    write_grant: ClassVar[str] = Grant.GTIN_ASSIGN
    parameters: ClassVar[tuple[Parameter, ...]] = PAGE
    key_required: ClassVar[bool] = True

    @extend_schema(
        operation_id="logistic_units", tags=["numbers"], responses={200: page_shape(LogisticUnitSerializer)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List logistic units, newest first."""
        return self.page(
            self.rows(LogisticUnit.objects.select_related("cooperative").prefetch_related("contents__gtin")),
            _shown,
        )

    @extend_schema(
        operation_id="add_logistic_unit",
        tags=["numbers"],
        request=NewLogisticUnitSerializer,
        responses={201: LogisticUnitSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Give the next SSCC of the cooperative's own company prefix to a new pallet or parcel.

        Needs an `Idempotency-Key`: a number is used up for ever.
        """
        given = read_body(NewLogisticUnitSerializer, request.data)
        cooperative = choose_cooperative(self.scope, given.get("cooperative"))
        contents = [StatedContent(**line) for line in given.get("contents", ())]
        unit = allocate_sscc(cooperative=cooperative, reference=given["reference"], contents=contents)
        return self.answer(_shown([unit])[0], 201)


def _shown(units: Iterable[LogisticUnit]) -> list[dict[str, object]]:
    return [
        {
            "id": unit.pk,
            "sscc": unit.sscc,
            "cooperative": unit.cooperative.slug,
            "reference": unit.reference,
            "contents": [_shown_content(content) for content in unit.contents.all()],
            "created_at": unit.created_at,
        }
        for unit in units
    ]


def _shown_content(content: LogisticUnitContent) -> dict[str, object]:
    return {
        "gtin": content.gtin.gtin,
        "count": content.count,
        "lot": content.lot,
        "expires_on": content.expires_on,
    }

"""Numbers: GTINs, in-store numbers and other codes that a scan may bring."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import Parameter, choice, integer
from api.staff.bodies import StrictSerializer, read_body
from api.staff.pages import PAGE
from api.staff.refusals import OwnerOnly, RowUnknown
from api.staff.shapes import page_shape
from api.staff.views import StaffView
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.gtin import display_gtin, parse_gtin
from catalogue.models import (
    Gtin,
    GtinState,
    InStoreNumber,
    PackagingLevel,
    ScanAlias,
    Variant,
)
from catalogue.numbering import (
    add_scan_alias,
    adopt_gtin,
    allocate_gtin,
    assign_in_store_number,
    retire_gtin,
)
from people.models import Grant
from people.number_rights import may_adopt

VARIANT = integer("variant", "Only the numbers of this variant.", 1)


class GtinSerializer(serializers.Serializer[Any]):
    """An entry of the ledger."""

    gtin = serializers.CharField()
    gtin_display = serializers.CharField()
    state = serializers.ChoiceField(choices=GtinState.choices)
    variant = serializers.IntegerField(allow_null=True)
    packaging_level = serializers.ChoiceField(choices=PackagingLevel.choices)
    units = serializers.IntegerField()
    adopted = serializers.BooleanField()


class NewGtinSerializer(StrictSerializer):
    """Which variant, in which packing; with ``gtin`` a number that is already on its packs."""

    variant = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    packaging_level = serializers.ChoiceField(choices=PackagingLevel.choices, default=PackagingLevel.EACH)
    units = serializers.IntegerField(min_value=1, max_value=100_000, default=1)
    gtin = serializers.CharField(max_length=14, required=False)


class InStoreSerializer(serializers.Serializer[Any]):
    """A number for the showroom alone."""

    number = serializers.CharField()
    variant = serializers.IntegerField()


class NewInStoreSerializer(StrictSerializer):
    """Which variant."""

    variant = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


class AliasSerializer(serializers.Serializer[Any]):
    """Another code that finds a variant."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    variant = serializers.IntegerField()


class NewAliasSerializer(StrictSerializer):
    """A code, and the variant that a scan of it shall find."""

    variant = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    code = serializers.CharField(max_length=100)


class NumbersView(StaffView):
    """Numbers are given out under a grant of their own."""

    write_grant: ClassVar[str] = Grant.GTIN_ASSIGN

    def variant(self, key: int) -> Variant:
        """Return the variant with this key. Raises RowUnknown, also for a neighbour's."""
        return self.row(Variant.objects.present(), key)


class Gtins(NumbersView):
    """The ledger within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        VARIANT,
        choice("state", "Only entries in this state.", GtinState.values),
        *PAGE,
    )
    key_required: ClassVar[bool] = True

    @extend_schema(operation_id="gtins", tags=["numbers"], responses={200: page_shape(GtinSerializer)})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List the ledger, newest first."""
        wanted = {name: self.given[name] for name in ("variant", "state") if name in self.given}
        return self.page(self.rows(Gtin.objects.filter(**wanted)), _gtins)

    @extend_schema(
        operation_id="assign_gtin",
        tags=["numbers"],
        request=NewGtinSerializer,
        responses={201: GtinSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Give a variant its number, for the piece, an inner pack or a case.

        Needs an `Idempotency-Key`: a number is used up for ever. With `gtin` the number that is already
        printed on the piece is entered instead; a GTIN-8, which stands under no company prefix, by an owner
        of the cooperative.
        """
        given = read_body(NewGtinSerializer, request.data)
        variant = self.variant(given["variant"])
        if "gtin" in given:
            if not may_adopt(self.scope, cooperative=variant.cooperative_id, gtin=given["gtin"]):
                raise OwnerOnly
            return self.answer(_gtin(adopt_gtin(variant=variant, gtin=given["gtin"])), 201)
        entry = allocate_gtin(variant=variant, packaging_level=given["packaging_level"], units=given["units"])
        return self.answer(_gtin(entry), 201)


class GtinRetirement(NumbersView):
    """The end of a number."""

    key_required: ClassVar[bool] = True

    @extend_schema(
        operation_id="retire_gtin", tags=["numbers"], request=None, responses={200: GtinSerializer}
    )
    def post(self, request: Request, gtin: str) -> HttpResponse:  # noqa: ARG002
        """Take a number out of use, for ever. Needs an `Idempotency-Key`."""
        try:
            number = parse_gtin(gtin)
        except Gs1Error:
            raise RowUnknown from None
        return self.answer(_gtin(retire_gtin(gtin=self.row(Gtin.objects.all(), number, field="gtin"))))


class InStoreNumbers(NumbersView):
    """The numbers for the showroom within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (VARIANT, *PAGE)
    key_required: ClassVar[bool] = True

    @extend_schema(
        operation_id="in_store_numbers", tags=["numbers"], responses={200: page_shape(InStoreSerializer)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List in-store numbers, newest first."""
        wanted = {name: self.given[name] for name in ("variant",) if name in self.given}
        return self.page(self.rows(InStoreNumber.objects.filter(**wanted)), _in_store)

    @extend_schema(
        operation_id="assign_in_store_number",
        tags=["numbers"],
        request=NewInStoreSerializer,
        responses={201: InStoreSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Give a variant a number for the showroom. Needs an `Idempotency-Key`."""
        given = read_body(NewInStoreSerializer, request.data)
        row = assign_in_store_number(variant=self.variant(given["variant"]))
        return self.answer(_in_store([row])[0], 201)


class ScanAliases(NumbersView):
    """The other codes within reach."""

    parameters: ClassVar[tuple[Parameter, ...]] = (VARIANT, *PAGE)

    @extend_schema(
        operation_id="scan_aliases", tags=["numbers"], responses={200: page_shape(AliasSerializer)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List scan aliases, newest first."""
        wanted = {name: self.given[name] for name in ("variant",) if name in self.given}
        return self.page(self.rows(ScanAlias.objects.filter(**wanted)), _aliases)

    @extend_schema(
        operation_id="add_scan_alias",
        tags=["numbers"],
        request=NewAliasSerializer,
        responses={201: AliasSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Let a scan of another code find a variant.

        It is read as a scan is. A GTIN in it is kept alone, of what a scale printed (`HTX_IN_STORE_LAYOUTS`)
        the number without the measure: one label of any lot or weight enters the goods for all. A number of
        the catalogue, given or still to be given, is a 409 `scan_alias_is_number`, but for a retired GTIN of
        one's own.
        """
        given = read_body(NewAliasSerializer, request.data)
        alias = add_scan_alias(variant=self.variant(given["variant"]), code=given["code"])
        return self.answer(_aliases([alias])[0], 201)


class OneScanAlias(NumbersView):
    """One other code."""

    @extend_schema(operation_id="remove_scan_alias", tags=["numbers"], responses={204: None})
    def delete(self, request: Request, key: int) -> HttpResponse:  # noqa: ARG002
        """Let a scan of this code find the variant no longer."""
        self.row(ScanAlias.objects.all(), key).delete()
        return self.nothing()


def _gtin(row: Gtin) -> dict[str, object]:
    return {
        "gtin": row.gtin,
        "gtin_display": display_gtin(row.gtin),
        "state": row.state,
        "variant": row.variant_id,
        "packaging_level": row.packaging_level,
        "units": row.units,
        "adopted": row.adopted,
    }


def _gtins(rows: Iterable[Gtin]) -> list[dict[str, object]]:
    return [_gtin(row) for row in rows]


def _in_store(rows: Iterable[InStoreNumber]) -> list[dict[str, object]]:
    return [{"number": row.number, "variant": row.variant_id} for row in rows]


def _aliases(rows: Iterable[ScanAlias]) -> list[dict[str, object]]:
    return [{"id": row.pk, "code": row.code, "variant": row.variant_id} for row in rows]

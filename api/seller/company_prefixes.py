"""GS1 company prefixes: members see what is left of them, the Alliance keeps them.

To whom GS1 gave a prefix stands on its certificate, which the Alliance looks at as it does for the tax code:
a prefix that a cooperative wrote down for itself could be a neighbour's, and would keep the neighbour out.
"""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.parameters import LANG, Parameter
from api.seller.numbers import NumbersView
from api.staff.bodies import StrictSerializer, read_body
from api.staff.refusals import AllianceOnly
from catalogue.models import CompanyPrefix
from catalogue.numbering import (
    change_prefix_validity,
    register_company_prefix,
    remove_company_prefix,
    usage,
)
from people.scope import choose_cooperative

_LONGEST_TYPED = 30


class PrefixSerializer(serializers.Serializer[Any]):
    """A company prefix and what is left of it."""

    prefix = serializers.CharField()
    cooperative = serializers.CharField(help_text="Slug.")
    capacity = serializers.IntegerField()
    used = serializers.IntegerField()
    remaining = serializers.IntegerField()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True, help_text="The last day on which it may be used.")


class TermSerializer(StrictSerializer):
    """From when to when GS1 lets a prefix be used; `null` for no bound."""

    valid_from = serializers.DateField(required=False, allow_null=True)
    valid_to = serializers.DateField(required=False, allow_null=True)


class NewPrefixSerializer(TermSerializer):
    """A company prefix that GS1 Vietnam has given to a cooperative."""

    prefix = serializers.CharField(
        max_length=_LONGEST_TYPED, help_text="7 to 10 digits; blanks between them are dropped."
    )
    cooperative = serializers.SlugField(help_text="Whose it is.", required=False)


class PrefixesView(NumbersView):
    """Company prefixes are read by members and written by officers of the Alliance."""

    parameters: ClassVar[tuple[Parameter, ...]] = (LANG,)

    def require_alliance(self) -> None:
        """Raise AllianceOnly for everybody else."""
        if not self.scope.is_alliance:
            raise AllianceOnly


class CompanyPrefixes(PrefixesView):
    """The company prefixes within reach."""

    @extend_schema(
        operation_id="company_prefixes", tags=["numbers"], responses={200: PrefixSerializer(many=True)}
    )
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """List company prefixes and what is left of each."""
        rows = self.rows(CompanyPrefix.objects.select_related("cooperative")).order_by("prefix")
        return self.answer([_prefix(row) for row in rows])

    @extend_schema(
        operation_id="add_company_prefix",
        tags=["numbers"],
        request=NewPrefixSerializer,
        responses={201: PrefixSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        """Register the company prefix of a cooperative; officers of the Alliance do this."""
        self.require_alliance()
        given = read_body(NewPrefixSerializer, request.data)
        cooperative = choose_cooperative(self.scope, given.pop("cooperative", None))
        return self.answer(_prefix(register_company_prefix(cooperative=cooperative, **given)), 201)


class OneCompanyPrefix(PrefixesView):
    """One company prefix."""

    matching: ClassVar[frozenset[str]] = frozenset({"PATCH"})

    @extend_schema(operation_id="company_prefix", tags=["numbers"], responses={200: PrefixSerializer})
    def get(self, request: Request, prefix: str) -> HttpResponse:  # noqa: ARG002
        """Show a company prefix and what is left of it."""
        return self.answer(_prefix(self._row(prefix)))

    @extend_schema(
        operation_id="change_company_prefix",
        tags=["numbers"],
        request=TermSerializer,
        responses={200: PrefixSerializer},
    )
    def patch(self, request: Request, prefix: str) -> HttpResponse:
        """Change from when to when it holds, as after a renewal with GS1. Needs `If-Match`."""
        self.require_alliance()
        row = self.matched(lambda: self._row(prefix), show=_prefix, lock=_lock)
        given = read_body(TermSerializer, request.data, partial=True)
        days = {name: given.get(name, getattr(row, name)) for name in ("valid_from", "valid_to")}
        return self.answer(_prefix(change_prefix_validity(company_prefix=row, **days)))

    @extend_schema(operation_id="remove_company_prefix", tags=["numbers"], responses={204: None})
    def delete(self, request: Request, prefix: str) -> HttpResponse:  # noqa: ARG002
        """Remove a company prefix that no number was made from yet, such as a mistyped one."""
        self.require_alliance()
        remove_company_prefix(company_prefix=self._row(prefix))
        return self.nothing()

    def _row(self, prefix: str) -> CompanyPrefix:
        return self.row(CompanyPrefix.objects.select_related("cooperative"), prefix, field="prefix")


def _lock(row: CompanyPrefix) -> None:
    CompanyPrefix.objects.select_for_update(no_key=True).get(pk=row.pk)


def _prefix(row: CompanyPrefix) -> dict[str, object]:
    meter = usage(row)
    return {
        "prefix": row.prefix,
        "cooperative": row.cooperative.slug,
        "capacity": meter.capacity,
        "used": meter.used,
        "remaining": meter.remaining,
        "valid_from": row.valid_from,
        "valid_to": meter.valid_to,
    }

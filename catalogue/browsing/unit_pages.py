"""What the public page of a pallet or parcel shows: of what is in it, the goods that anybody may see."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from catalogue.browsing.product_pages import quantity_of
from catalogue.browsing.queries import could_be_code
from catalogue.gs1.gtin import display_gtin
from catalogue.listings import today
from catalogue.models import LogisticUnitContent, Variant
from catalogue.texts import language_shown, pick_text


@dataclass(frozen=True)
class UnitLine:
    """So many trade items of one number and lot; ``language`` is the tag of ``name``.

    ``units`` pieces of ``quantity`` are in each of them, and ``is_expired`` as of today.
    """

    product_slug: str
    name: str
    language: str
    quantity: str
    gtin: str
    units: int
    count: int
    lot: str
    expires_on: datetime.date | None
    is_expired: bool


@dataclass(frozen=True)
class UnitPage:
    """A logistic unit of a cooperative with those of its contents that are public, one at least."""

    sscc: str
    cooperative_slug: str
    cooperative: str
    commune: str
    lines: list[UnitLine]


def unit_page(sscc: str, language: str) -> UnitPage | None:
    """Return what the page of the unit shows, in one query; None when there is nothing that may be seen."""
    if not could_be_code(sscc):
        return None
    rows = list(
        _public_contents(sscc)
        .select_related("unit__cooperative", "gtin__variant__product")
        .order_by("expires_on", "pk")
    )
    if not rows:
        return None
    owner = rows[0].unit.cooperative
    return UnitPage(
        sscc=sscc,
        cooperative_slug=owner.slug,
        cooperative=owner.name,
        commune=owner.commune_name,
        lines=[_line(row, language) for row in rows],
    )


def is_unit_public(sscc: str) -> bool:
    """Return whether the unit has a page, in one query."""
    return _public_contents(sscc).exists()


def _public_contents(sscc: str) -> QuerySet[LogisticUnitContent]:
    return LogisticUnitContent.objects.filter(unit__sscc=sscc, gtin__variant__in=Variant.objects.public())


def _line(row: LogisticUnitContent, language: str) -> UnitLine:
    variant = row.gtin.variant
    assert variant is not None
    return UnitLine(
        product_slug=variant.product.slug,
        name=pick_text(variant.product.name, language),
        language=language_shown(variant.product.name, language),
        quantity=quantity_of(variant).display(language),
        gtin=display_gtin(row.gtin.gtin),
        units=row.gtin.units,
        count=row.count,
        lot=row.lot,
        expires_on=row.expires_on,
        is_expired=row.expires_on is not None and row.expires_on < today(),
    )

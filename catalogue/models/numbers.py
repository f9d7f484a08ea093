"""The ledger of numbers: company prefixes, GTINs, in-store numbers and scan aliases.

Source: GS1 General Specifications, 1.4 (GTIN non-reuse), 2.1.11 (restricted circulation numbers).
"""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q

from catalogue.history import record_history
from catalogue.models.cooperatives import Cooperative
from catalogue.models.products import Variant

FEW_NUMBERS = 20


class CompanyPrefixQuerySet(models.QuerySet["CompanyPrefix"]):
    """Rules about many company prefixes."""

    def in_force(self, day: datetime.date) -> CompanyPrefixQuerySet:
        """Return the prefixes that GS1 lets their owners use on ``day``; first and last day count."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def pressing(self, day: datetime.date) -> CompanyPrefixQuerySet:
        """Return those that end within 30 days of ``day`` or have ended, or have few numbers left."""
        return self.filter(
            Q(valid_to__lte=day + datetime.timedelta(days=30))
            | Q(next_item_reference__gte=F("capacity") - FEW_NUMBERS)
        )


class CompanyPrefix(models.Model):
    """A GS1 company prefix of a cooperative and how far its item references are used up."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="company_prefixes")
    prefix = models.CharField(max_length=10, unique=True)
    capacity = models.PositiveIntegerField(help_text="Item references in all: 10 to the power 12 − length.")
    next_item_reference = models.PositiveIntegerField(default=0)
    next_unit_serial = models.BigIntegerField(
        null=True, blank=True, help_text="Of logistic units, extension digit included; null before the first."
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="The last day on which it may be used.")

    objects = CompanyPrefixQuerySet.as_manager()
    # Each number given is an entry of the ledger, with a record of its own.
    history = record_history(leave_out=["next_item_reference", "next_unit_serial"])

    class Meta:
        verbose_name_plural = "company prefixes"
        constraints = [
            models.CheckConstraint(name="company_prefix_digits", condition=Q(prefix__regex=r"^[0-9]{7,10}$")),
            models.CheckConstraint(
                name="company_prefix_not_overdrawn", condition=Q(next_item_reference__lte=F("capacity"))
            ),
            models.CheckConstraint(
                name="company_prefix_dates",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.prefix


class PackagingLevel(models.TextChoices):
    """What a number stands on: the piece, an inner pack or the shipping case."""

    EACH = "each", "Đơn vị lẻ"
    INNER = "inner", "Hộp trong"
    CASE = "case", "Thùng"


class GtinState(models.TextChoices):
    """A number only ever moves forward through these states."""

    RESERVED = "reserved", "Đã giữ"
    ASSIGNED = "assigned", "Đã gán"
    RETIRED = "retired", "Đã ngừng"


class GtinQuerySet(models.QuerySet["Gtin"]):
    """Rules about many entries of the ledger."""

    def assigned(self) -> GtinQuerySet:
        """Return the numbers that stand on goods today."""
        return self.filter(state=GtinState.ASSIGNED)

    def for_one_piece(self) -> GtinQuerySet:
        """Return the numbers of single pieces, without inner packs and cases."""
        return self.filter(packaging_level=PackagingLevel.EACH)


class Gtin(models.Model):
    """One entry of the ledger. It is never deleted, so no number is ever given twice.

    Triggers of the database keep number, owner and variant as they are and let the state move forward only.
    """

    gtin = models.CharField(max_length=14, unique=True, help_text="14 digits, zero-filled.")
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="gtins")
    company_prefix = models.ForeignKey(
        CompanyPrefix,
        on_delete=models.PROTECT,
        related_name="gtins",
        null=True,
        blank=True,
        help_text="None for a GTIN-8, which is issued one by one.",
    )
    variant = models.ForeignKey(
        Variant, on_delete=models.PROTECT, related_name="gtins", null=True, blank=True
    )
    packaging_level = models.CharField(
        max_length=5, choices=PackagingLevel.choices, default=PackagingLevel.EACH
    )
    units = models.PositiveIntegerField(default=1, help_text="Pieces inside.")
    state = models.CharField(max_length=8, choices=GtinState.choices)
    adopted = models.BooleanField(default=False, help_text="Already on packs when it was entered here.")
    reserved_at = models.DateTimeField()
    assigned_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = GtinQuerySet.as_manager()
    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(name="gtin_digits", condition=Q(gtin__regex=r"^[0-8][0-9]{13}$")),
            models.CheckConstraint(
                name="gtin_not_for_restricted_circulation",
                condition=~Q(gtin__regex=r"^([0-9](02|04|2[0-9])|000000[02])"),
            ),
            models.CheckConstraint(
                name="gtin_indicator_on_packs_only",
                condition=~Q(packaging_level=PackagingLevel.EACH) | Q(gtin__regex="^0"),
            ),
            models.CheckConstraint(name="gtin_state", condition=Q(state__in=GtinState.values)),
            models.CheckConstraint(
                name="gtin_assigned_has_variant",
                condition=~Q(state=GtinState.ASSIGNED) | Q(variant__isnull=False, assigned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="gtin_retired_has_time",
                condition=Q(state=GtinState.RETIRED, retired_at__isnull=False)
                | (~Q(state=GtinState.RETIRED) & Q(retired_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="gtin_units_by_level",
                condition=Q(packaging_level=PackagingLevel.EACH, units=1)
                | Q(packaging_level__in=[PackagingLevel.INNER, PackagingLevel.CASE], units__gte=2),
            ),
            models.UniqueConstraint(
                name="gtin_one_assigned_for_each_packing",
                fields=["variant", "packaging_level", "units"],
                condition=Q(state=GtinState.ASSIGNED),
            ),
        ]

    def __str__(self) -> str:
        return self.gtin


class InStoreRange(models.Model):
    """A range for restricted circulation in the showroom, and how far it is used up."""

    prefix = models.CharField(max_length=2, unique=True)
    next_reference = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="in_store_range_prefix", condition=Q(prefix__regex=r"^(0[24]|2[0-9])$")
            ),
            models.CheckConstraint(name="in_store_range_capacity", condition=Q(next_reference__lte=10**10)),
        ]

    def __str__(self) -> str:
        return self.prefix


class InStoreNumber(models.Model):
    """A number that means something in the showroom alone; never offered to the public as a GTIN."""

    number = models.CharField(max_length=13, unique=True)
    variant = models.OneToOneField(Variant, on_delete=models.PROTECT, related_name="in_store_number")
    created_at = models.DateTimeField(auto_now_add=True)

    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="in_store_number_restricted", condition=Q(number__regex=r"^(0[24]|2[0-9])[0-9]{11}$")
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ScanAlias(models.Model):
    """Another code that people scan for a variant, such as an old label. It may point to several."""

    code = models.CharField(max_length=100, db_index=True)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="scan_aliases")

    history = record_history()

    class Meta:
        verbose_name_plural = "scan aliases"
        constraints = [
            models.UniqueConstraint(name="scan_alias_once_for_variant", fields=["code", "variant"]),
            models.CheckConstraint(name="scan_alias_has_code", condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return self.code

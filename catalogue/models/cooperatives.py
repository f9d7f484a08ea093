"""The parties whose goods are listed."""

import functools
import operator
from collections.abc import Sequence
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import Exact

from catalogue.history import record_history
from catalogue.models.texts import TextsField

# What the first nine digits of a tax code count; the tenth is 10 less their sum modulo 11.
# Source: python-stdnum, stdnum.vn.mst.
_TAX_CODE_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


# Source: GS1 General Specifications, section 7.9.1 (weights in 13 digits, the check digit too).
_GLN_WEIGHTS = (1, 3) * 6 + (1,)


def _digit(field: str, position: int) -> Cast:
    return Cast(Substr(field, position, 1), models.IntegerField())


def _weighted_sum(field: str, weights: Sequence[int]) -> Any:
    digits = (_digit(field, position) * weight for position, weight in enumerate(weights, start=1))
    return functools.reduce(operator.add, digits)


class PartyType(models.TextChoices):
    """The kinds of party in law. Source: Law on Cooperatives 17/2023/QH15."""

    COOPERATIVE = "cooperative", "Hợp tác xã"
    UNION = "cooperative_union", "Liên hiệp hợp tác xã"
    GROUP = "cooperative_group", "Tổ hợp tác"
    HOUSEHOLD = "household", "Hộ kinh doanh"
    ENTERPRISE = "enterprise", "Doanh nghiệp"


class Cooperative(models.Model):
    """A cooperative, group or household that offers goods under its own name."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    party_type = models.CharField(max_length=20, choices=PartyType.choices, default=PartyType.COOPERATIVE)
    tax_code = models.CharField(
        max_length=13, unique=True, help_text="Digits only: 10, 13, or 12 for a household."
    )
    story = TextsField(blank=True)
    commune_code = models.CharField(
        max_length=5,
        help_text="Statistics office code, five digits as text.",
        validators=[RegexValidator(r"^[0-9]{5}$")],
    )
    commune_name = models.CharField(max_length=100)
    province_code = models.CharField(max_length=2, validators=[RegexValidator(r"^[0-9]{2}$")])
    address = TextsField(
        blank=True, help_text="The whole address as it stands on labels: hamlet, commune, province."
    )
    legacy_address = models.CharField(
        max_length=300, blank=True, help_text="The address before July 2025, as printed on older papers."
    )
    phone = models.CharField(max_length=16, blank=True, help_text="E.164, such as +84912345678.")
    gln = models.CharField(
        max_length=13,
        unique=True,
        null=True,
        blank=True,
        help_text="Global Location Number, 13 digits, of the party and its place; GS1 issues it.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cooperative_tax_code_digits",
                condition=(
                    Q(party_type=PartyType.HOUSEHOLD, tax_code__regex=r"^[0-9]{12}$")
                    | (~Q(party_type=PartyType.HOUSEHOLD) & Q(tax_code__regex=r"^[0-9]{10}([0-9]{3})?$"))
                ),
            ),
            # PostgreSQL checks in the order of the names: first that there are digits, then what they say.
            models.CheckConstraint(
                name="cooperative_tax_code_sum",
                condition=Q(party_type=PartyType.HOUSEHOLD)
                | Q(Exact(_digit("tax_code", 10), 10 - _weighted_sum("tax_code", _TAX_CODE_WEIGHTS) % 11)),
            ),
            models.CheckConstraint(
                name="cooperative_gln_digits",
                condition=Q(gln__isnull=True) | (Q(gln__regex=r"^[0-9]{13}$") & ~Q(gln="0000000000000")),
            ),
            models.CheckConstraint(
                name="cooperative_gln_sum",
                condition=Q(gln__isnull=True) | Q(Exact(_weighted_sum("gln", _GLN_WEIGHTS) % 10, 0)),
            ),
            models.CheckConstraint(
                name="cooperative_commune_code", condition=Q(commune_code__regex=r"^[0-9]{5}$")
            ),
            models.CheckConstraint(
                name="cooperative_province_code", condition=Q(province_code__regex=r"^[0-9]{2}$")
            ),
            models.CheckConstraint(
                name="cooperative_phone_e164", condition=Q(phone="") | Q(phone__regex=r"^\+[1-9][0-9]{6,14}$")
            ),
            models.CheckConstraint(
                name="cooperative_party_type", condition=Q(party_type__in=PartyType.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

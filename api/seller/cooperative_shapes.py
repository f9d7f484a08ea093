"""How a cooperative is shown to those who keep it, and the fields that they share."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from catalogue.models import Cooperative, PartyType

LONGEST_STORY = 5_000
LONGEST_PHONE = 40


class CooperativeRecordSerializer(serializers.Serializer[Any]):
    """A cooperative as it is kept."""

    id = serializers.IntegerField()
    slug = serializers.CharField(help_text="In addresses; made from the first name, and it stays.")
    name = serializers.CharField()
    party_type = serializers.ChoiceField(choices=PartyType.values)
    tax_code = serializers.CharField()
    story = serializers.DictField(child=serializers.CharField(), help_text="By language.")
    commune_code = serializers.CharField()
    commune_name = serializers.CharField()
    province_code = serializers.CharField()
    address = serializers.DictField(
        child=serializers.CharField(), help_text="The whole address as it stands on labels, by language."
    )
    legacy_address = serializers.CharField()
    phone = serializers.CharField()
    gln = serializers.CharField(allow_null=True, help_text="Global Location Number.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


def texts_field(help_text: str = "By language.") -> serializers.DictField:
    """Return a field for texts by language."""
    return serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_STORY), required=False, help_text=help_text
    )


def phone_field() -> serializers.CharField:
    """Return a field for a telephone number, or none, as people write it."""
    return serializers.CharField(
        max_length=LONGEST_PHONE,
        allow_blank=True,
        required=False,
        help_text="Such as `0912 345 678` or `+84912345678`; kept and shown as E.164.",
    )


def show_cooperatives(rows: Iterable[Cooperative]) -> list[dict[str, object]]:
    """Return cooperatives with all that is known of them."""
    return [
        {
            "id": row.pk,
            "slug": row.slug,
            "name": row.name,
            "party_type": row.party_type,
            "tax_code": row.tax_code,
            "story": row.story,
            "commune_code": row.commune_code,
            "commune_name": row.commune_name,
            "province_code": row.province_code,
            "address": row.address,
            "legacy_address": row.legacy_address,
            "phone": row.phone,
            "gln": row.gln,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }
        for row in rows
    ]

"""How tokens and keys are shown: never the secret itself, but for the one time when it is made."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from api.staff.shapes import page_shape
from people.credentials import LONGEST_DAYS
from people.key_makers import MAKER_ROLES, roles_of_makers
from people.models import AccessToken, Grant, SecretKey


class TokenSerializer(serializers.Serializer[Any]):
    """A token or key, told apart by its beginning."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    starts_with = serializers.CharField()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)
    last_used_on = serializers.DateField(allow_null=True)


class SecretKeySerializer(TokenSerializer):
    """A key of a cooperative."""

    cooperative = serializers.CharField(help_text="Slug.")
    grants = serializers.ListField(child=serializers.ChoiceField(choices=Grant.choices))
    created_by = serializers.CharField(allow_null=True, help_text="User name.")
    created_by_role = serializers.ChoiceField(
        choices=MAKER_ROLES,
        allow_null=True,
        help_text="What that person is in the cooperative today, `alliance` for an officer, null for who "
        "has no rights there any more. The key goes on working all the same, until it is revoked.",
    )


KEY_PAGE = page_shape(SecretKeySerializer)


def days_field(**options: Any) -> serializers.IntegerField:
    """Return a field for the days until a token or key ends."""
    return serializers.IntegerField(min_value=1, max_value=LONGEST_DAYS, **options)


def show_secret(row: AccessToken | SecretKey) -> dict[str, object]:
    """Return what is shown of both tokens and keys."""
    return {
        "id": row.pk,
        "name": row.name,
        "starts_with": row.shown,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "revoked_at": row.revoked_at,
        "last_used_on": row.last_used_on,
    }


def show_keys(rows: Iterable[SecretKey]) -> list[dict[str, object]]:
    """Return keys as they are shown; ``cooperative`` and ``created_by`` belong selected with them."""
    found = list(rows)
    roles = roles_of_makers(found)
    return [
        {
            **show_secret(row),
            "cooperative": row.cooperative.slug,
            "grants": row.grants,
            "created_by": row.created_by.username if row.created_by else None,
            "created_by_role": roles[row.pk],
        }
        for row in found
    ]

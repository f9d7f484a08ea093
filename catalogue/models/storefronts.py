"""The clients that show the catalogue."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from catalogue.history import record_history


class StorefrontKind(models.TextChoices):
    """Where a storefront meets its shoppers."""

    WEB = "web", "Web"
    MOBILE = "mobile", "Ứng dụng"
    KIOSK = "kiosk", "Kiosk"
    FEED = "feed", "Nguồn cấp"


class StorefrontGrant(models.TextChoices):
    """What a publishable key opens. All of it is open to shoppers anyway; a key can have less."""

    CATALOGUE_READ = "catalogue:read", "Xem hàng hóa"
    CARTS_WRITE = "carts:write", "Giỏ hàng và đặt hàng"


MOST_ORIGINS = 50
# A browser never names the port that goes without saying, so an origin with it would fit no page.
_ORIGIN = re.compile(
    r"(?!https:.*:443$|http:.*:80$)https?://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?"
)


def default_grants() -> list[str]:
    """Return what a new key opens."""
    return [StorefrontGrant.CATALOGUE_READ.value]


def validate_origins(value: object) -> None:
    """Check a list of origins as browsers send them: scheme and host. Raises ValidationError."""
    if not isinstance(value, list) or len(value) > MOST_ORIGINS:
        vi, en = (
            f"Cần một danh sách tối đa {MOST_ORIGINS} địa chỉ.",
            f"A list of at most {MOST_ORIGINS} origins.",
        )
        raise ValidationError(_in_language(vi, en), code="origins_invalid")
    for origin in value:
        if not isinstance(origin, str) or not _ORIGIN.fullmatch(origin):
            vi = f"Địa chỉ trang phải như https://shop.example, không có gì phía sau: {origin!r}."
            en = f"An origin is like https://shop.example, with nothing behind it: {origin!r}."
            raise ValidationError(_in_language(vi, en), code="origins_invalid")


def validate_grants(value: object) -> None:
    """Check a list of what a key opens. Raises ValidationError."""
    if not isinstance(value, list) or not set(map(str, value)) <= set(StorefrontGrant.values):
        known = ", ".join(StorefrontGrant.values)
        raise ValidationError(_in_language(f"Quyền: {known}.", f"Grants: {known}."), code="grants_invalid")


def _in_language(vi: str, en: str) -> str:
    """Return the text in the language of the moment, as Django's own reasons are."""
    return en if (get_language() or "vi").startswith("en") else vi


class Storefront(models.Model):
    """A client with its publishable key, which is public by design and opens public reads alone."""

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=StorefrontKind.choices)
    publishable_key = models.CharField(max_length=60, unique=True)
    origins = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_origins],
        help_text="Pages that may use the key, such as https://shop.example; none: any page.",
    )
    grants = models.JSONField(
        default=default_grants, validators=[validate_grants], help_text="What the key opens."
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(name="storefront_kind", condition=Q(kind__in=StorefrontKind.values)),
            models.CheckConstraint(
                name="storefront_key_shape", condition=Q(publishable_key__regex=r"^pk_[A-Za-z0-9_-]{22,50}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

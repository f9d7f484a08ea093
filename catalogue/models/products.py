"""What is offered (product) and what is sold (variant)."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from catalogue.history import record_history
from catalogue.models.categories import Category
from catalogue.models.cooperatives import Cooperative
from catalogue.models.texts import TextsField
from catalogue.nutrition import validate_nutrition

LONGEST_SHELF_LIFE_DAYS = 36_500
HIGHEST_PRICE_VND = 1_000_000_000
MOST_PACKS = 100_000
LAST_POSITION = 1_000_000


class LabelGroup(models.TextChoices):
    """The groups of goods that the label rules tell apart.

    Source: Decree 37/2026/NĐ-CP, Annex I. A person chooses the group by main use.
    """

    CEREAL = "luong-thuc", "Lương thực"
    FOOD = "thuc-pham", "Thực phẩm"
    FRESH_FOOD = "thuc-pham-tuoi", "Thực phẩm tươi sống"
    SUPPLEMENT = "thuc-pham-bao-ve-suc-khoe", "Thực phẩm bảo vệ sức khỏe"
    DRINK = "do-uong", "Đồ uống"
    ALCOHOL = "ruou", "Rượu"
    COSMETIC = "my-pham", "Mỹ phẩm"
    TEXTILE = "det-may", "Dệt may"
    CRAFT = "thu-cong", "Thủ công mỹ nghệ"
    SERVICE = "dich-vu", "Dịch vụ"


class ProductState(models.TextChoices):
    """How far a product is on its way to the public, which sees approved ones alone."""

    DRAFT = "draft", "Nháp"
    SUBMITTED = "submitted", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    REJECTED = "rejected", "Bị từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"


class ProductQuerySet(models.QuerySet["Product"]):
    """Rules about many products."""

    def present(self) -> ProductQuerySet:
        """Return the products that are not deleted."""
        return self.filter(deleted_at__isnull=True)

    def public(self) -> ProductQuerySet:
        """Return the products that anybody may see."""
        return self.present().filter(state=ProductState.APPROVED)

    def waiting(self) -> ProductQuerySet:
        """Return the products that wait for the Alliance, as a whole or with changes, the first one first."""
        return self.present().filter(submitted_at__isnull=False).order_by("submitted_at", "pk")


class Product(models.Model):
    """An offer of one cooperative, described once; its variants are what is sold.

    Of an approved product the columns hold what was approved; ``pending_changes`` maps fields to what the
    cooperative wants them to be, in JSON types. ``slug`` is provisional, with a ``_``, until the first
    approval.
    """

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="products")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    slug = models.SlugField(max_length=200, unique=True)
    name = TextsField()
    description = TextsField(blank=True)
    ingredients = TextsField(blank=True)
    storage = TextsField(blank=True)
    usage = TextsField(blank=True)
    origin = TextsField(blank=True)
    warnings = TextsField(blank=True, help_text="Thông tin cảnh báo.")
    nutrition: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True, validators=[validate_nutrition], help_text="Of 100 g or 100 ml."
    )
    nutrition_exempt = models.CharField(
        max_length=200, blank=True, help_text="Why no nutrition facts are needed, in the words of the law."
    )
    alcohol_percent = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Ethanol, % by volume.",
    )
    label_group = models.CharField(max_length=30, choices=LabelGroup.choices)
    ocop_group = models.CharField(max_length=100, blank=True, help_text="Group in Decision 148/QĐ-TTg.")
    shelf_life_days = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_SHELF_LIFE_DAYS)]
    )
    state = models.CharField(max_length=10, choices=ProductState.choices, default=ProductState.DRAFT)
    pending_changes = models.JSONField(default=dict, blank=True)
    submitted_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it, or a change of it, waits for the Alliance."
    )
    published_at = models.DateTimeField(null=True, blank=True, help_text="When it was first approved.")
    deleted_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProductQuerySet.as_manager()
    history = record_history()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="product_merged_is_deleted",
                condition=Q(merged_into__isnull=True)
                | (Q(deleted_at__isnull=False) & ~Q(merged_into=F("id"))),
            ),
            models.CheckConstraint(
                name="product_approved_has_time",
                condition=~Q(state=ProductState.APPROVED) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="product_published_has_lasting_slug",
                condition=Q(published_at__isnull=True) | ~Q(slug__contains="_"),
            ),
            models.CheckConstraint(
                name="product_submitted_has_time",
                condition=Q(state=ProductState.APPROVED)
                | Q(state=ProductState.SUBMITTED, submitted_at__isnull=False)
                | (~Q(state=ProductState.SUBMITTED) & Q(submitted_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="product_pending_when_approved",
                condition=Q(state=ProductState.APPROVED) | Q(pending_changes={}),
            ),
            models.CheckConstraint(name="product_state", condition=Q(state__in=ProductState.values)),
            models.CheckConstraint(
                name="product_label_group", condition=Q(label_group__in=LabelGroup.values)
            ),
            models.CheckConstraint(name="product_is_named", condition=~Q(name={})),
            models.CheckConstraint(
                name="product_shelf_life",
                condition=Q(shelf_life_days__isnull=True) | Q(shelf_life_days__gte=1),
            ),
            models.CheckConstraint(
                name="product_alcohol_percent",
                condition=Q(alcohol_percent__isnull=True)
                | Q(alcohol_percent__gte=0, alcohol_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class VariantQuerySet(models.QuerySet["Variant"]):
    """Rules about many variants."""

    def present(self) -> VariantQuerySet:
        """Return the variants that are not deleted, of products that are not deleted."""
        return self.filter(deleted_at__isnull=True, product__deleted_at__isnull=True)

    def public(self) -> VariantQuerySet:
        """Return the variants that anybody may see."""
        return self.present().filter(product__state=ProductState.APPROVED, approved=True)


class Variant(models.Model):
    """What is put on a shelf and sold: one size, packing or colour of a product.

    ``approved`` says that the Alliance has seen what the columns hold; a new variant of an approved product
    waits for that. ``pending_changes`` are as those of the product.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    cooperative = models.ForeignKey(
        Cooperative,
        on_delete=models.PROTECT,
        related_name="variants",
        help_text="The product's, kept here so that the SKU is unique within it.",
    )
    sku = models.CharField(max_length=40)
    name = TextsField(blank=True, help_text="What tells this variant from the others.")
    sale_unit = models.CharField(max_length=30, blank=True, help_text="chai, lọ, hộp …")
    net_amount = models.DecimalField(max_digits=12, decimal_places=3)
    net_unit = models.CharField(max_length=20, help_text="g, kg, ml, l, or a counted thing such as quả.")
    pack_count = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PACKS)],
        help_text="10 in: 10 gói x 18 g.",
    )
    pack_unit = models.CharField(max_length=20, blank=True, help_text="gói in: 10 gói x 18 g.")
    specification = models.CharField(max_length=100, blank=True, help_text="180 x 35 cm")
    price_vnd = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_PRICE_VND)],
        help_text="One piece, in whole đồng.",
    )
    available = models.BooleanField(default=True, help_text="Còn hàng.")
    position = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(LAST_POSITION)])
    approved = models.BooleanField(default=False)
    pending_changes = models.JSONField(default=dict, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = VariantQuerySet.as_manager()
    history = record_history()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="variant_sku_in_cooperative", fields=["cooperative", "sku"]),
            models.CheckConstraint(name="variant_price_positive", condition=Q(price_vnd__gte=1)),
            models.CheckConstraint(name="variant_net_amount_positive", condition=Q(net_amount__gt=0)),
            models.CheckConstraint(name="variant_has_sku", condition=~Q(sku="")),
            models.CheckConstraint(
                name="variant_pending_when_approved", condition=Q(approved=True) | Q(pending_changes={})
            ),
            models.CheckConstraint(
                name="variant_merged_is_deleted",
                condition=Q(merged_into__isnull=True)
                | (Q(deleted_at__isnull=False) & ~Q(merged_into=F("id"))),
            ),
        ]

    def __str__(self) -> str:
        return self.sku

"""The shapes of goods in requests and answers of staff."""

from typing import Any

from rest_framework import serializers

from api.staff.bodies import StrictSerializer
from api.store.serializers import MoneySerializer
from catalogue.models import ApprovalKind, CertificateKind, LabelGroup, ProductState

Shape = serializers.Serializer[dict[str, Any]]
LARGEST = 2**63 - 1


SKU_TEXT = "Letters A-Z, digits and `- _ . / +`, such as `MO-500`; one of before that is no such code stays."


class TextsField(serializers.DictField):
    """Texts by language: ``{"vi": "Mật ong", "en": "Honey"}``."""

    child = serializers.CharField(max_length=5_000, trim_whitespace=False)


class DecisionSerializer(Shape):
    """The latest step towards the public, with its reason."""

    kind = serializers.ChoiceField(choices=ApprovalKind.choices)
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class SellerCertificateSerializer(Shape):
    """A certificate; it counts publicly once a person of the Alliance has checked it."""

    id = serializers.IntegerField()
    product = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=CertificateKind.choices)
    stars = serializers.IntegerField(allow_null=True)
    number = serializers.CharField()
    issued_by = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField()
    dates_assumed = serializers.BooleanField()
    checked_at = serializers.DateTimeField(allow_null=True)
    refusal_reason = serializers.CharField(help_text="Why the Alliance did not confirm it; else empty.")


class SellerVariantSerializer(Shape):
    """What is sold. `pending_changes` wait for the Alliance."""

    id = serializers.IntegerField()
    product = serializers.IntegerField()
    sku = serializers.CharField()
    name = TextsField()
    sale_unit = serializers.CharField()
    net_amount = serializers.CharField()
    net_unit = serializers.CharField()
    pack_count = serializers.IntegerField(allow_null=True)
    pack_unit = serializers.CharField()
    specification = serializers.CharField()
    price = MoneySerializer()
    available = serializers.BooleanField()
    position = serializers.IntegerField()
    approved = serializers.BooleanField()
    pending_changes = serializers.DictField()
    gtin = serializers.CharField(allow_null=True)
    gtin_display = serializers.CharField(allow_null=True)
    in_store_number = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class SellerProductSerializer(Shape):
    """A product with its variants. Of an approved one, `pending_changes` wait for the Alliance."""

    id = serializers.IntegerField()
    slug = serializers.CharField(
        help_text="Stands in public addresses from the first approval on, for ever; provisional before."
    )
    cooperative = serializers.CharField()
    category = serializers.CharField()
    name = TextsField()
    description = TextsField()
    ingredients = TextsField()
    storage = TextsField()
    usage = TextsField()
    origin = TextsField()
    warnings = TextsField()
    label_group = serializers.ChoiceField(choices=LabelGroup.choices)
    ocop_group = serializers.CharField()
    shelf_life_days = serializers.IntegerField(allow_null=True)
    nutrition = serializers.DictField(help_text="Of 100 g or 100 ml.")
    nutrition_exempt = serializers.CharField()
    alcohol_percent = serializers.CharField(allow_null=True, help_text="Ethanol, % by volume.")
    state = serializers.ChoiceField(choices=ProductState.choices)
    pending_changes = serializers.DictField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    decision = DecisionSerializer(allow_null=True)
    variants = SellerVariantSerializer(many=True)
    certificates = SellerCertificateSerializer(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ProductChangesSerializer(StrictSerializer):
    """The fields of a product that its cooperative writes."""

    category = serializers.SlugField(max_length=120)
    name = TextsField()
    description = TextsField(required=False)
    ingredients = TextsField(required=False)
    storage = TextsField(required=False)
    usage = TextsField(required=False)
    origin = TextsField(required=False)
    warnings = TextsField(required=False)
    nutrition = serializers.DictField(required=False)
    nutrition_exempt = serializers.CharField(max_length=200, allow_blank=True, required=False)
    alcohol_percent = serializers.DecimalField(
        max_digits=4, decimal_places=1, min_value=0, max_value=100, allow_null=True, required=False
    )
    label_group = serializers.ChoiceField(choices=LabelGroup.choices)
    ocop_group = serializers.CharField(max_length=100, allow_blank=True, required=False)
    shelf_life_days = serializers.IntegerField(min_value=1, max_value=36_500, allow_null=True, required=False)


class NewProductSerializer(ProductChangesSerializer):
    """A new product; the cooperative is named where there is a choice."""

    cooperative = serializers.SlugField(max_length=120, required=False)


class NewMoneySerializer(StrictSerializer):
    """Whole đồng."""

    amount = serializers.IntegerField(min_value=1, max_value=1_000_000_000)
    currency = serializers.ChoiceField(choices=["VND"], default="VND")


class VariantChangesSerializer(StrictSerializer):
    """The fields of a variant that its cooperative writes."""

    sku = serializers.CharField(max_length=40, help_text=SKU_TEXT)
    name = TextsField(required=False)
    sale_unit = serializers.CharField(max_length=30, allow_blank=True, required=False)
    net_amount = serializers.DecimalField(max_digits=12, decimal_places=3)
    net_unit = serializers.CharField(max_length=20)
    pack_count = serializers.IntegerField(min_value=1, max_value=100_000, allow_null=True, required=False)
    pack_unit = serializers.CharField(max_length=20, allow_blank=True, required=False)
    specification = serializers.CharField(max_length=100, allow_blank=True, required=False)
    price = NewMoneySerializer()
    available = serializers.BooleanField(required=False)
    position = serializers.IntegerField(min_value=0, max_value=1_000_000, required=False)


class NewVariantSerializer(VariantChangesSerializer):
    """A new variant of a product."""

    product = serializers.IntegerField(min_value=1, max_value=LARGEST)


class CertificateChangesSerializer(StrictSerializer):
    """The fields of a certificate; changing one asks for a new check."""

    kind = serializers.ChoiceField(choices=CertificateKind.choices)
    stars = serializers.IntegerField(min_value=3, max_value=5, allow_null=True, required=False)
    number = serializers.CharField(max_length=100, allow_blank=True, required=False)
    issued_by = serializers.CharField(max_length=200, allow_blank=True, required=False)
    valid_from = serializers.DateField()
    valid_to = serializers.DateField()


class NewCertificateSerializer(CertificateChangesSerializer):
    """A new certificate of a product."""

    product = serializers.IntegerField(min_value=1, max_value=LARGEST)


class MergeSerializer(StrictSerializer):
    """Into which other one."""

    into = serializers.IntegerField(min_value=1, max_value=LARGEST)


class CopySerializer(StrictSerializer):
    """The SKU of the copy."""

    sku = serializers.CharField(max_length=40, help_text=SKU_TEXT)


class FieldChangeSerializer(Shape):
    """A field with its value before and after."""

    field = serializers.CharField()
    before = serializers.JSONField()  # anything, null too
    after = serializers.JSONField()  # anything, null too


class ChangeSerializer(Shape):
    """Who changed what, and when."""

    id = serializers.IntegerField()
    row = serializers.IntegerField(
        help_text="Id of what changed; another one where what was removed is entered anew."
    )
    kind = serializers.ChoiceField(choices=["created", "changed", "removed"])
    actor = serializers.CharField(help_text="Such as `user:7`, `key:3` or `system`.")
    at = serializers.DateTimeField()
    fields = FieldChangeSerializer(many=True)  # type: ignore[assignment]  # a field, not its own fields

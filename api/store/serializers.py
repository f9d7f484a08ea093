"""The shapes of the store's answers, for the schema; lists and details are stored documents already."""

from typing import Any

from rest_framework import serializers

from catalogue.models import MediaKind, PartyType

Shape = serializers.Serializer[dict[str, Any]]


class MoneySerializer(Shape):
    """An amount of money. VND has no minor unit: 320000 is 320.000 đồng."""

    amount = serializers.IntegerField(min_value=0)
    currency = serializers.ChoiceField(choices=["VND"])


class NamedSerializer(Shape):
    """A row by its slug and its name in the language of the answer."""

    slug = serializers.CharField()
    name = serializers.CharField()


class ImageSerializer(Shape):
    """A picture with its size in pixels."""

    url = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField()


class SourceSerializer(Shape):
    """One file of a photo or clip: the same in another size or format."""

    url = serializers.CharField()
    type = serializers.CharField(help_text="Media type, such as image/webp.")
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)


class MediaSerializer(Shape):
    """A photo, or a clip in one language. `url` is the largest JPEG of a photo, or the clip itself."""

    kind = serializers.ChoiceField(choices=MediaKind.choices)
    url = serializers.CharField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    alt = serializers.CharField(
        help_text="What is to be seen or heard; the product's name where nobody said."
    )
    language = serializers.CharField(allow_null=True, help_text="Of a clip: BCP 47, such as hmn.")
    duration_ms = serializers.IntegerField(allow_null=True)
    sources = SourceSerializer(many=True)


class ProductCardSerializer(Shape):
    """A product in a list. `price` is the lowest of its variants; stars show only while certified."""

    slug = serializers.CharField()
    name = serializers.CharField()
    cooperative = NamedSerializer()
    category = NamedSerializer()
    image = ImageSerializer(allow_null=True)
    price = MoneySerializer()
    available = serializers.BooleanField()
    ocop_stars = serializers.IntegerField(allow_null=True, min_value=3, max_value=5)
    variant_count = serializers.IntegerField(min_value=0)
    published_at = serializers.DateTimeField()


class QuantitySerializer(Shape):
    """An amount as a decimal text, and its unit."""

    amount = serializers.CharField()
    unit = serializers.CharField()


class UnitPriceSerializer(MoneySerializer):
    """The price of one kg, l, m, m2 or piece."""

    per = serializers.CharField()


class CertificateSerializer(Shape):
    """A certificate in force."""

    kind = serializers.CharField()
    stars = serializers.IntegerField(allow_null=True)
    number = serializers.CharField()
    issued_by = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField()
    dates_assumed = serializers.BooleanField(
        help_text="The dates were not given: 36 months from the day of entry, until somebody enters them."
    )


class VariantSerializer(Shape):
    """What is sold: one size or packing."""

    sku = serializers.CharField()
    gtin = serializers.CharField(allow_null=True, help_text="14 digits, zero-filled.")
    gtin_display = serializers.CharField(allow_null=True, help_text="In its own length, as printed.")
    net_quantity = QuantitySerializer()
    in_store_number = serializers.CharField(
        allow_null=True, help_text="Means something in the showroom alone; it is not a GTIN."
    )
    price = MoneySerializer()
    unit_price = UnitPriceSerializer(allow_null=True)
    available = serializers.BooleanField()
    barcode = serializers.CharField(allow_null=True, help_text="Address of the barcode as SVG.")


class ProductDetailSerializer(ProductCardSerializer):
    """All that the public may know of a product."""

    description = serializers.CharField(allow_blank=True)
    ingredients = serializers.CharField(allow_blank=True)
    storage = serializers.CharField(allow_blank=True)
    usage = serializers.CharField(allow_blank=True)
    origin = serializers.CharField(allow_blank=True)
    label_group = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    media = MediaSerializer(many=True)
    certificates = CertificateSerializer(many=True)
    variants = VariantSerializer(many=True)


class ScanRequestSerializer(Shape):
    """What the scanner gave."""

    code = serializers.CharField(
        trim_whitespace=False, help_text="As it came; FNC1 as GS (U+001D). At most 2048 characters."
    )


class MatchSerializer(Shape):
    """A variant that carries the code."""

    product = serializers.CharField(help_text="Slug of the product.")
    name = serializers.CharField()
    sku = serializers.CharField()
    gtin = serializers.CharField(allow_null=True)
    in_store_number = serializers.CharField(allow_null=True)
    packaging_level = serializers.ChoiceField(choices=["each", "inner", "case"])
    units = serializers.IntegerField(min_value=1, help_text="Pieces in the pack that was scanned.")
    price = MoneySerializer(help_text="Of one piece.")
    available = serializers.BooleanField()
    retired = serializers.BooleanField(
        help_text="The number is no longer given to new goods; old labels still carry it."
    )


class ScanSerializer(Shape):
    """What a code says and whose it is."""

    kind = serializers.ChoiceField(choices=["gtin", "element_string", "digital_link", "in_store", "alias"])
    gtin = serializers.CharField(allow_null=True, help_text="14 digits; null where the code has none.")
    data = serializers.DictField(  # type: ignore[assignment]  # a field, not the serializer's own data
        child=serializers.CharField(), help_text="Application identifier to value as encoded."
    )
    decoded = serializers.DictField(
        child=serializers.JSONField(), help_text="The same by name: lot, expires_on, count …"
    )
    matches = MatchSerializer(many=True)
    measure = QuantitySerializer(required=False, help_text="Variable-measure codes only.")
    price = MoneySerializer(required=False, help_text="Variable-measure codes only.")


class PageShape(Shape):
    """A page of a list; `next` and `previous` are addresses, or null at the ends."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class ProductPageSerializer(PageShape):
    """A page of products."""

    results = ProductCardSerializer(many=True)


class CategorySerializer(NamedSerializer):
    """A branch of the tree."""

    parent = serializers.CharField(  # type: ignore[assignment]  # a field, not the serializer around it
        allow_null=True, help_text="Slug of the branch it hangs on."
    )
    product_count = serializers.IntegerField(min_value=0)


class CategoryPageSerializer(PageShape):
    """The whole tree."""

    results = CategorySerializer(many=True)


class CommuneSerializer(Shape):
    """A commune by the code of the General Statistics Office."""

    code = serializers.CharField()
    name = serializers.CharField()


class CooperativeSerializer(NamedSerializer):
    """One who offers goods."""

    party_type = serializers.ChoiceField(choices=PartyType.values)
    commune = CommuneSerializer()
    province_code = serializers.CharField()
    product_count = serializers.IntegerField(min_value=1)


class CooperativePageSerializer(PageShape):
    """A page of cooperatives."""

    results = CooperativeSerializer(many=True)


class CooperativeDetailSerializer(CooperativeSerializer):
    """One who offers goods, with the story."""

    story = serializers.CharField(allow_blank=True)


class SuggestionSerializer(Shape):
    """One proposal while typing."""

    kind = serializers.ChoiceField(choices=["category", "product", "cooperative"])
    text = serializers.CharField()
    slug = serializers.CharField()


class SuggestionPageSerializer(PageShape):
    """All proposals, at most 10."""

    results = SuggestionSerializer(many=True)

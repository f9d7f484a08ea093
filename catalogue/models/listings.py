"""What the public reads: one ready document for each product, language and span of days."""

import datetime

from django.db import models
from django.db.models import F, Q

from catalogue.models.categories import Category
from catalogue.models.cooperatives import Cooperative
from catalogue.models.products import Product

LAST_DAY = datetime.date(9999, 12, 31)

_NARROWED_BY = ("category", "commune_code", "starts_on", "ends_on")


class CatalogueGeneration(models.Model):
    """The single row whose number grows with every change that the public can see."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="catalogue_generation_single", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.number)


class ListingDocument(models.Model):
    """A published product as the wire shows it, in one language, from ``starts_on`` to ``ends_on``.

    A certificate that begins or ends cuts the time into spans, so what expires disappears by itself.
    ``card`` is the JSON object of a list without price and availability, ``detail`` holds what the page of
    the product adds, ``offers`` is the JSON list of variants. Prices move often, so they are columns.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="documents")
    language = models.CharField(max_length=35)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day on which this document is shown.")
    slug = models.CharField(max_length=200)
    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+", db_index=False)
    commune_code = models.CharField(max_length=5)
    certificate_kinds = models.CharField(max_length=200, help_text="Such as ' ocop vietgap '.")
    ocop_stars = models.PositiveSmallIntegerField(null=True)
    price_vnd = models.PositiveIntegerField()
    available = models.BooleanField()
    published_us = models.BigIntegerField(
        help_text="Microseconds since 1970: a whole number sorts and pages alike in every database."
    )
    name_key = models.CharField(max_length=300, help_text="Digits that sort as the Vietnamese alphabet does.")
    card = models.TextField()
    detail = models.TextField()
    offers = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="listing_document_once", fields=["product", "language", "starts_on"]
            ),
            models.CheckConstraint(name="listing_document_span", condition=Q(ends_on__gte=F("starts_on"))),
        ]
        indexes = [
            models.Index(name="listing_by_slug", fields=["slug", "language"]),
            # Each order, with the columns that most lists are narrowed by: what is left out is passed over
            # in the index, without reading its documents.
            *(
                models.Index(name=f"listing_by_{name}", fields=["language", column, "product", *_NARROWED_BY])
                for name, column in (
                    ("published", "published_us"),
                    ("price", "price_vnd"),
                    ("name", "name_key"),
                )
            ),
            # With the days, so that products are counted without reading them.
            models.Index(name="listing_by_category", fields=["language", "category", "starts_on", "ends_on"]),
            models.Index(
                name="listing_by_cooperative", fields=["language", "cooperative", "starts_on", "ends_on"]
            ),
            models.Index(name="listing_by_commune", fields=["language", "commune_code"]),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.language}"


class SearchEntry(models.Model):
    """The words that find a published product, as ``catalogue.search`` writes them.

    ``words`` are folded, each once; the index over them (migration 0004) is kept by the database itself. The
    other columns rank what was found: ``spelled`` keeps the marks, names keep the order. Each word stands
    between blanks.
    """

    product = models.OneToOneField(
        Product, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    words = models.TextField()
    words_spelled = models.TextField()
    name_folded = models.TextField()
    name_spelled = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.name_folded

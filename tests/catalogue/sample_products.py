"""The 76 sample products, published and rendered, without the importer."""

import csv
import datetime
from pathlib import Path

from django.db import transaction

from catalogue.listings import render_products
from catalogue.models import Category, Certificate, Cooperative, Product, ProductState, Variant
from catalogue.quantity import parse_quantity
from catalogue.slugs import slugify

SAMPLE = Path(__file__).resolve().parents[2] / "demo" / "sample_products.csv"
NEWEST = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


def load_sample_products() -> None:
    """Publish the rows of the sample file, the first one newest."""
    categories = {category.slug: category for category in Category.objects.all()}
    cooperatives: dict[str, Cooperative] = {}
    products: list[Product] = []
    variants: list[Variant] = []
    certificates: list[Certificate] = []
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        if row["tax_code"] not in cooperatives:
            cooperatives[row["tax_code"]] = Cooperative.objects.create(
                name=row["cooperative"],
                slug=slugify(row["cooperative"]),
                tax_code=row["tax_code"],
                commune_code=row["commune_code"],
                commune_name=row["commune"],
                province_code=row["province_code"],
            )
        product = Product(
            cooperative=cooperatives[row["tax_code"]],
            category=categories[row["category"]],
            slug=slugify(row["name_vi"]),
            name={"vi": row["name_vi"], "en": row["name_en"]},
            ingredients={"vi": row["ingredients_vi"]} if row["ingredients_vi"] else {},
            label_group=row["label_group"],
            state=ProductState.APPROVED,
            published_at=NEWEST - datetime.timedelta(hours=number),
        )
        quantity = parse_quantity(row["net_quantity"])
        variant = Variant(
            product=product,
            cooperative=product.cooperative,
            sku=row["sku"],
            net_amount=quantity.amount,
            net_unit=quantity.unit,
            price_vnd=int(row["price_vnd"]),
            approved=True,
        )
        products.append(product)
        variants.append(variant)
        if row["ocop_stars"] not in ("", "0"):
            certificates.append(
                Certificate(
                    product=product,
                    kind="ocop",
                    stars=int(row["ocop_stars"]),
                    valid_from=datetime.date(2025, 1, 1),
                    valid_to=datetime.date(2099, 12, 31),
                    checked_at=NEWEST,
                    checked_by="system",
                )
            )
    Product.objects.bulk_create(products)
    Variant.objects.bulk_create(variants)
    Certificate.objects.bulk_create(certificates)
    with transaction.atomic():
        render_products([product.pk for product in products])

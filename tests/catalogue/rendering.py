"""Documents rendered in a transaction of their own, for tests."""

from django.db import transaction

from catalogue.listings import render_products
from catalogue.models import Product


def render(*products: Product) -> None:
    with transaction.atomic():
        render_products([product.pk for product in products])

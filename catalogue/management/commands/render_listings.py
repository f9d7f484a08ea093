"""``render_listings``: all public documents and the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from catalogue.listings import BATCH, render_products
from catalogue.models import Product


class Command(BaseCommand):
    help = (
        "Render every listing document and search entry anew: after a change of HTX_LANGUAGES, of the "
        "synonyms or of the software. Shops are served all the while."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        product_ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(product_ids), BATCH):
            with transaction.atomic():
                render_products(product_ids[start : start + BATCH])
            done = min(start + BATCH, len(product_ids))
            self.stdout.write(f"{done} of {len(product_ids)} products rendered")

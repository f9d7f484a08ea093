"""Goods that the public has never seen give up slugs that told which names were taken."""

import re
import secrets

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make_unseen_ones_provisional(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give a provisional slug to each product that was never approved; history and events know of undone ones."""
    del schema_editor
    products = apps.get_model("catalogue", "Product").objects
    approvals = apps.get_model("catalogue", "ApprovalEvent").objects.filter(kind="approved")
    records = apps.get_model("catalogue", "HistoricalProduct").objects.filter(published_at__isnull=False)
    unseen = products.filter(published_at__isnull=True)
    unseen = unseen.exclude(pk__in=approvals.values("product")).exclude(pk__in=records.values("id"))
    for pk, slug in unseen.values_list("pk", "slug"):
        name = re.sub(r"-\d+$", "", slug)
        products.filter(pk=pk).update(slug=f"{name}_{secrets.token_hex(5)}")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0018_media_words_wait")]

    operations = [
        migrations.RunPython(make_unseen_ones_provisional, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(("slug__contains", "_"), _negated=True),
                    _connector="OR",
                ),
                name="product_published_has_lasting_slug",
            ),
        ),
    ]

"""Fill the tree of categories that a new house starts with."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CATEGORIES = Path(__file__).resolve().parent.parent / "reference" / "categories.csv"


def load_categories(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Insert the branches in the order of the file, parents first."""
    category = apps.get_model("catalogue", "Category")
    by_slug: dict[str, Any] = {}
    with CATEGORIES.open(encoding="utf-8", newline="") as file:
        for position, row in enumerate(csv.DictReader(file)):
            by_slug[row["slug"]] = category.objects.create(
                slug=row["slug"],
                parent=by_slug.get(row["parent"]),
                name={"vi": row["vi"], "en": row["en"]},
                position=position,
            )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [migrations.RunPython(load_categories, migrations.RunPython.noop)]

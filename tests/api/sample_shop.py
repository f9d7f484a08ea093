"""The sample goods, imported once for many tests and rolled back behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import transaction


@contextmanager
def sample_shop() -> Iterator[None]:
    """Keep the 76 sample goods with their numbers in the database while the block runs."""
    with transaction.atomic():
        call_command(
            "import_products", str(settings.BASE_DIR / "demo" / "sample_products.csv"), stdout=StringIO()
        )
        call_command("allocate_gtins", stdout=StringIO())
        yield
        transaction.set_rollback(True)

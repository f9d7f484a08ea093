"""The demonstration data: sample goods of synthetic cooperatives, and what a newcomer needs to try them."""

import json
import os
import secrets
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from catalogue.models import Cooperative, Storefront, StorefrontKind
from config.demo_photos import add_demo_photos

SAMPLE = settings.BASE_DIR / "demo" / "sample_products.csv"


class DemoFile(TypedDict):
    """What ``demo.json`` holds. Keys are added as their features land."""

    base_url: str
    publishable_key: str


def demo_path() -> Path:
    """Return where the demo's addresses and keys are kept."""
    return Path(settings.DATA_DIR) / "demo.json"


def load_demo() -> bool:
    """Fill an empty database with the sample; return whether anything was loaded.

    All or nothing: a run that is cut off leaves the database empty, and the next one starts again.
    """
    if Cooperative.objects.exists():
        return False
    with transaction.atomic():
        call_command("import_products", str(SAMPLE))
        call_command("allocate_gtins")
        add_demo_photos()
        Storefront.objects.create(
            name="Demo", kind=StorefrontKind.WEB, publishable_key=f"pk_{secrets.token_urlsafe(24)}"
        )
    return True


def write_demo_file(base_url: str) -> DemoFile:
    """Write ``demo.json`` (mode 0600) for the address the server has now, and return what it says."""
    storefront = Storefront.objects.get(name="Demo")
    demo = DemoFile(base_url=base_url, publishable_key=storefront.publishable_key)
    partial = demo_path().with_suffix(".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(demo, file, ensure_ascii=False, indent=2)
    partial.replace(demo_path())
    return demo

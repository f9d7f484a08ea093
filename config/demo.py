"""The demonstration data: sample goods of synthetic cooperatives, and what a newcomer needs to try them."""

import json
import os
from pathlib import Path
from typing import Any, TypedDict

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from catalogue.cooperatives import edit_cooperative
from catalogue.gs1.keys import build_gln
from catalogue.models import CompanyPrefix, Cooperative, Storefront, StorefrontKind
from catalogue.storefronts import open_storefront
from config.demo_people import StaffEntry, add_demo_people
from config.demo_photos import add_demo_photos
from people.models import User

STOREFRONT = "Demo"
SAMPLE = settings.BASE_DIR / "demo" / "sample_products.csv"


class DemoFile(TypedDict):
    """What ``demo.json`` holds. Keys are added as their features land."""

    base_url: str
    publishable_key: str
    staff: list[StaffEntry]


def demo_path() -> Path:
    """Return where the demo's addresses and keys are kept."""
    return Path(settings.DATA_DIR) / "demo.json"


def load_demo() -> bool:
    """Fill an empty database with the sample and write ``demo.json``; return whether anything was loaded.

    All or nothing: a run that is cut off leaves the database empty, and the next one starts again.
    """
    if Cooperative.objects.exists():
        return False
    with transaction.atomic():
        call_command("import_products", str(SAMPLE))
        call_command("allocate_gtins")
        _give_glns()
        add_demo_photos()
        open_storefront(name=STOREFRONT, kind=StorefrontKind.WEB)
        demo_path().unlink(missing_ok=True)  # of a database that is no more
        write_demo_file(settings.PUBLIC_URL)
    return True


def write_demo_file(base_url: str) -> DemoFile:
    """Write ``demo.json`` (mode 0600) for the address the server has now, and return what it says.

    Passwords and tokens stand there alone: the database has only what shows that they are right.
    """
    written: dict[str, Any] = json.loads(demo_path().read_text("utf-8")) if demo_path().exists() else {}
    storefront = Storefront.objects.filter(name=STOREFRONT).first()
    key = storefront.publishable_key if storefront else written.get("publishable_key", "")
    with transaction.atomic():
        staff: list[StaffEntry] = written.get("staff", [])
        if not (staff or User.objects.exists()):
            staff = add_demo_people()
        demo = DemoFile(base_url=base_url, publishable_key=key, staff=staff)
        _write(demo)  # before the rows are there for good: no password is lost between the two
    return demo


def _give_glns() -> None:
    """Give each cooperative with a company prefix the first location number under it."""
    for prefix in CompanyPrefix.objects.select_related("cooperative").order_by("pk"):
        if prefix.cooperative.gln is None:
            edit_cooperative(cooperative=prefix.cooperative, changes={"gln": build_gln(prefix.prefix, 0)})


def _write(demo: DemoFile) -> None:
    partial = demo_path().with_suffix(".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(demo, file, ensure_ascii=False, indent=2)
    partial.replace(demo_path())

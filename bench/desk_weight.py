"""What the pages of the desk weigh, beside the same pages of the Django admin, with 50 rows in each list.

Counted are the page, its style sheets and its scripts, as a browser loads them the first time, without
pictures. ``python -m bench.desk_weight`` prints a line for each page; no server and no network are needed.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.claims import tell

ROOT = Path(__file__).resolve().parent.parent
ROWS = 50
MOST_RATIO = 0.25
KIB = 1024


def configure(data: Path) -> None:
    """Set the product up with an empty database of its own."""
    import django
    from django.core.management import call_command

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HTX_DATA_DIR": str(data),
        "HTX_RATE_LIMITS": "off",
        "HTX_ALLOWED_HOSTS": "testserver",
    }
    django.setup()
    call_command("migrate", verbosity=0)


def fill() -> Any:
    """Return the browser of an owner who has 50 goods with their numbers."""
    from django.test import Client

    from catalogue.cooperatives import create_cooperative
    from catalogue.lifecycle import create_product, create_variant
    from catalogue.models import Category
    from catalogue.numbering import allocate_gtin, register_company_prefix
    from people.models import Membership, Role, User

    place = {"commune_code": "00721", "commune_name": "Xã Đồng Văn", "province_code": "08"}
    cooperative = create_cooperative(values={"name": "HTX Đồng Văn", "tax_code": "5099900013", **place})
    register_company_prefix(cooperative=cooperative, prefix="9521234567")
    category = Category.objects.get(slug="mat-ong")
    for number in range(ROWS):
        product = create_product(
            cooperative=cooperative,
            category=category,
            name={"vi": f"Mật ong bạc hà số {number}"},
            label_group="thuc-pham",
        )
        variant = create_variant(
            product=product, sku=f"MO-{number}", price_vnd=320_000, net_amount=Decimal(500), net_unit="ml"
        )
        allocate_gtin(variant=variant)
    owner = User.objects.create_user("lan")
    Membership.objects.create(user=owner, cooperative=cooperative, role=Role.OWNER)
    browser = Client()
    browser.force_login(owner, backend="people.log_in.PasswordAndCode")
    return browser


def measure() -> dict[str, dict[str, int]]:
    """Return the weights of log-in, start page and list."""
    from django.test import Client

    from bench.page_bytes import weigh

    browser = fill()
    pages: dict[str, tuple[Any, str]] = {
        "log_in": (Client(), "/desk/log-in"),
        "start": (browser, "/desk/"),
        "list": (browser, "/desk/goods"),
    }
    return {name: asdict(weigh(client, path)) for name, (client, path) in pages.items()}


def yardstick() -> dict[str, dict[str, int]]:
    """Return the same of the admin, from a process of its own."""
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "bench.admin_pages"]
    ran = subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, int]] = json.loads(ran.stdout)
    return found


def main() -> int:
    """Print a line for each page; return 1 when one is too heavy."""
    kept = []
    with tempfile.TemporaryDirectory(prefix="htx-bench-") as folder:
        configure(Path(folder))
        ours, theirs = measure(), yardstick()
    for name, weight in ours.items():
        admin = theirs[name]
        line = {
            "bench": f"desk_weight_{name}",
            "yardstick": f"Django admin: {admin['plain'] / KIB:.1f} KiB in {admin['files']} files, "
            f"{admin['zipped'] / KIB:.1f} with gzip",
            "value": round(weight["plain"] / KIB, 1),
            "ratio": round(weight["plain"] / admin["plain"], 3),
            "unit": f"KiB of HTML, CSS and JavaScript in {weight['files']} files; "
            f"{weight['zipped'] / KIB:.1f} with gzip, ratio {weight['zipped'] / admin['zipped']:.3f}",
        }
        kept.append(tell(line, most={"ratio": MOST_RATIO}))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

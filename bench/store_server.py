"""The product with 10,000 synthetic goods on a server as in production, measured against a bare view."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench.claims import tell

ROOT = Path(__file__).resolve().parent.parent
PRODUCTS = 10_000
PRODUCTS_OF_EACH_COOPERATIVE = 100
ROUNDS = 7
REQUESTS_PER_ROUND = 1_600
CONNECTIONS = 4
MOST_BODIES = 100
START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked for once the database is filled, and the least share of the bare view's speed, if any."""

    unit: str
    addresses: Callable[[], list[str]]
    least_ratio: float = 0.0


def measure(benches: dict[str, Load]) -> int:
    """Print a line for each bench by its name: the product beside the same bytes from a bare view.

    Return 1 when a claim is broken, else 0.
    """
    kept = []
    with tempfile.TemporaryDirectory(prefix="htx-bench-") as folder:
        data = Path(folder)
        configure(data)
        fill()
        asked = {name: load.addresses() for name, load in benches.items()}
        with server(data) as port:
            for name, load in benches.items():
                line = {"bench": name, **_compare(data, port, asked[name]), "unit": load.unit}
                kept.append(tell(line, least={"ratio": load.least_ratio}))
    return 0 if all(kept) else 1


def _compare(data: Path, port: int, addresses: list[str]) -> dict[str, object]:
    """Return yardstick, value and ratio of ``addresses``, asked in turn with the bare view."""
    # The bare view keeps bytes by number; numbers already used belong to the benches before.
    first = sum(file.name.isdigit() for file in data.iterdir())
    kept = addresses[:MOST_BODIES]
    for number, address in enumerate(kept, start=first):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as answer:
            (data / str(number)).write_bytes(answer.read())
    bare = [f"/api/v1/store/bench/{number}" for number in range(first, first + len(kept))]
    _load(port, addresses)
    _load(port, bare)
    rounds = [(_load(port, bare), _load(port, addresses)) for _ in range(ROUNDS)]
    yardstick = median(theirs for theirs, _ in rounds)
    return {
        "yardstick": f"bare Django view, same bytes, same server: {yardstick:.0f} per second",
        "value": round(median(ours for _, ours in rounds)),
        "ratio": round(median(ours / theirs for theirs, ours in rounds), 2),
    }


def configure(data: Path) -> None:
    """Point Django at an empty database in ``data`` and migrate it; the caller's own is left alone."""
    os.environ.pop("HTX_DATABASE_URL", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HTX_DATA_DIR": str(data),
        "HTX_BENCH_BODIES": str(data),
        "HTX_RATE_LIMITS": "off",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill() -> None:
    """Create the goods: each with one variant and an assigned GTIN, all published and rendered."""
    from django.db import connection, transaction

    from catalogue.listings import render_products
    from catalogue.models import Product

    with transaction.atomic():
        _create_goods()
        render_products(Product.objects.values_list("pk", flat=True))
    connection.close()


def _create_goods() -> None:
    from django.utils import timezone
    from stdnum.vn import mst

    from catalogue.gs1.company_prefix import build_gtin
    from catalogue.models import (
        Category,
        CompanyPrefix,
        Cooperative,
        Gtin,
        GtinState,
        Product,
        ProductState,
        Variant,
    )

    now = timezone.now()
    bodies = (f"51999{serial:04d}" for serial in range(10_000))
    tax_codes = [body + digit for body in bodies if len(digit := mst.calc_check_digit(body)) == 1]
    cooperatives = Cooperative.objects.bulk_create(
        Cooperative(
            name=f"HTX Nông nghiệp số {number}",
            slug=f"htx-{number}",
            tax_code=tax_codes[number],
            commune_code="00721",
            commune_name="Xã Đồng Văn",
            province_code="08",
        )
        for number in range(PRODUCTS // PRODUCTS_OF_EACH_COOPERATIVE)
    )
    prefixes = CompanyPrefix.objects.bulk_create(
        CompanyPrefix(
            cooperative=cooperative,
            prefix=f"952{number:06d}",
            capacity=1_000,
            next_item_reference=PRODUCTS_OF_EACH_COOPERATIVE,
        )
        for number, cooperative in enumerate(cooperatives)
    )
    categories = list(Category.objects.all())
    products = Product.objects.bulk_create(
        Product(
            cooperative=cooperatives[number // PRODUCTS_OF_EACH_COOPERATIVE],
            category=categories[number % len(categories)],
            slug=f"san-pham-{number}",
            name={"vi": f"Mật ong hoa bạc hà số {number}", "en": f"Mint blossom honey no. {number}"},
            description={"vi": "Hái trên cao nguyên đá, quay bằng tay.", "en": "From the karst plateau."},
            label_group="thuc-pham",
            state=ProductState.APPROVED,
            published_at=now - timedelta(minutes=number),
        )
        for number in range(PRODUCTS)
    )
    variants = Variant.objects.bulk_create(
        Variant(
            product=product,
            cooperative=product.cooperative,
            sku=f"SP-{number}",
            net_amount=500,
            net_unit="g",
            price_vnd=10_000 + number * 37 % 990_000,
            approved=True,
        )
        for number, product in enumerate(products)
    )
    Gtin.objects.bulk_create(
        Gtin(
            gtin=build_gtin(prefixes[number // PRODUCTS_OF_EACH_COOPERATIVE].prefix, number % 100),
            cooperative=variant.cooperative,
            company_prefix=prefixes[number // PRODUCTS_OF_EACH_COOPERATIVE],
            variant=variant,
            state=GtinState.ASSIGNED,
            reserved_at=now,
            assigned_at=now,
        )
        for number, variant in enumerate(variants)
    )


@contextmanager
def server(data: Path) -> Iterator[int]:
    """Yield the port of one worker with its threads, so that the server and not the machine is the limit."""
    from config.management.commands.serve import GUNICORN

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = ["bench.wsgi" if word == "config.wsgi" else word for word in GUNICORN]
    # A worker that restarts in the middle would be measured too.
    words[words.index("--max-requests") + 1] = words[words.index("--max-requests-jitter") + 1] = "0"
    command = [sys.executable, *words, "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait_until_ready(port)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=START_SECONDS)


def _wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _load(port: int, addresses: list[str]) -> float:
    """Return the answers per second, counted by a process of its own."""
    command = [sys.executable, "-m", "bench.http_load", str(port), str(CONNECTIONS), str(REQUESTS_PER_ROUND)]
    done = subprocess.run([*command, *addresses], cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)

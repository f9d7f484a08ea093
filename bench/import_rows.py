"""Importing 10,000 rows from .xlsx with the command, beside a plain ``bulk_create`` of the same goods.

Each side gets a fresh SQLite file and a process of its own. Ours reads, checks, compares, stores the staged
rows, creates cooperatives, products, variants, certificates and ledger entries, and renders the listings; the
yardstick inserts 10,000 ready products and variants and does nothing else.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.claims import tell

ROWS = 10_000
ROWS_OF_EACH_COOPERATIVE = 100
MOST_SECONDS, MOST_MB = 60, 300
ROOT = Path(__file__).resolve().parent.parent
Result = dict[str, float]


def write_rows(path: Path) -> None:
    """Write 10,000 rows of 100 synthetic cooperatives; every other row brings a GTIN."""
    import xlsxwriter
    from stdnum.vn import mst

    from catalogue.gs1.company_prefix import build_gtin

    with (ROOT / "demo" / "sample_products.csv").open(encoding="utf-8", newline="") as sample:
        headers, *patterns = csv.reader(sample)
    bodies = (f"51999{serial:04d}" for serial in range(10_000))
    tax_codes = [body + digit for body in bodies if len(digit := mst.calc_check_digit(body)) == 1]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, headers)
        for number in range(ROWS):
            group, item = divmod(number, ROWS_OF_EACH_COOPERATIVE)
            row = dict(zip(headers, patterns[number % len(patterns)], strict=True))
            prefix = f"95299{group:05d}"
            row |= {
                "sku": f"SP-{number:05d}",
                "name_vi": f"{row['name_vi']} số {number}",
                "name_en": f"{row['name_en']} no. {number}",
                "cooperative": f"HTX Số {group}",
                "tax_code": tax_codes[group],
                "company_prefix": prefix,
                "gtin": build_gtin(prefix, item)[1:] if number % 2 else "",
                "commune": "Xã Đồng Văn",
                "commune_code": "00721",
            }
            for column, text in enumerate(row.values()):
                sheet.write_string(number + 1, column, text)


def run_import(path: Path) -> Result:
    """Return seconds and peak memory growth of the command."""
    from django.core.management import call_command

    from catalogue.models import ListingDocument, Product

    Product.objects.count()  # connect before the clock starts
    before = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    began = time.perf_counter()
    call_command("import_products", str(path), stdout=sys.stderr)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if Product.objects.public().count() != ROWS or ListingDocument.objects.count() < 2 * ROWS:
        raise SystemExit("not everything was imported")
    return {"seconds": seconds, "memory_growth_mb": (peak - before) / 1024 / 1024}


def run_yardstick(path: Path) -> Result:
    """Return the seconds that ``bulk_create`` takes for as many products and variants of the same texts."""
    from decimal import Decimal

    from django.db import transaction
    from django.utils import timezone
    from python_calamine import load_workbook

    from catalogue.models import Category, Cooperative, Product, Variant

    headers, *rows = load_workbook(path).get_sheet_by_index(0).to_python()
    texts = [dict(zip(map(str, headers), map(str, row), strict=True)) for row in rows]
    cooperative = Cooperative.objects.create(
        name="HTX",
        slug="htx",
        tax_code="5199900017",
        commune_code="00721",
        commune_name="Xã",
        province_code="08",
    )
    categories = dict(Category.objects.values_list("slug", "pk"))
    products = [
        Product(
            cooperative=cooperative,
            category_id=categories[row["category"]],
            slug=row["sku"].lower(),
            name={"vi": row["name_vi"], "en": row["name_en"]},
            ingredients={"vi": row["ingredients_vi"]},
            storage={"vi": row["storage_vi"]},
            label_group=row["label_group"],
            ocop_group=row["ocop_group"],
            state="approved",
            published_at=timezone.now(),
        )
        for row in texts
    ]
    variants = [
        Variant(
            product=product,
            cooperative=cooperative,
            sku=row["sku"],
            sale_unit=row["unit"],
            net_amount=Decimal(500),
            net_unit="g",
            price_vnd=int(row["price_vnd"]),
            approved=True,
        )
        for product, row in zip(products, texts, strict=True)
    ]
    began = time.perf_counter()
    with transaction.atomic():
        Product.objects.bulk_create(products)
        for variant in variants:
            variant.product = variant.product  # takes over the id that the product has got
        Variant.objects.bulk_create(variants)
    return {"seconds": time.perf_counter() - began}


def in_fresh_database(side: str, path: Path) -> Result:
    """Return what one side measures in a process and a database of its own."""
    with tempfile.TemporaryDirectory() as data_dir:
        environment = {name: text for name, text in os.environ.items() if name != "HTX_DATABASE_URL"}
        environment |= {"HTX_DATA_DIR": data_dir, "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "bench.import_rows", side, str(path)]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    result: Result = json.loads(done.stdout)
    return result


def main() -> int:
    """Print one JSON line; return 1 when the claim is broken."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        write_rows(path)
        ours = in_fresh_database("ours", path)
        yardstick = in_fresh_database("yardstick", path)
    line = {
        "bench": "import_rows",
        "yardstick": f"bulk_create of {ROWS} products and variants: {yardstick['seconds']:.2f} s",
        "value": round(ours["seconds"], 1),
        "ratio": round(ours["seconds"] / yardstick["seconds"], 1),
        "unit": f"seconds for {ROWS} rows, listings rendered",
        "rows_per_second": round(ROWS / ours["seconds"]),
        "memory_growth_mb": round(ours["memory_growth_mb"]),
    }
    return 0 if tell(line, most={"value": MOST_SECONDS, "memory_growth_mb": MOST_MB}) else 1


if __name__ == "__main__":
    if len(sys.argv) == 3:
        import django

        django.setup()
        measure = run_import if sys.argv[1] == "ours" else run_yardstick
        print(json.dumps(measure(Path(sys.argv[2]))))
    else:
        sys.exit(main())

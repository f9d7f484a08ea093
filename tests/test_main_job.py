"""The main job, whole: from a cooperative's spreadsheet to a scanned label and a shop listing."""

import csv
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from PIL import Image

from catalogue.models import Gtin, GtinState, InStoreNumber, Variant

pytestmark = pytest.mark.django_db

SAMPLE = Path(settings.BASE_DIR) / "demo" / "sample_products.csv"


def codes(image: Image.Image) -> list[str]:
    # Without try_downscale=False the reader finds wrong numbers in its own smaller copy of a sheet.
    return [code.text for code in zxingcpp.read_barcodes(image.convert("L"), try_downscale=False)]


def codes_of_pdf(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [code for page in document for code in codes(page.render(scale=300 / 72).to_pil())]


def expected_codes() -> Counter[str]:
    """Return what the labels of all numbered goods carry: EAN-13 everywhere, a Digital Link on each GTIN."""
    gtins = list(Gtin.objects.filter(state=GtinState.ASSIGNED).values_list("gtin", flat=True))
    linked = [f"{settings.PUBLIC_URL}/01/{gtin}" for gtin in gtins]
    in_store = InStoreNumber.objects.values_list("number", flat=True)
    return Counter([*(gtin[1:] for gtin in gtins), *linked, *in_store])


def sku_of(code: str) -> str:
    """Return the SKU of the variant whose number ``code`` carries, asked of the tables themselves."""
    digits = code.rpartition("/")[2]
    entry = Gtin.objects.filter(gtin=digits.zfill(14)).select_related("variant").first()
    variant = entry.variant if entry else InStoreNumber.objects.get(number=digits).variant
    assert variant is not None
    return variant.sku


def test_every_numbered_product_goes_from_the_spreadsheet_to_a_scanned_label(
    tmp_path: Path, client: Client
) -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    call_command("import_products", str(SAMPLE))
    call_command("allocate_gtins")

    assert len(rows) == 76
    assert Counter(Variant.objects.values_list("sku", flat=True)) == Counter(row["sku"] for row in rows)
    goods = [row for row in rows if row["label_group"] != "dich-vu"]
    with_prefix = [row for row in goods if row["company_prefix"]]
    assert Gtin.objects.count() == len(with_prefix) == 46
    assert InStoreNumber.objects.count() == len(goods) - len(with_prefix) == 28
    for row in rows:
        if row["gtin"]:
            assert Gtin.objects.get(gtin=row["gtin"].zfill(14)).adopted

    pdf = tmp_path / "labels.pdf"
    call_command("print_labels", "--stock=a4-24-70x37", "--printer=office-600", f"--output={pdf}", "--all")
    read = codes_of_pdf(pdf)

    assert Counter(read) == expected_codes()
    names = {row["sku"]: row["name_vi"] for row in rows}
    for code in read:
        answer = client.get("/api/v1/store/scan", {"code": code}).json()
        (match,) = answer["matches"]
        assert (match["sku"], match["name"]) == (sku_of(code), names[sku_of(code)])
        assert client.get(f"/api/v1/store/products/{match['product']}").status_code == 200

    listed = client.get("/api/v1/store/products", {"limit": 100}).json()["results"]
    assert Counter(item["name"] for item in listed) == Counter(row["name_vi"] for row in rows)


def test_every_numbered_product_is_read_from_the_pictures_of_a_203_dpi_printer(tmp_path: Path) -> None:
    call_command("import_products", str(SAMPLE))
    call_command("allocate_gtins")

    call_command(
        "print_labels",
        "--stock=roll-50x30",
        "--printer=thermal-203",
        "--format=png",
        f"--output={tmp_path / 'label.png'}",
        "--all",
    )
    pictures = sorted(tmp_path.glob("*.png"))
    read = [code for path in pictures for code in codes(Image.open(BytesIO(path.read_bytes())))]

    assert len(pictures) == 74
    assert Counter(read) == expected_codes()

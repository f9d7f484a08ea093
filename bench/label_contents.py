"""Labels to measure with: the texts of the sample products, and numbers that no cache has seen."""

import csv
from pathlib import Path

from catalogue.gs1.company_prefix import build_gtin
from catalogue.gs1.digital_link import digital_link_uri
from catalogue.gs1.gtin import display_gtin
from catalogue.labels.content import LabelContent

SAMPLE = Path(__file__).resolve().parents[1] / "demo" / "sample_products.csv"
LABELS = 1000


def contents(first: int, labels: int = LABELS) -> list[LabelContent]:
    """Return labels with EAN-13 and QR code, their numbers from ``first`` on."""
    with SAMPLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    made = []
    for index in range(labels):
        row = rows[index % len(rows)]
        gtin14 = build_gtin("9521234", first + index)
        made.append(
            LabelContent(
                row["name_vi"],
                row["net_quantity"],
                int(row["price_vnd"]),
                row["cooperative"],
                display_gtin(gtin14),
                digital_link_uri("https://htx.example.vn", gtin14),
            )
        )
    return made

"""Labels to try: contents, jobs, and what a scanner reads from the printed file."""

import csv
from io import BytesIO
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from catalogue.gs1.company_prefix import build_gtin
from catalogue.gs1.digital_link import digital_link_uri
from catalogue.gs1.gtin import display_gtin, parse_gtin
from catalogue.gs1.in_store import build_in_store_number
from catalogue.labels.content import LabelContent
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import LabelStock, find_stock

SAMPLE = Path(__file__).parents[3] / "demo" / "sample_products.csv"
LINK_BASE = "https://htx.example.vn"
HONEY = "9520007919019"

# Papers and the machines they go through, one of each kind.
PAIRS = [
    ("a4-24-70x37", "office-600"),
    ("a4-65-38x21", "office-600"),
    ("roll-50x30", "thermal-203"),
    ("roll-50x30", "thermal-300"),
    ("roll-40x30", "thermal-203"),
    ("roll-40x30", "thermal-300"),
]


def make_content(
    *,
    name: str = "Mật ong hoa bạc hà lọ quà 250 ml",
    net_quantity: str = "250 ml",
    price_vnd: int = 190000,
    cooperative: str = "HTX Ong Đá Tím",
    number: str = HONEY,
    link: bool = True,
) -> LabelContent:
    uri = digital_link_uri(LINK_BASE, parse_gtin(number)) if link else None
    return LabelContent(name, net_quantity, price_vnd, cooperative, number, uri)


def make_job(
    *contents: LabelContent,
    stock: str = "a4-24-70x37",
    printer: str = "office-600",
    copies: int = 1,
    start_cell: int = 1,
) -> LabelJob:
    items = tuple(LabelItem(content, copies) for content in contents)
    return LabelJob(find_stock(stock), find_printer(printer), items, start_cell)


def make_roll(key: str, width_mm: float, height_mm: float, letter_mm: float) -> LabelStock:
    """A roll with one label of this size across."""
    return custom_stock(
        key=key,
        name_vi=key,
        name_en=key,
        page_width_mm=width_mm,
        page_height_mm=height_mm,
        columns=1,
        rows=1,
        label_width_mm=width_mm,
        label_height_mm=height_mm,
        left_mm=0,
        top_mm=0,
        pitch_x_mm=width_mm,
        pitch_y_mm=height_mm,
        roll=True,
        letter_mm=letter_mm,
    )


def sample_contents() -> list[LabelContent]:
    """The products of the sample file; those without a company prefix get in-store numbers and no link."""
    with SAMPLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    contents = []
    for index, row in enumerate(rows):
        prefix = row["company_prefix"]
        if prefix:
            number = display_gtin(build_gtin(prefix, index % 10 ** (12 - len(prefix))))
        else:
            number = build_in_store_number("20", index + 1)
        contents.append(
            make_content(
                name=row["name_vi"],
                net_quantity=row["net_quantity"],
                price_vnd=int(row["price_vnd"]),
                cooperative=row["cooperative"],
                number=number,
                link=bool(prefix),
            )
        )
    return contents


def codes_in_pdf(pdf: bytes, dpi: int) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return sorted(
        code
        for page in document
        for code in codes_in_image(page.render(scale=dpi / 72, grayscale=True).to_pil())
    )


def codes_in_png(png: bytes) -> list[str]:
    return codes_in_image(Image.open(BytesIO(png)).convert("L"))


def codes_in_image(image: Image.Image) -> list[str]:
    # Without try_downscale=False the reader finds wrong numbers in its own smaller copy of a sheet.
    return sorted(code.text for code in zxingcpp.read_barcodes(image, try_downscale=False))

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
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.printers import PRINTERS, find_printer
from catalogue.labels.stocks import STOCKS, find_stock

SAMPLE = Path(__file__).parents[3] / "demo" / "sample_products.csv"
LINK_BASE = "https://htx.example.vn"
HONEY = "9520007919019"

# Every stock with the printers that feed it.
PAIRS = [
    (stock.key, printer.key)
    for stock in STOCKS
    for printer in PRINTERS
    if stock.roll == (printer.feed == "roll")
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

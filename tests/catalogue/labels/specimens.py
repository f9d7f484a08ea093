"""Labels to try: contents, jobs, and what a scanner reads from the printed file."""

import csv
import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from catalogue.barcodes.symbols import ELEMENT_SYMBOLOGIES, Symbol
from catalogue.gs1.company_prefix import build_gtin
from catalogue.gs1.digital_link import digital_link_uri
from catalogue.gs1.gtin import check_digit, display_gtin, packaging_gtin, parse_gtin
from catalogue.gs1.in_store import build_in_store_number
from catalogue.labels.content import LabelContent
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.details import LabelDetails, Wording
from catalogue.labels.geometry import LabelLayout
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.printers import find_printer
from catalogue.labels.raster import label_ink
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


def payload_of(symbol: Symbol) -> str:
    """Return what a scanner reads of a symbol: an element string without the brackets for people."""
    if symbol.symbology not in ELEMENT_SYMBOLOGIES:
        return symbol.text
    return symbol.text.replace("(", "").replace(")", "")


def codes_in_layout(layout: LabelLayout) -> list[str]:
    """Return what a scanner reads on one label; the texts of GS1 symbols come without brackets."""
    picture = label_ink(layout).convert("L").point(lambda shade: 255 - shade)
    return sorted(
        code.text.replace("(", "").replace(")", "") if str(code.content_type).endswith("GS1") else code.text
        for code in zxingcpp.read_barcodes(picture, try_downscale=False)
    )


def codes_in_image(image: Image.Image) -> list[str]:
    # Without try_downscale=False the reader finds wrong numbers in its own smaller copy of a sheet.
    return sorted(code.text for code in zxingcpp.read_barcodes(image, try_downscale=False))


def make_full_content(**changes: Any) -> LabelContent:
    """Return honey with everything that a label can carry."""
    details = LabelDetails(
        label_group="thuc-pham",
        printed_on=dt.date(2026, 11, 2),
        name_en="Mint-flower honey from the Đồng Văn stone plateau",
        net_quantity_en="500 ml",
        responsible=Wording("Hợp tác xã Ong Đá Tím"),
        address=Wording(
            "Thôn Pả Vi, xã Mèo Vạc, tỉnh Tuyên Quang", "Pả Vi village, Mèo Vạc, Tuyên Quang, Vietnam"
        ),
        origin=Wording("Việt Nam", "Vietnam"),
        ingredients=Wording("100 % mật ong hoa bạc hà.", "100 % mint-flower honey."),
        storage=Wording(
            "Nơi khô mát, tránh nắng; không để tủ lạnh.",
            "Cool, dry place out of the sun; do not refrigerate.",
        ),
        usage=Wording(
            "Dùng trực tiếp hoặc pha với nước ấm dưới 40 °C.", "Eat as it is, or in warm water below 40 °C."
        ),
        warnings=Wording("Không dùng cho trẻ dưới 1 tuổi.", "Not for children under 1 year."),
        nutrition=Wording(
            "Trong 100 g: năng lượng 320 kcal; chất đạm 0,3 g; carbohydrat 80 g; chất béo 0 g; natri 4 mg.",
            "Per 100 g: energy 320 kcal; protein 0.3 g; carbohydrate 80 g; fat 0 g; sodium 4 mg.",
        ),
        story=Wording(
            "Mỗi độ thu về, hoa bạc hà nở tím trên núi đá tai mèo. Người Mông ở Mèo Vạc đặt đàn ong nội "
            "bên sườn núi và chỉ quay mật một lần trong năm, khi mật đã chín vàng chanh.",
            "Each autumn the mint blooms purple between the limestone peaks. The Mông of Mèo Vạc set their "
            "native bees on the slopes and harvest once a year, when the honey is ripe.",
        ),
        produced_on=dt.date(2026, 11, 1),
        expires_on=dt.date(2028, 10, 31),
        lot="L2026-11A",
        unit_price_vnd=640000,
        unit_price_per="l",
        sku="HTX-001",
        ocop_stars=4,
        count=48,
        sscc=f"08952000791900001{check_digit('08952000791900001')}",
        audio_link=f"{digital_link_uri(LINK_BASE, parse_gtin(HONEY))}#audio",
    )
    own = {key: changes.pop(key) for key in list(changes) if key in LabelDetails.__slots__}
    content = make_content(
        name="Mật ong hoa bạc hà Cao nguyên đá Đồng Văn",
        net_quantity="500 ml",
        price_vnd=320000,
        cooperative="HTX Ong Đá Tím",
    )
    return replace(content, details=replace(details, **own), **changes)


def make_case_content(**changes: Any) -> LabelContent:
    """Return a case of honey with its own number."""
    number = packaging_gtin(1, parse_gtin(HONEY))
    case = {"number": number, "digital_link": None, "audio_link": None, "units": 12}
    return make_full_content(**{**case, **changes})

"""The templates that are there, by key; each but the standard one comes with English as well."""

from dataclasses import replace

from catalogue.gs1.errors import printable
from catalogue.labels.errors import UnknownTemplate
from catalogue.labels.templates.design import Line, Template

BILINGUAL = "-vi-en"

STANDARD = Template(
    key="standard",
    name_vi="Nhãn chuẩn: tên, giá, mã vạch, mã QR",
    name_en="Standard label: name, price, bars, QR code",
)

_SHELF = Template(
    key="shelf",
    name_vi="Nhãn kệ: tên, giá lớn, đơn giá, mã vạch, mã QR",
    name_en="Shelf label: name, large price, unit price, bars, QR code",
    lines=(
        Line("name", "head", scale=1.5, weight="bold", lines=3, required=True),
        Line("price", scale=3.0, weight="bold", required=True),
        Line("unit_price", scale=1.2, beside=True, align="right"),
        Line("net_quantity", "foot", scale=1.2, weight="bold"),
        Line("cooperative", "foot", lines=3, spare=True),
        Line("ocop", "foot", weight="bold", spare=True),
    ),
    offered=(Line("sku", "foot", style="captioned"), Line("origin", "foot", style="captioned")),
    text_mm=2.4,
    comfort=1.6,
)

_PRODUCT = Template(
    key="product",
    name_vi="Nhãn sản phẩm: đủ nội dung bắt buộc theo luật",
    name_en="Product label: all contents the law asks for",
    lines=(
        Line("name", "head", scale=2.0, weight="bold", required=True),
        Line("ingredients", style="captioned"),
        Line("alcohol", style="captioned"),
        Line("usage", style="captioned"),
        Line("storage", style="captioned"),
        Line("warnings", style="captioned"),
        Line("nutrition", style="captioned"),
        Line("specification", style="captioned"),
        Line("produced_on", style="captioned", weight="bold"),
        Line("packed_on", style="captioned", weight="bold", beside=True),
        Line("expires_on", style="captioned", weight="bold", beside=True),
        Line("lot", style="captioned", weight="bold", beside=True),
        Line("responsible", style="captioned"),
        Line("address", style="captioned"),
        Line("origin", style="captioned"),
        Line("net_quantity", "foot", style="cell", scale=1.6, weight="bold", required=True),
    ),
    offered=(
        Line("ocop", "head", weight="bold"),
        Line("cooperative", "head"),
        Line("sku", style="captioned"),
        Line("price", "foot", style="cell", scale=1.6, weight="bold"),
        Line("unit_price", "foot", style="cell"),
    ),
    legal=True,
)

_CASE = Template(
    key="case",
    name_vi="Nhãn thùng: ITF-14 và GS1-128 có lô, hạn dùng",
    name_en="Case label: ITF-14 and GS1-128 with lot and expiry",
    lines=(
        Line("cooperative", "head", lines=1, spare=True),
        Line("name", "head", scale=2.0, weight="bold", lines=3, required=True),
        Line("units", style="cell", scale=1.5, weight="bold"),
        Line("gtin", style="cell", scale=1.5, weight="bold", beside=True),
        Line("produced_on", style="cell", scale=1.5, weight="bold"),
        Line("expires_on", style="cell", scale=1.5, weight="bold", beside=True),
        Line("lot", style="cell", scale=1.5, weight="bold", beside=True),
    ),
    offered=(
        Line("origin", style="cell"),
        Line("storage", style="captioned"),
        Line("warnings", style="captioned"),
        Line("address", style="captioned"),
        Line("sku", style="cell"),
    ),
    codes=("elements", "case"),
    text_mm=3.0,
)

_PALLET = Template(
    key="pallet",
    name_vi="Nhãn pallet: SSCC theo nhãn hậu cần GS1",
    name_en="Pallet label: SSCC, as a GS1 Logistic Label",
    lines=(
        Line("cooperative", "head", lines=1, spare=True),
        Line("name", "head", scale=1.8, weight="bold", lines=2, required=True),
        Line("sscc", style="cell", scale=1.7, weight="bold", required=True),
        Line("gtin", style="cell", scale=1.4, weight="bold"),
        Line("count", style="cell", scale=1.4, weight="bold", beside=True, required=True),
        Line("expires_on", style="cell", scale=1.4, weight="bold"),
        Line("lot", style="cell", scale=1.4, weight="bold", beside=True),
    ),
    offered=(Line("units", style="cell"), Line("address", style="captioned"), Line("origin", style="cell")),
    codes=("contents", "sscc"),
    text_mm=4.5,
)

_PRICE = Template(
    key="price",
    name_vi="Nhãn giá: giá và đơn giá theo kg, lít",
    name_en="Price label: price and price per kg or litre",
    lines=(
        Line("name", "head", scale=1.2, lines=2, required=True),
        Line("price", scale=3.4, weight="bold", required=True),
        Line("unit_price", scale=1.1, beside=True, align="right"),
        Line("net_quantity", "foot", scale=1.1, weight="bold", spare=True),
    ),
    offered=(
        Line("cooperative", "foot", lines=2),
        Line("ocop", "foot"),
        Line("sku", "foot", style="captioned"),
    ),
    codes=("bars",),
    text_mm=2.2,
    comfort=1.6,
    ruled=False,
)

# Where bars have no room and 2D scanners stand at the till.
_QR = Template(
    key="qr",
    name_vi="Nhãn chỉ có mã QR: tên, giá, không có vạch",
    name_en="QR code only: name and price, no bars",
    lines=(
        Line("name", "head", scale=1.2, weight="bold", lines=3, required=True),
        Line("price", scale=1.8, weight="bold", required=True),
        Line("net_quantity", "foot", weight="bold"),
        Line("cooperative", "foot", lines=2, spare=True),
    ),
    offered=(Line("origin", "foot", style="captioned"), Line("sku", "foot", style="captioned")),
    codes=("qr",),
    ruled=False,
)

_TAG = Template(
    key="tag",
    name_vi="Thẻ treo hàng thủ công: chất liệu, kích thước, cách giữ gìn",
    name_en="Craft hang tag: material, size, care",
    lines=(
        Line("name", "head", scale=1.9, weight="bold", required=True),
        Line("cooperative", "head"),
        Line("ingredients", style="captioned"),
        Line("specification", style="captioned"),
        Line("usage", style="captioned"),
        Line("storage", style="captioned"),
        Line("warnings", style="captioned"),
        Line("origin", style="captioned"),
        Line("price", "foot", scale=2.0, weight="bold"),
    ),
    offered=(
        Line("responsible", style="captioned"),
        Line("address", style="captioned"),
        Line("net_quantity", style="captioned"),
        Line("story"),
        Line("sku", style="captioned"),
        Line("ocop", "head"),
    ),
)

_JEWELLERY = Template(
    key="jewellery",
    name_vi="Tem trang sức: tên, giá, mã nhỏ",
    name_en="Jewellery tag: name, price, small code",
    lines=(
        Line("name", "head", scale=1.0, lines=2, required=True),
        Line("price", scale=1.6, weight="bold"),
    ),
    offered=(Line("ingredients", lines=1), Line("specification", lines=1), Line("sku")),
    codes=("square",),
    text_mm=1.4,
    ruled=False,
)

_STORY = Template(
    key="story",
    name_vi="Thẻ câu chuyện: mã QR để đọc và để nghe",
    name_en="Story card: QR codes to read and to listen",
    lines=(
        Line("name", "head", scale=1.9, weight="bold", required=True),
        Line("cooperative", "head"),
        Line("story", scale=1.1, required=True),
        Line("origin", "foot", style="captioned"),
        Line("ocop", "foot", weight="bold"),
    ),
    offered=(
        Line("net_quantity", "foot", weight="bold"),
        Line("price", "foot", scale=1.8, weight="bold"),
        Line("address", "foot"),
    ),
    codes=("qr", "audio"),
    text_mm=3.2,
    code_mm=0.99,
)


def bilingual(template: Template) -> Template:
    """Return the template with English below the Vietnamese, never larger than it."""
    return replace(
        template,
        key=f"{template.key}{BILINGUAL}",
        name_vi=f"{template.name_vi} (Việt – Anh)",
        name_en=f"{template.name_en} (Vietnamese and English)",
        languages=("vi", "en"),
    )


_IN_VIETNAMESE = (_SHELF, _PRODUCT, _CASE, _PALLET, _PRICE, _QR, _TAG, _JEWELLERY, _STORY)
TEMPLATES = (STANDARD, *_IN_VIETNAMESE, *(bilingual(template) for template in _IN_VIETNAMESE))
_BY_KEY = {template.key: template for template in TEMPLATES}


def find_template(key: str) -> Template:
    """Return the template with this key.

    Raises UnknownTemplate.
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownTemplate(template=printable(key), known=", ".join(_BY_KEY)) from None

"""Draw ``templates.png``: a product label, a case label and a story card as a thermal printer prints them.

``python docs/images/draw_templates.py``; the goods are made up.
"""

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from PIL import Image  # noqa: E402

from catalogue.labels.content import LabelContent  # noqa: E402
from catalogue.labels.details import LabelDetails, Wording  # noqa: E402
from catalogue.labels.layout import lay_out  # noqa: E402
from catalogue.labels.printers import find_printer  # noqa: E402
from catalogue.labels.raster import label_ink  # noqa: E402
from catalogue.labels.stocks import find_stock  # noqa: E402
from catalogue.labels.templates.registry import find_template  # noqa: E402

LINK = "https://htx.example.vn/01/09520007919019"
HONEY = LabelContent(
    name="Mật ong hoa bạc hà Cao nguyên đá",
    net_quantity="500 ml",
    price_vnd=320_000,
    cooperative="HTX Ong Đá Tím",
    number="9520007919019",
    digital_link=LINK,
    details=LabelDetails(
        label_group="thuc-pham",
        name_en="Mint-flower honey of the stone plateau",
        net_quantity_en="500 ml",
        responsible=Wording("Hợp tác xã Ong Đá Tím"),
        address=Wording("Xã Mèo Vạc, tỉnh Tuyên Quang", "Mèo Vạc, Tuyên Quang, Vietnam"),
        origin=Wording("Việt Nam", "Vietnam"),
        ingredients=Wording("100 % mật ong hoa bạc hà", "100 % mint-flower honey"),
        storage=Wording("Nơi khô mát, tránh nắng", "Cool and dry, out of the sun"),
        usage=Wording("Dùng trực tiếp hoặc pha nước ấm", "As it is, or in warm water"),
        warnings=Wording("Không dùng cho trẻ dưới 1 tuổi", "Not for children under 1 year"),
        nutrition=Wording(
            "Trong 100 g: năng lượng 320 kcal; chất đạm 0,3 g; carbohydrat 80 g; chất béo 0 g; natri 4 mg."
        ),
        story=Wording(
            "Mỗi độ thu về, hoa bạc hà nở tím trên núi đá. Người Mông ở Mèo Vạc chỉ quay mật một lần trong "
            "năm, khi mật đã chín vàng chanh.",
            "Each autumn the mint blooms purple between the peaks. The Mông of Mèo Vạc harvest once a year, "
            "when the honey is ripe.",
        ),
        produced_on=dt.date(2026, 11, 1),
        expires_on=dt.date(2028, 10, 31),
        lot="L2026-11A",
        ocop_stars=4,
        units=12,
        audio_link=f"{LINK}#audio",
    ),
)
CASE = replace(
    HONEY,
    number="19520007919016",
    digital_link=None,
    details=replace(HONEY.details, audio_link=None),
)
LABELS = (
    (HONEY, "product", "roll-100x70"),
    (HONEY, "story-vi-en", "roll-100x70"),
    (CASE, "case", "roll-100x150"),
)
GREY, WHITE, MARGIN = 214, 255, 24


def main() -> None:
    """Write the picture beside this file."""
    printer = find_printer("thermal-203")
    product, story, case = (
        label_ink(lay_out(content, find_stock(stock), printer, find_template(template))).convert("L")
        for content, template, stock in LABELS
    )
    width = product.width + case.width + 3 * MARGIN
    picture = Image.new("L", (width, case.height + 2 * MARGIN), GREY)
    left = product.width + 2 * MARGIN
    places = ((product, MARGIN, MARGIN), (story, MARGIN, product.height + 2 * MARGIN), (case, left, MARGIN))
    for ink, x, y in places:
        picture.paste(ink.point(lambda dot: WHITE - dot), (x, y))
    picture.quantize(4).save(HERE / "templates.png", optimize=True)


if __name__ == "__main__":
    main()

"""Draw ``templates.svg``: one jar of honey on six labels, to the dot of a thermal printer of 203 dpi.

``python docs/images/draw_templates.py`` on the demonstration's database (after ``make run``).
"""

import datetime
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["HTX_PUBLIC_URL"] = "https://id.example.vn"  # what the QR codes say

import django  # noqa: E402

django.setup()

from label_drawing import Drawing  # noqa: E402

from catalogue.label_details import LabelRequest  # noqa: E402
from catalogue.labelling import requested_contents  # noqa: E402
from catalogue.labels.layout import lay_out  # noqa: E402
from catalogue.labels.printers import find_printer  # noqa: E402
from catalogue.labels.stocks import find_stock  # noqa: E402
from catalogue.labels.templates.registry import find_template  # noqa: E402

PRINTER = find_printer("thermal-203")
GOODS = LabelRequest("9520007919019", "L1", datetime.date(2026, 11, 1), None)
# Template, paper, and where its corner lies on the picture, in millimetres.
PLACES = (
    ("shelf-vi-en", "roll-100x50", 4, 4),
    ("tag", "roll-70x50", 108, 4),
    ("product", "roll-100x70", 4, 58),
    ("standard", "roll-50x30", 108, 58),
    ("qr", "roll-40x30", 162, 58),
    ("price", "roll-50x30", 108, 92),
)
WIDTH_MM, HEIGHT_MM = 206, 132


def main() -> None:
    """Write the picture beside this file."""
    drawing = Drawing()
    (content,) = requested_contents([GOODS])
    labels = []
    for template, stock, left_mm, top_mm in PLACES:
        layout = lay_out(content, find_stock(stock), PRINTER, find_template(template))
        paper = f'<rect width="{layout.frame.width}" height="{layout.frame.height}" rx="14" fill="#fff"/>'
        place = f"translate({PRINTER.dots(left_mm):.0f} {PRINTER.dots(top_mm):.0f})"
        labels.append(f'<g transform="{place}">{paper}{drawing.label(layout)}</g>')
    width, height = PRINTER.dots(WIDTH_MM), PRINTER.dots(HEIGHT_MM)
    (HERE / "templates.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{WIDTH_MM * 4}" height="{HEIGHT_MM * 4}">\n'
        f'<rect width="100%" height="100%" fill="#d9d4c5"/>\n'
        f"<defs>{drawing.outlines()}</defs>\n" + "\n".join(labels) + "\n</svg>\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

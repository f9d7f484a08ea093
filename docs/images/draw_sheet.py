"""Draw ``sheet.svg``: the first sheet of the sample goods, as it comes out of the printer.

``python docs/images/draw_sheet.py`` on the demonstration's database (after ``make run``).
"""

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

from catalogue.labelling import all_label_numbers, label_contents  # noqa: E402
from catalogue.labels.jobs import cell_origin, page_size  # noqa: E402
from catalogue.labels.layout import lay_out  # noqa: E402
from catalogue.labels.printers import find_printer  # noqa: E402
from catalogue.labels.stocks import find_stock  # noqa: E402

STOCK, PRINTER = find_stock("a4-24-70x37"), find_printer("office-600")


def main() -> None:
    """Write the picture beside this file."""
    drawing = Drawing()
    labels = []
    for cell, content in enumerate(label_contents(all_label_numbers()[: STOCK.cells])):
        left, top = cell_origin(STOCK, PRINTER, cell)
        ink = drawing.label(lay_out(content, STOCK, PRINTER))
        labels.append(f'<g transform="translate({left} {top})">{ink}</g>')
    width, height = page_size(STOCK, PRINTER)
    (HERE / "sheet.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="630" height="891">\n'
        f'<path fill="#fff" stroke="#999" stroke-width="8" d="M0 0h{width}v{height}h-{width}z"/>\n'
        f"<defs>{drawing.outlines()}</defs>\n" + "\n".join(labels) + "\n</svg>\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

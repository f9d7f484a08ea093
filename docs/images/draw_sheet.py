"""Draw ``sheet.svg``: the first sheet of the sample goods, as it comes out of the printer.

``python docs/images/draw_sheet.py`` on the demonstration's database (after ``make run``).
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from fontTools.pens.svgPathPen import SVGPathPen  # noqa: E402
from fontTools.pens.transformPen import TransformPen  # noqa: E402
from fontTools.ttLib import TTFont  # noqa: E402

from catalogue.labelling import all_label_numbers, label_contents  # noqa: E402
from catalogue.labels.geometry import LabelLayout  # noqa: E402
from catalogue.labels.jobs import cell_origin, page_size  # noqa: E402
from catalogue.labels.layout import lay_out  # noqa: E402
from catalogue.labels.printers import find_printer  # noqa: E402
from catalogue.labels.stocks import find_stock  # noqa: E402
from catalogue.labels.typefaces import Weight, typeface  # noqa: E402

STOCK, PRINTER = find_stock("a4-24-70x37"), find_printer("office-600")
UNITS_PER_EM = 2048
WEIGHTS: tuple[Weight, ...] = ("regular", "bold")


def glyph_definition(font: TTFont, identity: str, letter: str) -> str:
    """Return the outline of ``letter``, a hundred units to the em, to be used again and again."""
    outlines = font.getGlyphSet()
    pen = SVGPathPen(outlines, ntos=lambda number: f"{number:.0f}")
    scale = 100 / UNITS_PER_EM
    outlines[font.getBestCmap()[ord(letter)]].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return f'<path id="{identity}" d="{pen.getCommands()}"/>'


def letters(layout: LabelLayout, identities: dict[tuple[Weight, str], str]) -> str:
    """Return the texts of a label as uses of outlines."""
    uses = []
    for text in layout.texts:
        place = f"translate({text.left:.0f} {text.baseline:.0f}) scale({text.size / 100:.3f})"
        uses.append(f'<g transform="{place}">')
        pen = 0.0
        for letter in text.text:
            if not letter.isspace():
                name = identities.setdefault((text.weight, letter), f"g{len(identities)}")
                uses.append(f'<use href="#{name}" x="{pen / text.size * 100:.0f}"/>')
            pen += typeface(text.weight).pen_width(letter) * text.size + text.tracking
        uses.append("</g>")
    return "".join(uses)


def main() -> None:
    """Write the picture beside this file."""
    identities: dict[tuple[Weight, str], str] = {}
    labels = []
    for cell, content in enumerate(label_contents(all_label_numbers()[: STOCK.cells])):
        layout = lay_out(content, STOCK, PRINTER)
        bars = "".join(
            f"M{left} {top}h{wide}v{tall}h-{wide}z"
            for symbol in layout.symbols
            for left, top, wide, tall in symbol.rectangles()
        )
        left, top = cell_origin(STOCK, PRINTER, cell)
        labels.append(
            f'<g transform="translate({left} {top})"><path d="{bars}"/>{letters(layout, identities)}</g>'
        )
    fonts = {weight: TTFont(typeface(weight).path) for weight in WEIGHTS}
    outlines = [
        glyph_definition(fonts[weight], name, letter) for (weight, letter), name in identities.items()
    ]
    width, height = page_size(STOCK, PRINTER)
    (HERE / "sheet.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="630" height="891">\n'
        f'<path fill="#fff" stroke="#999" stroke-width="8" d="M0 0h{width}v{height}h-{width}z"/>\n'
        f"<defs>{''.join(outlines)}</defs>\n" + "\n".join(labels) + "\n</svg>\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

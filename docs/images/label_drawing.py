"""Labels as SVG, drawn from the layout that is printed; letters are outlines, so it needs no font."""

from collections.abc import Iterator, Sequence

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from path_data import shortened

from catalogue.labels.geometry import LabelLayout
from catalogue.labels.typefaces import Weight, typeface

UNITS_PER_EM = 2048
WEIGHTS: tuple[Weight, ...] = ("regular", "bold")


class Drawing:
    """Labels of one picture, which share the outlines of their letters."""

    def __init__(self) -> None:
        self._identities: dict[tuple[Weight, str], str] = {}

    def label(self, layout: LabelLayout) -> str:
        """Return the ink of a label, in dots from its top left corner."""
        boxes = [box for symbol in layout.symbols for box in symbol.rectangles()]
        boxes += [(rule.left, rule.top, rule.width, rule.height) for rule in layout.rules]
        return f"{''.join(_strokes(boxes))}{self._letters(layout)}"

    def outlines(self) -> str:
        """Return the outlines of all letters that were drawn, to stand before them."""
        fonts = {weight: TTFont(typeface(weight).path) for weight in WEIGHTS}
        return "".join(
            _outline(fonts[weight], name, letter) for (weight, letter), name in self._identities.items()
        )

    def _letters(self, layout: LabelLayout) -> str:
        uses = []
        for text in layout.texts:
            place = f"translate({text.left:.0f} {text.baseline:.0f}) scale({text.size / 100:.3f})"
            uses.append(f'<g transform="{place}">')
            pen = 0.0
            for letter in text.text:
                if not letter.isspace():
                    name = self._identities.setdefault((text.weight, letter), f"g{len(self._identities)}")
                    uses.append(f'<use href="#{name}" x="{pen / text.size * 100:.0f}"/>')
                pen += typeface(text.weight).pen_width(letter) * text.size + text.tracking
            uses.append("</g>")
        return "".join(uses)


def _strokes(boxes: Sequence[tuple[int, int, int, int]]) -> Iterator[str]:
    """Yield a path for all boxes of one height: as strokes from left to right, which take fewer letters."""
    for tall in dict.fromkeys(box[3] for box in boxes):
        alike = [box for box in boxes if box[3] == tall]
        lines = "".join(f"M{left} {top}H{left + wide}" for left, top, wide, _ in alike)
        place = f'stroke="#000" stroke-width="{tall}" transform="translate(0 {tall / 2:g})"'
        yield f'<path {place} d="{shortened(lines)}"/>'


def _outline(font: TTFont, identity: str, letter: str) -> str:
    """Return the outline of ``letter``, a hundred units to the em, to be used again and again."""
    outlines = font.getGlyphSet()
    pen = SVGPathPen(outlines, ntos=lambda number: f"{number:.0f}")
    scale = 100 / UNITS_PER_EM
    outlines[font.getBestCmap()[ord(letter)]].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return f'<path id="{identity}" d="{shortened(pen.getCommands())}"/>'

"""Label papers as data: the pitch from label to label is the truth, gaps follow from it.

A gap that is rounded drifts from row to row; a pitch does not.

Source: makers' sheets for Zweckform 3474 and Avery L7651; letter heights: Decree 43/2017/ND-CP, article 4
(1.2 mm; 0.9 mm on packages with faces under 80 cm²), taken here as the height of the letter x.
"""

from dataclasses import dataclass

from catalogue.gs1.errors import printable
from catalogue.labels.errors import UnknownStock

NORMAL_LETTER_MM = 1.2
SMALL_FACE_LETTER_MM = 0.9


@dataclass(frozen=True, slots=True)
class LabelStock:
    """A paper with labels on it; all lengths in mm, from the top left corner of the page.

    ``letter_mm`` is the least height of a small x on it, ``safety_mm`` what the cutter or feed may be off:
    no ink is laid nearer to the edge of a label. On a roll a page is one label.
    """

    key: str
    name_vi: str
    name_en: str
    page_width_mm: float
    page_height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    left_mm: float
    top_mm: float
    pitch_x_mm: float
    pitch_y_mm: float
    roll: bool
    letter_mm: float
    safety_mm: float = 1.0

    @property
    def cells(self) -> int:
        """Labels on a page."""
        return self.columns * self.rows

    @property
    def label_size(self) -> str:
        """The size of a label as people say it."""
        return f"{self.label_width_mm:g} × {self.label_height_mm:g} mm"

    def name(self, language: str) -> str:
        """Return the name for people in ``language`` (``vi``; anything else is English)."""
        return self.name_vi if language == "vi" else self.name_en


def roll(key: str, width_mm: float, height_mm: float, letter_mm: float) -> LabelStock:
    """Return a roll with one label of this size across."""
    size = f"{width_mm:g} × {height_mm:g} mm"
    return LabelStock(
        key=key,
        name_vi=f"Cuộn tem {size}",
        name_en=f"Roll {size}",
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


STOCKS = (
    LabelStock(
        key="a4-24-70x37",
        name_vi="A4, 24 nhãn 70 × 37 mm (Zweckform 3474)",
        name_en="A4, 24 labels 70 × 37 mm (Zweckform 3474)",
        page_width_mm=210,
        page_height_mm=297,
        columns=3,
        rows=8,
        label_width_mm=70,
        label_height_mm=37,
        left_mm=0,
        top_mm=0.5,
        pitch_x_mm=70,
        pitch_y_mm=37,
        roll=False,
        letter_mm=NORMAL_LETTER_MM,
    ),
    LabelStock(
        key="a4-65-38x21",
        name_vi="A4, 65 nhãn 38,1 × 21,2 mm (Avery L7651)",
        name_en="A4, 65 labels 38.1 × 21.2 mm (Avery L7651)",
        page_width_mm=210,
        page_height_mm=297,
        columns=5,
        rows=13,
        label_width_mm=38.1,
        label_height_mm=21.2,
        left_mm=4.7,
        top_mm=10.9,
        pitch_x_mm=40.6,
        pitch_y_mm=21.2,
        roll=False,
        letter_mm=SMALL_FACE_LETTER_MM,
    ),
    roll("roll-50x30", 50, 30, NORMAL_LETTER_MM),
    roll("roll-40x30", 40, 30, SMALL_FACE_LETTER_MM),
)
_BY_KEY = {stock.key: stock for stock in STOCKS}


def find_stock(key: str) -> LabelStock:
    """Return the stock with this key.

    Raises UnknownStock.
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownStock(stock=printable(key), known=", ".join(_BY_KEY)) from None

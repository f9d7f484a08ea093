"""What a label paper is: page, grid and labels in mm; the pitch from label to label is the truth.

A gap that is rounded drifts from row to row; a pitch does not.

Source: letter heights: Decree 43/2017/ND-CP, article 4 (1.2 mm; 0.9 mm on packages with faces under 80 cm²),
taken here as the height of the letter x.
"""

from dataclasses import asdict, dataclass
from typing import Any

NORMAL_LETTER_MM = 1.2
SMALL_FACE_LETTER_MM = 0.9


@dataclass(frozen=True, slots=True)
class LabelStock:
    """A paper with labels on it; all lengths in mm, from the top left corner of the page.

    ``letter_mm`` is the least height of a small x on it, ``safety_mm`` what the cutter or feed may be off:
    no ink is laid nearer to the edge of a label. On a roll a page is one row of labels across, and
    ``pitch_y_mm`` reaches to the next row. ``needs_calibration`` says that no maker's drawing is known.
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
    needs_calibration: bool = False

    @property
    def cells(self) -> int:
        """Labels on a page."""
        return self.columns * self.rows

    @property
    def gap_mm(self) -> float:
        """The backing between two rows of a roll, which its sensor looks for; 0 for paper without gaps."""
        return round(self.pitch_y_mm - self.label_height_mm, 3) if self.roll else 0.0

    @property
    def label_size(self) -> str:
        """The size of a label as people say it."""
        return f"{self.label_width_mm:g} × {self.label_height_mm:g} mm"

    def name(self, language: str) -> str:
        """Return the name for people in ``language`` (``vi``; anything else is English)."""
        return self.name_vi if language == "vi" else self.name_en

    def to_dict(self) -> dict[str, Any]:
        """Return every value by its name; ``custom_stock`` takes them back."""
        return asdict(self)

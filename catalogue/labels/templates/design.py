"""What a template is made of: frozen data, drawn by ``layout``.

Sizes of type are shares of the size of the running text, which grows to what the label has room for; none is
ever drawn below the least lawful height.
"""

from dataclasses import dataclass
from typing import Literal

from catalogue.labels.typefaces import Weight

Zone = Literal["head", "body", "foot"]
Style = Literal["plain", "captioned", "cell"]
Align = Literal["left", "centre", "right"]
# bars: EAN or UPC; qr, audio: links to read and to listen; square: GS1 DataMatrix; case: ITF-14;
# elements: GS1-128 of number, expiry and lot; contents: GS1-128 of what a pallet holds; sscc: its own.
Code = Literal["bars", "qr", "audio", "square", "case", "elements", "contents", "sscc"]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a template and how it is set.

    ``head`` stands across the top, ``body`` runs below it, ``foot`` stands beside the codes where they leave
    room. ``plain`` is the text alone, ``captioned`` has its caption in front, ``cell`` has it above, small.
    ``scale`` is the size beside the running text. ``beside`` puts it on the row of the line before it.
    ``lines`` is how many lines it may take before it is cut with a remark; 0 never cuts. A ``spare`` field is
    left out with a remark where the label has no room for it. Without a text for a ``required`` field there
    is no label.
    """

    field: str
    zone: Zone = "body"
    style: Style = "plain"
    scale: float = 1.0
    weight: Weight = "regular"
    align: Align = "left"
    beside: bool = False
    lines: int = 0
    spare: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of black and white dots: ``rows`` of packed bits, the first dot highest, a set bit dark."""

    width: int
    height: int
    rows: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A design of labels.

    ``lines`` are printed in their order; ``offered`` may be added by a cooperative. ``languages`` after the
    first stand below it and never larger. ``text_mm`` is how high a small x of the running text grows at
    most, ``comfort`` how far above the least height it stays before bars are made lower. ``code_mm`` is how
    wide a module of square codes may be where there is room (0: as small as may be), ``logo_mm`` how high the
    logo stands. ``legal`` says that the label carries the contents the law asks for: they are checked before
    it is printed, and the net quantity has the height that the law asks for.
    """

    key: str
    name_vi: str
    name_en: str
    lines: tuple[Line, ...] = ()
    codes: tuple[Code, ...] = ("bars", "qr")
    offered: tuple[Line, ...] = ()
    languages: tuple[str, ...] = ("vi",)
    text_mm: float = 2.0
    ruled: bool = True
    legal: bool = False
    comfort: float = 1.25
    code_mm: float = 0.0
    logo: Logo | None = None
    logo_mm: float = 10.0

    def name(self, language: str) -> str:
        """Return the name for people in ``language`` (``vi``; anything else is English)."""
        return self.name_vi if language == "vi" else self.name_en

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are printed, in their order."""
        return tuple(line.field for line in self.lines)

    @property
    def required(self) -> tuple[str, ...]:
        """The fields without which there is no label."""
        return tuple(line.field for line in self.lines if line.required)

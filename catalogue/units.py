"""The units that net quantities are written in, as data.

Source: Circular 21/2014/TT-BKHCN (prepacked goods state SI units or a count); the counted things are the
words that cooperatives write.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Measure = Literal["mass", "volume", "length", "area", "count", "service"]


CONTAINERS = frozenset(
    (
        *("gói", "túi", "hộp", "chai", "lọ", "hũ", "bình", "lon", "can", "tuýp", "ống", "khay", "vỉ"),
        *("thùng", "bao", "bộ", "bó", "bánh", "thanh", "miếng", "chiếc", "cái"),
    )
)


@dataclass(frozen=True)
class Unit:
    """One unit; ``code`` is what is stored and what Vietnamese readers see."""

    code: str
    measure: Measure
    in_reference: Decimal
    """How many of ``per`` one of it is: 0.001 for g, which is priced per kg."""
    per: str
    """What the unit price refers to: kg, l, m, m2, piece or service."""
    english: str
    english_plural: str
    spellings: tuple[str, ...] = ()

    @property
    def is_container(self) -> bool:
        """Whether things come inside it, so that ``10 gói x 18 g`` makes sense."""
        return self.code in CONTAINERS


def _si(code: str, measure: Measure, in_reference: str, per: str, *spellings: str) -> Unit:
    return Unit(code, measure, Decimal(in_reference), per, code, code, spellings)


def _counted(code: str, english: str, plural: str = "", *spellings: str) -> Unit:
    return Unit(code, "count", Decimal(1), "piece", english, plural or f"{english}s", spellings)


def _service(code: str, english: str, plural: str) -> Unit:
    return Unit(code, "service", Decimal(1), "service", english, plural)


_UNITS = (
    _si("mg", "mass", "0.000001", "kg", "miligam", "milligram"),
    _si("g", "mass", "0.001", "kg", "gr", "gam", "gram", "grams"),
    _si("kg", "mass", "1", "kg", "kgs", "kilogam", "kilogram", "kí", "ký", "ki lô"),
    _si("ml", "volume", "0.001", "l", "mililit", "mililít", "millilitre"),
    _si("cl", "volume", "0.01", "l"),
    _si("l", "volume", "1", "l", "lít", "lit", "litre", "liter"),
    _si("mm", "length", "0.001", "m"),
    _si("cm", "length", "0.01", "m"),
    _si("m", "length", "1", "m", "mét", "met", "metre"),
    _si("m2", "area", "1", "m2", "m²", "mét vuông"),
    _counted("quả", "piece", "", "trái"),
    _counted("chiếc", "piece"),
    _counted("cái", "piece", "", "pcs", "piece", "pieces"),
    _counted("miếng", "piece"),
    _counted("gói", "sachet"),
    _counted("túi", "bag", "", "bag", "bags"),
    _counted("hộp", "box", "boxes", "box", "boxes"),
    _counted("chai", "bottle", "", "bottle", "bottles"),
    _counted("lọ", "jar"),
    _counted("hũ", "jar"),
    _counted("bình", "flask"),
    _counted("lon", "can"),
    _counted("can", "canister"),
    _counted("tuýp", "tube"),
    _counted("ống", "tube"),
    _counted("viên", "tablet"),
    _counted("bánh", "cake"),
    _counted("thanh", "bar"),
    _counted("con", "animal"),
    _counted("bó", "bunch", "bunches"),
    _counted("củ", "root"),
    _counted("cây", "plant"),
    _counted("bắp", "cob"),
    _counted("nải", "hand"),
    _counted("lá", "leaf", "leaves"),
    _counted("khay", "tray"),
    _counted("vỉ", "tray"),
    _counted("thùng", "carton"),
    _counted("bao", "sack"),
    _counted("bộ", "set"),
    _counted("đôi", "pair"),
    _counted("tờ", "sheet"),
    _counted("cuộn", "roll"),
    _counted("cuốn", "book"),
    _service("khách/đêm", "guest/night", "guests/night"),
    _service("khách/suất", "guest/session", "guests/session"),
    _service("đêm", "night", "nights"),
    _service("suất", "session", "sessions"),
    _service("vé", "ticket", "tickets"),
    _service("buổi", "session", "sessions"),
    _service("giờ", "hour", "hours"),
)

UNITS: dict[str, Unit] = {unit.code: unit for unit in _UNITS}
SPELLINGS: dict[str, Unit] = {spelling: unit for unit in _UNITS for spelling in (unit.code, *unit.spellings)}

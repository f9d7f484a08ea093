"""What stands on a label beside name, quantity, price and number: the texts of the law, dates, lot, cases.

Every part may be empty; a template prints what is there.
"""

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in the languages of labels; a language without a text is empty."""

    vi: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """Return the text in ``language`` (``vi``; anything else is English)."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class LabelDetails:
    """The contents of larger labels.

    ``label_group`` and ``printed_on`` say which law applies. ``responsible`` is the party that answers for
    the goods. ``nutrition_exempt`` says why goods need no nutrition facts. ``shelf_life_days`` is printed as
    a span where there is no expiry date. ``units`` are the pieces in a case, ``count`` the cases on a pallet
    whose serial shipping container code is ``sscc``. ``audio_link`` is the URI of the code to listen to.
    """

    label_group: str = ""
    printed_on: dt.date | None = None
    name_en: str = ""
    net_quantity_en: str = ""
    responsible: Wording = Wording()
    address: Wording = Wording()
    origin: Wording = Wording()
    ingredients: Wording = Wording()
    storage: Wording = Wording()
    usage: Wording = Wording()
    warnings: Wording = Wording()
    nutrition: Wording = Wording()
    nutrition_exempt: Wording = Wording()
    specification: Wording = Wording()
    story: Wording = Wording()
    alcohol_percent: Decimal | None = None
    produced_on: dt.date | None = None
    packed_on: dt.date | None = None
    expires_on: dt.date | None = None
    shelf_life_days: int | None = None
    lot: str = ""
    unit_price_vnd: int | None = None
    unit_price_per: str = ""
    sku: str = ""
    ocop_stars: int | None = None
    units: int | None = None
    count: int | None = None
    sscc: str = ""
    audio_link: str | None = None

    def texts(self) -> dict[str, str | Wording]:
        """Return the parts that people wrote, by name: those are cleaned before they are drawn."""
        found: dict[str, Any] = {part.name: getattr(self, part.name) for part in fields(self)}
        return {
            name: text
            for name, text in found.items()
            if name not in _CODES and isinstance(text, str | Wording)
        }


# These are no texts: they are checked where they are encoded or looked up.
_CODES = frozenset({"label_group", "sscc", "audio_link"})
NO_DETAILS = LabelDetails()

"""The contents that goods of each group must show, as rows with dates and references.

The group of goods is a person's choice by main use. ``read`` says that the wording was read in published
text; the others were taken from the practice under the older decree and wait to be compared with the annex.

Source: Decree 37/2026/NĐ-CP, article 42 and Annex I (in force since 23 January 2026); before it Decree
43/2017/NĐ-CP, article 10 and Annex I, as amended by Decree 111/2021/NĐ-CP; Circular 29/2023/TT-BYT
(nutrition facts of prepacked food; labels made since 1 January 2026 must follow it).
"""

import datetime as dt
from dataclasses import dataclass

EVERY_GROUP = "*"
# Services are no goods and carry no label.
WITHOUT_LABEL = frozenset({"dich-vu"})


@dataclass(frozen=True, slots=True)
class Act:
    """A decree or circular and when it held; ``in_force_to`` is its last day."""

    number: str
    kind_vi: str
    kind_en: str
    in_force_from: dt.date
    in_force_to: dt.date | None = None

    def cite(self, place_vi: str, place_en: str, language: str) -> str:
        """Return the reference as people look it up."""
        if language == "vi":
            return f"{self.kind_vi} {self.number}, {place_vi}"
        return f"{self.kind_en} {self.number}, {place_en}"


DECREE_2017 = Act("43/2017/NĐ-CP", "Nghị định", "Decree", dt.date(2017, 6, 1), dt.date(2026, 1, 22))
DECREE_2021 = Act("111/2021/NĐ-CP", "Nghị định", "Decree", dt.date(2022, 2, 15), dt.date(2026, 1, 22))
DECREE_2026 = Act("37/2026/NĐ-CP", "Nghị định", "Decree", dt.date(2026, 1, 23))
NUTRITION = Act("29/2023/TT-BYT", "Thông tư", "Circular", dt.date(2026, 1, 1))
QUANTITY = Act("21/2014/TT-BKHCN", "Thông tư", "Circular", dt.date(2014, 12, 1))


@dataclass(frozen=True, slots=True)
class Requirement:
    """One content of a group: any one of ``fields`` satisfies it.

    ``if_any`` contents are shown where the goods have them; only a person knows. ``exempt`` names a field
    whose text says why the goods need none. ``valid_to`` is the last day.
    """

    group: str
    fields: tuple[str, ...]
    act: Act
    place_vi: str
    place_en: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    if_any: bool = False
    exempt: str = ""
    read: bool = False

    def in_force(self, on: dt.date) -> bool:
        """Return whether it holds on a day; first and last day count."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def reference(self, language: str) -> str:
        """Return act and place."""
        return self.act.cite(self.place_vi, self.place_en, language)


def _under(act: Act, group: str, *contents: str, read: bool = False) -> list[Requirement]:
    """Return rows of one act: ``a|b`` is one of the two, ``a?`` is shown if there is any."""
    always = "Điều 42" if act is DECREE_2026 else "Điều 10"
    place_vi = always if group == EVERY_GROUP else "Phụ lục I"
    place_en = always.replace("Điều", "article") if group == EVERY_GROUP else "Annex I"
    return [
        Requirement(
            group,
            tuple(content.rstrip("?").split("|")),
            act,
            place_vi,
            place_en,
            act.in_force_from,
            act.in_force_to,
            if_any=content.endswith("?"),
            read=read,
        )
        for content in contents
    ]


def _all_rows() -> tuple[Requirement, ...]:
    food = ("net_quantity", "produced_on", "expires_on", "ingredients", "warnings", "usage", "storage")
    groups: dict[str, tuple[tuple[str, ...], bool]] = {
        EVERY_GROUP: (("name", "responsible", "address", "origin"), True),
        "luong-thuc": (("net_quantity", "produced_on|packed_on", "expires_on", "warnings?"), True),
        "thuc-pham": (food, True),
        "thuc-pham-tuoi": (("net_quantity", "produced_on|packed_on", "expires_on", "storage"), False),
        "thuc-pham-bao-ve-suc-khoe": ((*food, "nutrition"), True),
        "do-uong": (food, False),
        "ruou": (("net_quantity", "alcohol", "storage", "expires_on?", "warnings?", "lot?"), True),
        "my-pham": (
            ("net_quantity", "ingredients", "lot", "produced_on|expires_on", "usage", "warnings"),
            False,
        ),
        "det-may": (("ingredients", "specification", "warnings", "usage|storage", "produced_on"), False),
        "thu-cong": (("ingredients", "specification", "usage|storage", "warnings?"), False),
    }
    rows: list[Requirement] = []
    for act in (DECREE_2017, DECREE_2026):
        for group, (contents, read) in groups.items():
            rows += _under(act, group, *contents, read=read and (act is DECREE_2017 or group == EVERY_GROUP))
    rows += [
        Requirement(
            group,
            ("nutrition",),
            NUTRITION,
            "Điều 5",
            "article 5",
            NUTRITION.in_force_from,
            exempt="nutrition_exempt",
            read=True,
        )
        for group in ("thuc-pham", "do-uong")
    ]
    return tuple(rows)


REQUIREMENTS = _all_rows()
GROUPS = tuple(dict.fromkeys(row.group for row in REQUIREMENTS if row.group != EVERY_GROUP))


def requirements(group: str, on: dt.date) -> list[Requirement]:
    """Return what goods of ``group`` must show on a day: what all goods show first; [] for services."""
    if group in WITHOUT_LABEL:
        return []
    return [row for row in REQUIREMENTS if row.group in (EVERY_GROUP, group) and row.in_force(on)]


def rule_set(on: dt.date) -> str:
    """Return the number of the decree on labels in force on a day, to be kept with what was checked.

    It is empty before 1 June 2017, for which no rules are kept.
    """
    acts = (act for act in (DECREE_2017, DECREE_2026) if act.in_force_from <= on)
    return next((act.number for act in acts if act.in_force_to is None or on <= act.in_force_to), "")

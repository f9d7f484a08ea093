"""What a label lacks, or words wrongly, for its group of goods on a day.

Source: see ``requirements``; the phrases on food supplements: Decree 37/2026/NĐ-CP, Annex I, and before it
Decree 43/2017/NĐ-CP, Annex I.
"""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.labels.rules.net_quantities import has_unit
from catalogue.labels.rules.origins import names_country
from catalogue.labels.rules.requirements import QUANTITY, Requirement, requirements


class ContentName(NamedTuple):
    """What a content of a label is called."""

    vi: str
    en: str


CONTENT_NAMES = {
    "name": ContentName("tên hàng hóa", "name of the goods"),
    "responsible": ContentName("tên tổ chức, cá nhân chịu trách nhiệm", "name of the responsible party"),
    "address": ContentName("địa chỉ tổ chức, cá nhân chịu trách nhiệm", "address of the responsible party"),
    "origin": ContentName("xuất xứ", "origin"),
    "net_quantity": ContentName("định lượng", "net quantity"),
    "produced_on": ContentName("ngày sản xuất (NSX)", "production date"),
    "packed_on": ContentName("ngày đóng gói", "packing date"),
    "expires_on": ContentName("hạn sử dụng (HSD)", "expiry"),
    "ingredients": ContentName("thành phần hoặc chất liệu", "ingredients or material"),
    "warnings": ContentName("thông tin cảnh báo", "warning"),
    "usage": ContentName("hướng dẫn sử dụng", "directions for use"),
    "storage": ContentName("hướng dẫn bảo quản", "directions for storage"),
    "nutrition": ContentName("giá trị dinh dưỡng", "nutrition facts"),
    "alcohol": ContentName("hàm lượng etanol", "ethanol content"),
    "lot": ContentName("số lô", "lot number"),
    "specification": ContentName("thông số kỹ thuật (kích thước)", "specification (size)"),
}
_SUPPLEMENT = "thuc-pham-bao-ve-suc-khoe"
_SUPPLEMENT_PHRASES = (
    "Thực phẩm bảo vệ sức khỏe",
    "Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh",
)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a label must still show, with the law that asks for it.

    ``code`` is ``label_content_missing``, or what is wrong with a content that is there.
    """

    field: str
    code: str
    vi: str
    en: str
    reference_vi: str
    reference_en: str

    def to_dict(self, language: str) -> dict[str, str]:
        """Return the remark as it goes over the wire."""
        vi = language == "vi"
        return {
            "field": self.field,
            "code": self.code,
            "detail": self.vi if vi else self.en,
            "reference": self.reference_vi if vi else self.reference_en,
        }


def check_label(fields: Mapping[str, str], group: str, on: dt.date) -> list[Missing]:
    """Return what a label with the Vietnamese texts ``fields`` lacks for goods of ``group`` on a day.

    Contents that are shown "if any" are not asked for: only a person knows whether there are any.
    ``nutrition_exempt`` in ``fields`` says why goods need no nutrition facts.
    """
    asked = requirements(group, on)
    found = [_missing(row, _asked_name(row)) for row in _lacking(asked, fields)]
    return list(dict.fromkeys([*found, *_worded_wrongly(fields, asked, group)]))


def _lacking(asked: list[Requirement], fields: Mapping[str, str]) -> list[Requirement]:
    return [
        row
        for row in asked
        if not row.if_any
        and not any(fields.get(field) for field in row.fields)
        and not (row.exempt and fields.get(row.exempt))
    ]


def _asked_name(row: Requirement) -> ContentName:
    names = [CONTENT_NAMES[field] for field in row.fields]
    return ContentName(" hoặc ".join(name.vi for name in names), " or ".join(name.en for name in names))


def _missing(row: Requirement, name: ContentName) -> Missing:
    reference_vi, reference_en = row.reference("vi"), row.reference("en")
    return Missing(
        row.fields[0],
        "label_content_missing",
        f"Nhãn thiếu {name.vi} ({reference_vi}).",
        f"The label lacks the {name.en} ({reference_en}).",
        reference_vi,
        reference_en,
    )


def _worded_wrongly(fields: Mapping[str, str], asked: list[Requirement], group: str) -> list[Missing]:
    by_field = {field: row for row in asked for field in row.fields}
    found = []
    if (origin := fields.get("origin")) and "origin" in by_field and not names_country(origin):
        row = by_field["origin"]
        found.append(
            Missing(
                "origin",
                "label_origin_country",
                f"Xuất xứ “{origin}” phải nêu tên nước, không viết tắt ({row.reference('vi')}).",
                f"The origin “{origin}” must name a country, not abbreviated ({row.reference('en')}).",
                row.reference("vi"),
                row.reference("en"),
            )
        )
    if (quantity := fields.get("net_quantity")) and "net_quantity" in by_field and not has_unit(quantity):
        reference_vi, reference_en = (QUANTITY.cite("Điều 5", "article 5", one) for one in ("vi", "en"))
        found.append(
            Missing(
                "net_quantity",
                "label_quantity_unit",
                f"Định lượng “{quantity}” phải có số, dấu cách và đơn vị đo ({reference_vi}).",
                f"The net quantity “{quantity}” needs a number, a blank and a unit ({reference_en}).",
                reference_vi,
                reference_en,
            )
        )
    if group == _SUPPLEMENT and asked:
        found += _phrases_missing(fields, by_field["warnings"])
    return found


def _phrases_missing(fields: Mapping[str, str], row: Requirement) -> list[Missing]:
    shown = unicodedata.normalize("NFC", "\n".join(fields.values())).casefold()
    return [
        Missing(
            "warnings",
            "label_phrase_missing",
            f"Nhãn thiếu cụm từ “{phrase}” ({row.reference('vi')}).",
            f"The label lacks the phrase “{phrase}” ({row.reference('en')}).",
            row.reference("vi"),
            row.reference("en"),
        )
        for phrase in _SUPPLEMENT_PHRASES
        if not _says(shown, phrase.casefold())
    ]


def _says(shown: str, phrase: str) -> bool:
    # Both ways of setting the tone of "sức khỏe" and "sức khoẻ" are written.
    return phrase.replace("khoẻ", "khỏe") in shown.replace("khoẻ", "khỏe")

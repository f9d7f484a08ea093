"""What is worth knowing about a label that can be printed all the same."""

from dataclasses import dataclass

from catalogue.labels.decimals import DecimalComma as Comma
from catalogue.labels.errors import LabelError


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark with a stable code and a text in each language."""

    code: str
    vi: str
    en: str

    def to_dict(self, language: str) -> dict[str, str]:
        """Return code and detail as they go over the wire."""
        return {"code": self.code, "detail": self.vi if language == "vi" else self.en}


def notice_of(error: LabelError) -> Notice:
    """Return the remark that says why a label does not fit."""
    return Notice(error.code, error.text("vi"), error.text("en"))


def bars_truncated(full_height_mm: float) -> Notice:
    """Return the remark that the bars are lower than the standard's proportion."""
    return Notice(
        "bars_truncated",
        f"Vạch thấp hơn chiều cao đủ {Comma(full_height_mm):.1f} mm: máy quét cầm tay đọc được, "
        "máy quét để bàn cần đưa nhãn đúng chiều.",
        f"The bars are lower than their full {full_height_mm:.1f} mm: hand scanners read them, "
        "counter scanners only when the label is held the right way round.",
    )


def qr_left_out(label: str, width_mm: float) -> Notice:
    """Return the remark that the QR code has no room beside the bars."""
    return Notice(
        "qr_left_out",
        f"Nhãn {label} không đủ chỗ cho mã QR ({Comma(width_mm):.1f} mm kể cả lề trắng); chỉ in mã vạch.",
        f"A label of {label} has no room for the QR code ({width_mm:.1f} mm with its quiet zone); "
        "only the bars are printed.",
    )


def text_shortened(field_vi: str, field_en: str, text: str) -> Notice:
    """Return the remark that a text was cut."""
    return Notice(
        "text_shortened",
        f"Nhãn không đủ chỗ, {field_vi} được rút ngắn: “{text}”.",
        f"There is no room for the whole {field_en}, it is shortened: “{text}”.",
    )


def not_in_template(field_vi: str, field_en: str) -> Notice:
    """Return the remark that a field was asked for which the template does not print."""
    return Notice(
        "label_field_not_in_template",
        f"Mẫu nhãn này không có {field_vi}, không in.",
        f"This template has no {field_en}, it is not printed.",
    )


def on_demand_size(width_mm: float, magnification_percent: float) -> Notice:
    """Return the remark that the bars are of the size for on-demand printing only."""
    return Notice(
        "on_demand_size",
        f"Mã vạch chỉ đạt {Comma(magnification_percent):.1f} % cỡ chuẩn "
        f"({Comma(width_mm):.1f} mm): chỉ được dùng khi in nhiệt tại chỗ.",
        f"The bars have {magnification_percent:.1f} % of the nominal size ({width_mm:.1f} mm): "
        "allowed only for thermal printing on demand.",
    )


def stock_needs_calibration(name_vi: str, name_en: str) -> Notice:
    """Return the remark that the measures of a paper are not the maker's."""
    return Notice(
        "stock_needs_calibration",
        f"Số đo của giấy “{name_vi}” chưa được kiểm chứng: hãy in trang căn chỉnh, đo và lưu khổ giấy riêng.",
        f"The measures of “{name_en}” are not the maker's: print its calibration page, measure, and save a "
        "paper of your own.",
    )


def symbols_apart(distance_mm: float) -> Notice:
    """Return the remark that two symbols of one item stand too far apart for a till."""
    return Notice(
        "symbols_apart",
        f"Mã 2D cách tâm mã vạch đến {distance_mm:.0f} mm, quá 50 mm: quầy có thể tính hai lần.",
        f"The 2D code reaches {distance_mm:.0f} mm from the middle of the bars, more than 50 mm: a till may "
        "count the item twice.",
    )


def module_stretched(x_mm: float, least_mm: float, most_mm: float) -> Notice:
    """Return the remark that a printer's scale takes the module out of its range."""
    return Notice(
        "module_stretched",
        f"Với độ co giãn đã đo, mô-đun in ra {Comma(x_mm):.3f} mm, "
        f"ngoài khoảng {Comma(least_mm)} đến {Comma(most_mm)} mm.",
        f"With the scale that was measured a module comes out {x_mm:.3f} mm wide, outside {least_mm:g} to "
        f"{most_mm:g} mm.",
    )

"""What a calibration page says about itself, in Vietnamese and English; short where there is little room."""

from collections.abc import Iterator

from catalogue.labels.calibration import Marks
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.printer import Printer


def calibration_steps(stock: LabelStock, marks: Marks, language: str) -> list[str]:
    """Return what to do with the page, step by step, for people in ``language`` (``vi``, else English)."""
    steps = _steps_vi(stock, marks) if language == "vi" else _steps_en(stock, marks)
    rulers = (marks.ruler_x_mm, marks.ruler_y_mm)
    return [step for step, needed in zip(steps, (True, True, *rulers, True, True), strict=True) if needed]


def _steps_vi(stock: LabelStock, marks: Marks) -> list[str]:
    edge = "nhãn" if stock.roll and stock.columns == 1 else "tờ giấy" if not stock.roll else "cuộn giấy"
    return [
        "In trang này ở cỡ thực (100 %), không “vừa trang”.",
        f"Đo từ mép trái và mép trên của {edge} đến dấu cộng: đúng là {_pair(marks)} mm.",
        f"Đo thước ngang: đúng là {marks.ruler_x_mm or 0:g} mm.",
        f"Đo thước dọc: đúng là {marks.ruler_y_mm or 0:g} mm.",
        "Nhập các số đo vào máy in của hợp tác xã.",
        "In lại bằng máy in đó: khung phải trùng mép nhãn."
        if stock.roll
        else "In lại bằng máy in đó: dấu cộng nhỏ phải nằm ở góc từng nhãn (soi hai tờ ra sáng).",
    ]


def _steps_en(stock: LabelStock, marks: Marks) -> list[str]:
    edge = "label" if stock.roll and stock.columns == 1 else "sheet" if not stock.roll else "backing paper"
    return [
        "Print this page at actual size (100 %), not “fit to page”.",
        f"Measure from the left and top edges of the {edge} to the cross: {_pair(marks)} mm are right.",
        f"Measure the ruler to the right: {marks.ruler_x_mm or 0:g} mm are right.",
        f"Measure the ruler down: {marks.ruler_y_mm or 0:g} mm are right.",
        "Enter the measures at your cooperative's printer.",
        "Print again with that printer: the frame must lie on the edges of the label."
        if stock.roll
        else "Print again with that printer: small crosses must lie on the labels' corners (hold to light).",
    ]


def _pair(marks: Marks) -> str:
    return f"{marks.cross_x_mm:g} / {marks.cross_y_mm:g}"


def page_texts(stock: LabelStock, printer: Printer, marks: Marks) -> Iterator[list[str]]:
    """Yield the texts of the page as lines, the fullest first."""
    dpi = f"{printer.dpi:.0f} dpi"
    full = []
    for language, title in (("vi", "TRANG CĂN CHỈNH"), ("en", "CALIBRATION PAGE")):
        full.append(f"{title} – {stock.name(language)}")
        full.append(f"{printer.name(language)} ({printer.key})")
        steps = calibration_steps(stock, marks, language)
        full += [f"{number}. {step}" for number, step in enumerate(steps, start=1)]
        full.append("")
    yield full[:-1]
    cross = f"{marks.cross_x_mm:g} / {marks.cross_y_mm:g} mm"
    rulers = ", ".join(f"{ruler:g} mm" for ruler in (marks.ruler_x_mm, marks.ruler_y_mm) if ruler)
    short = [f"Dấu cộng / cross: {cross}", *([f"Thước / ruler: {rulers}"] if rulers else [])]
    yield [*short, f"{printer.key}, {dpi}"]
    yield [cross, printer.key]
    yield [cross]

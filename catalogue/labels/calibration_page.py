"""The page that shows what a printer is off: the grid of the paper, a cross, rulers to the right and down.

It is sent as labels are: for a profile with measured offsets every mark is sent to where it should land.
"""

from collections.abc import Iterator
from io import BytesIO

from catalogue.labels.calibration import Marks, marks_of
from catalogue.labels.calibration_texts import page_texts
from catalogue.labels.escpos import write_label_escpos
from catalogue.labels.geometry import Area, Frame, LabelLayout, PlacedText, Rule
from catalogue.labels.jobs import page_size
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.outputs import require_spoken
from catalogue.labels.pages import WholePage
from catalogue.labels.pdf import POINTS_PER_INCH, label_operators, page_canvas
from catalogue.labels.png import png_of
from catalogue.labels.printer import Printer
from catalogue.labels.raster import label_ink
from catalogue.labels.tspl import write_label_tspl
from catalogue.labels.typefaces import ASCENT, LINE, typeface
from catalogue.labels.zpl import write_label_zpl

_THIN_MM, _THICK_MM = 0.1, 0.3
_CORNER_ARM_MM = 1.5
_CROSS_ARM_MM = 5.0
_LARGEST_TEXT_MM, _LEAST_TEXT_MM = 3.0, 1.7
_FIGURE_MM = 2.2
_GAP_MM = 3.0
# What a ruler takes beside its line: ticks and figures.
_RULER_BAND_MM = 8.0


def calibration_pdf(stock: LabelStock, printer: Printer) -> bytes:
    """Return the calibration page of ``stock`` as PDF, to be printed unscaled."""
    buffer = BytesIO()
    layout = calibration_layout(stock, printer)
    canvas = page_canvas(buffer, stock, f"Căn chỉnh: {stock.name_vi}", "vi")
    scale = POINTS_PER_INCH / printer.dpi
    canvas.addLiteral(f"q {scale:.12g} 0 0 {scale:.12g} 0 0 cm {label_operators(canvas, layout)} Q")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def calibration_png(stock: LabelStock, printer: Printer) -> bytes:
    """Return the calibration page of ``stock`` as a 1-bit PNG, one pixel for each dot of the printer."""
    return png_of(label_ink(calibration_layout(stock, printer)), printer.dpi)


def calibration_file(stock: LabelStock, printer: Printer, form: str) -> bytes:
    """Return the calibration page in one of the ``FORMATS``, on the same way that labels go to the printer.

    Raises UnknownFormat, FormatNotSpoken, or FormatNeedsRoll for a sheet in a printer's own language.
    """
    require_spoken(printer, form)
    if form == "pdf":
        return calibration_pdf(stock, printer)
    if form == "png":
        return calibration_png(stock, printer)
    buffer = BytesIO()
    page = WholePage(stock, printer, calibration_layout(stock, printer))
    {"zpl": write_label_zpl, "tspl": write_label_tspl, "escpos": write_label_escpos}[form](page, buffer)
    return buffer.getvalue()


def calibration_layout(stock: LabelStock, printer: Printer) -> LabelLayout:
    """Return the whole page as one drawing, in dots of the printer from the top left corner of the page."""
    width, height = page_size(stock, printer)
    frame = Frame(stock, printer, width, height, Area(0, 0, width, height), 0.0)
    pen = _Pen(printer)
    marks = marks_of(stock, printer)
    lines, size_mm = _instructions(stock, printer, marks)
    _draw_rulers(pen, marks)
    for number, line in enumerate(lines):
        top = marks.cross_y_mm + _GAP_MM + number * LINE * size_mm
        pen.text(line, marks.cross_x_mm + _GAP_MM, top + ASCENT * size_mm, size_mm)
    _draw_grid(pen, stock, _kept_free(marks, lines, size_mm))
    rules = tuple(dict.fromkeys(pen.rules))
    return LabelLayout(frame, tuple(pen.texts), (), (), on_demand=False, rules=rules)


class _Pen:
    """Draws in mm of the paper; what it drew is in dots of the page."""

    def __init__(self, printer: Printer) -> None:
        self.printer = printer
        self.rules: list[Rule] = []
        self.texts: list[PlacedText] = []

    def across(self, left: float, right: float, y: float, thick: float) -> None:
        """Draw a line from ``left`` to ``right``, its middle at ``y``."""
        start, end = self._dots_x(left), self._dots_x(right)
        dots = max(round(self.printer.dots(thick)), 1)
        top = round(self.printer.dots(self.printer.sent_y(y)) - dots / 2)
        self.rules.append(Rule(start, top, max(end - start, 1), dots))

    def down(self, x: float, top: float, bottom: float, thick: float) -> None:
        """Draw a line from ``top`` to ``bottom``, its middle at ``x``."""
        start, end = self._dots_y(top), self._dots_y(bottom)
        dots = max(round(self.printer.dots(thick)), 1)
        left = round(self.printer.dots(self.printer.sent_x(x)) - dots / 2)
        self.rules.append(Rule(left, start, dots, max(end - start, 1)))

    def cross(self, x: float, y: float, arm: float, thick: float) -> None:
        """Draw a cross with its middle at ``x`` and ``y``."""
        self.across(x - arm, x + arm, y, thick)
        self.down(x, y - arm, y + arm, thick)

    def text(self, text: str, left: float, baseline: float, size_mm: float) -> None:
        """Write a line."""
        size = self.printer.dots(size_mm)
        width = typeface("regular").width(text) * size
        place = self._dots_x(left), self._dots_y(baseline)
        self.texts.append(PlacedText("calibration", text, "regular", size, *place, width))

    def _dots_x(self, mm: float) -> int:
        return round(self.printer.dots(self.printer.sent_x(mm)))

    def _dots_y(self, mm: float) -> int:
        return round(self.printer.dots(self.printer.sent_y(mm)))


def _instructions(stock: LabelStock, printer: Printer, marks: Marks) -> tuple[list[str], float]:
    """Return the lines that there is room for, and the size of their type in mm."""
    right = stock.page_width_mm - printer.unprintable_sides_mm(stock.page_width_mm)
    room_x = right - marks.cross_x_mm - _GAP_MM
    room_y = stock.page_height_mm - printer.margin_mm - marks.cross_y_mm - _GAP_MM
    for lines in page_texts(stock, printer, marks):
        widest = max(typeface("regular").width(line) for line in lines)
        size = min(_LARGEST_TEXT_MM, room_x / widest, room_y / (LINE * len(lines)))
        if size >= _LEAST_TEXT_MM:
            return lines, size
    return [], 0.0


def _draw_rulers(pen: _Pen, marks: Marks) -> None:
    """Draw the cross, and from it the rulers with a tick for every mm and a figure for every 10."""
    x, y = marks.cross_x_mm, marks.cross_y_mm
    pen.cross(x, y, _CROSS_ARM_MM, _THICK_MM)
    for length, along_x in ((marks.ruler_x_mm, True), (marks.ruler_y_mm, False)):
        if length is None:
            continue
        if along_x:
            pen.across(x, x + length, y, _THIN_MM)
        else:
            pen.down(x, y, y + length, _THIN_MM)
        for mm in range(1, int(length) + 1):
            _draw_tick(pen, x, y, mm, along_x=along_x, last=mm == length)


def _draw_tick(pen: _Pen, x: float, y: float, mm: int, *, along_x: bool, last: bool) -> None:
    tall = 4.0 if last else 3.0 if mm % 10 == 0 else 2.2 if mm % 5 == 0 else 1.4
    if along_x:
        pen.down(x + mm, y - tall, y, _THIN_MM)
    else:
        pen.across(x - tall, x, y + mm, _THIN_MM)
    if mm % 10:
        return
    width = typeface("regular").width(f"{mm}") * _FIGURE_MM
    if along_x:
        pen.text(f"{mm}", x + mm - width / 2, y - tall - 0.6, _FIGURE_MM)
    else:
        pen.text(f"{mm}", x - tall - 0.6 - width, y + mm + 0.35 * _FIGURE_MM, _FIGURE_MM)


def _kept_free(marks: Marks, lines: list[str], size_mm: float) -> list[Area]:
    """Return where the grid is left out: along the rulers and behind the text, in mm."""
    x, y = marks.cross_x_mm, marks.cross_y_mm
    band = _RULER_BAND_MM
    free = [Area(x - band, y - band, x + (marks.ruler_x_mm or 0) + band / 2, y + _GAP_MM)]
    free.append(Area(x - band, y - band, x + _GAP_MM, y + (marks.ruler_y_mm or 0) + band / 2))
    if lines:
        widest = max(typeface("regular").width(line) for line in lines) * size_mm
        free.append(Area(x, y, x + widest + 2 * _GAP_MM, y + len(lines) * LINE * size_mm + 2 * _GAP_MM))
    return free


def _draw_grid(pen: _Pen, stock: LabelStock, free: list[Area]) -> None:
    """Draw the outline of every label and a cross at each of its corners."""
    for cell in range(stock.cells):
        row, column = divmod(cell, stock.columns)
        left, top = stock.left_mm + column * stock.pitch_x_mm, stock.top_mm + row * stock.pitch_y_mm
        right, bottom = left + stock.label_width_mm, top + stock.label_height_mm
        for y in (top, bottom):
            bars = [(area.left, area.right) for area in free if area.top <= y <= area.bottom]
            for start, end in _parts(left, right, bars):
                pen.across(start, end, y, _THIN_MM)
        for x in (left, right):
            bars = [(area.top, area.bottom) for area in free if area.left <= x <= area.right]
            for start, end in _parts(top, bottom, bars):
                pen.down(x, start, end, _THIN_MM)
        for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
            if not any(area.left <= x <= area.right and area.top <= y <= area.bottom for area in free):
                pen.cross(x, y, _CORNER_ARM_MM, _THICK_MM)


def _parts(start: float, end: float, bars: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield what is left of a line from ``start`` to ``end`` where ``bars`` are cut out of it."""
    for first, last in sorted(bars):
        if start < min(first, end):
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end

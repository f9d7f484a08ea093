"""Why labels can not be printed: one class for each reason.

``LabelDoesNotFit`` and its leaves are what ``preflight`` reports as the verdict ``does_not_fit``;
everything else is a mistake in the request.
"""

from collections.abc import Mapping

from catalogue.gs1.errors import CodedError, SeveralErrors
from catalogue.labels.decimals import DecimalComma, DecimalPoint


class LabelError(CodedError, ValueError):
    """A label that was asked for and can not be printed."""

    def text(self, language: str) -> str:
        """Return the sentence for people in ``language`` (``vi``; anything else is English)."""
        template = self.vi if language == "vi" else self.en
        return template.format(**self.facts_in(language))

    def facts_in(self, language: str) -> Mapping[str, object]:
        """Return what fills the sentence, with the decimals of ``language``."""
        number = DecimalComma if language == "vi" else DecimalPoint
        return {name: number(fact) if isinstance(fact, float) else fact for name, fact in self.facts.items()}


class UnknownStock(LabelError):
    """A label paper that is not known."""

    code = "label_stock_unknown"
    vi = "Không có loại giấy nhãn “{stock}”; có thể dùng: {known}…"
    en = "There is no label stock “{stock}”; there are: {known} …"


class UnknownPrinter(LabelError):
    """A printer profile that is not known."""

    code = "printer_unknown"
    vi = "Không có máy in “{printer}”; có thể dùng: {known}…"
    en = "There is no printer “{printer}”; there are: {known} …"


class NoLabels(LabelError):
    """A job with nothing in it."""

    code = "labels_none"
    vi = "Lệnh in không có nhãn nào."
    en = "The job has no labels."


class CopiesInvalid(LabelError):
    """A number of copies below one."""

    code = "label_copies_invalid"
    vi = "Số bản của {number} phải là số nguyên từ 1, không phải {copies}."
    en = "The copies of {number} must be a whole number from 1, not {copies}."


class TooManyLabels(LabelError):
    """A job beyond what is printed in one go."""

    code = "labels_too_many"
    vi = "Một lệnh in có tối đa {most} nhãn; lệnh này có {labels}."
    en = "A job has at most {most} labels; this one has {labels}."


class StartCellInvalid(LabelError):
    """A first cell that is not on the sheet."""

    code = "label_start_cell_invalid"
    vi = "Ô bắt đầu phải từ 1 đến {cells} trên giấy {stock}, không phải {start_cell}."
    en = "The start cell must be from 1 to {cells} on {stock}, not {start_cell}."


class LabelContentInvalid(LabelError):
    """A text, price or link that can not stand on a label."""


class LabelTextMissing(LabelContentInvalid):
    """A label without a name."""

    code = "label_text_missing"
    vi = "Nhãn của {number} thiếu {field_vi}."
    en = "The label of {number} lacks its {field_en}."


class LabelTextTooLong(LabelContentInvalid):
    """A text longer than a label is asked to take."""

    code = "label_text_too_long"
    vi = "Nhãn của {number}: {field_vi} dài {length} ký tự, tối đa {most}."
    en = "The label of {number}: the {field_en} has {length} characters, at most {most}."


class LabelCharacter(LabelContentInvalid):
    """A character that the label font can not print: emoji, control and direction marks, other scripts."""

    code = "label_character"
    vi = "Nhãn của {number}: {field_vi} có ký tự không in được {character}."
    en = "The label of {number}: the {field_en} holds {character}, which can not be printed."


class LabelPriceInvalid(LabelContentInvalid):
    """A price that is not a whole, sensible number of đồng."""

    code = "label_price_invalid"
    vi = "Nhãn của {number}: giá phải là số đồng nguyên từ 0 đến {most}, không phải {price}."
    en = "The label of {number}: the price must be whole đồng from 0 to {most}, not {price}."


class LabelLinkMismatch(LabelContentInvalid):
    """A Digital Link that names another number than the bars do."""

    code = "label_link_mismatch"
    vi = "Nhãn của {number}: mã QR và mã vạch phải mang cùng một số."
    en = "The label of {number}: its QR code and its bars must carry the same number."


class LabelNumberUnsupported(LabelContentInvalid):
    """A number whose bars are not those of the standard label: a case has other sizes and bearer bars."""

    code = "label_number_unsupported"
    vi = "Mẫu nhãn này chỉ in GTIN-8, GTIN-12, GTIN-13 và mã nội bộ, không in được {number}."
    en = "This label takes a GTIN-8, GTIN-12, GTIN-13 or in-store number; it can not carry {number}."


class LabelsInvalid(SeveralErrors, LabelContentInvalid):
    """Several labels that can not be printed; ``reasons`` holds one error for each, in their order."""

    code = "labels_invalid"
    vi = "Không in được {count} nhãn:\n{list_vi}"
    en = "{count} labels can not be printed:\n{list_en}"


class LabelDoesNotFit(LabelError):
    """A label that has no lawful layout on this stock with this printer."""


class PrinterCannotFeed(LabelDoesNotFit):
    """Sheets for a roll printer, or a roll for a sheet printer."""

    code = "printer_cannot_feed"
    vi = "Máy in {printer} không nạp được giấy {stock}."
    en = "The printer {printer} can not feed {stock}."


class BarsDoNotFit(LabelDoesNotFit):
    """Bars that would be narrower or lower than the standard allows."""

    code = "bars_do_not_fit"
    vi = "Mã vạch của {number} không vừa nhãn {label} trên máy in {dpi} dpi: cần rộng ít nhất {width_mm} mm."
    en = "The bars of {number} do not fit {label} at {dpi} dpi: they need at least {width_mm} mm of width."


class TextDoesNotFit(LabelDoesNotFit):
    """A text that may not be shortened and has no room at the smallest lawful size."""

    code = "text_does_not_fit"
    vi = "Nhãn của {number}: {field_vi} “{text}” không vừa nhãn {label} ở cỡ chữ nhỏ nhất được phép."
    en = "The label of {number}: the {field_en} “{text}” does not fit {label} at the smallest lawful size."


class UnknownTemplate(LabelError):
    """A label template that is not known."""

    code = "label_template_unknown"
    vi = "Không có mẫu nhãn “{template}”; có thể dùng: {known}."
    en = "There is no label template “{template}”; choose one of: {known}."


class UnknownFormat(LabelError):
    """A kind of file that is not written."""

    code = "label_format_unknown"
    vi = "Không có dạng tệp nhãn “{form}”; có thể dùng: {known}."
    en = "There is no label format “{form}”; choose one of: {known}."


class FormatNotSpoken(LabelError):
    """Commands of one language for a printer of another: it would print them as text, metres of it."""

    code = "label_format_not_spoken"
    vi = "Máy in “{printer}” không hiểu {form}; hãy dùng {known}."
    en = "The printer “{printer}” does not take {form}; choose {known}."


class FormatNeedsRoll(LabelError):
    """Sheets of paper in the language of a label or receipt printer."""

    code = "label_format_needs_roll"
    vi = "Dạng {form} chỉ dùng cho giấy cuộn, không dùng cho giấy {stock}; hãy chọn PDF."
    en = "The format {form} is for rolls alone, not for {stock}; choose PDF."


class PictureTooLarge(LabelError):
    """More dots than a server has memory for: a sheet of A3 at 2400 dpi has a thousand million."""

    code = "label_picture_too_large"
    vi = "Hình {width} × {height} điểm quá lớn; hãy chọn PDF hoặc máy in có độ phân giải thấp hơn."
    en = "A picture of {width} × {height} dots is too large; choose PDF, or a printer of a lower resolution."


class LabelsCancelled(LabelError):
    """A job that was stopped on its way."""

    code = "labels_cancelled"
    vi = "Lệnh in đã bị huỷ sau {done} nhãn."
    en = "The job was cancelled after {done} labels."


class SkipInvalid(LabelError):
    """A cell to leave out that is not on the sheet, or none that is left."""

    code = "label_skip_invalid"
    vi = "Ô bỏ qua phải từ 1 đến {cells} trên giấy {stock} và còn lại ít nhất một ô, không phải {cell}."
    en = (
        "A cell to skip must be from 1 to {cells} on {stock}, and one cell must be left to print on; "
        "it can not be {cell}."
    )


class NoSuchLabel(LabelError):
    """A label that the job does not have."""

    code = "label_number_unknown"
    vi = "Lệnh in có nhãn số 1 đến {labels}, không có nhãn số {label}."
    en = "The job has the labels 1 to {labels}; there is no label {label}."


class NoSuchPage(LabelError):
    """A page that the job does not have."""

    code = "label_page_unknown"
    vi = "Lệnh in có trang 1 đến {pages}, không có trang {page}."
    en = "The job has the pages 1 to {pages}; there is no page {page}."


class JobRecordInvalid(LabelError):
    """A record of a job that can not be read."""

    code = "label_job_record_invalid"
    vi = "Không đọc được bản ghi lệnh in: {reason}."
    en = "The record of the job can not be read: {reason}."

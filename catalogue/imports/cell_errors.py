"""Why one cell of a row is refused, or what is to be noted about it."""

from catalogue.gs1.errors import CodedError


class CellError(CodedError, ValueError):
    """A cell whose value cannot be taken; its row and column are kept beside it."""


class CellRequired(CellError):
    """An empty cell that must be filled."""

    code = "cell_required"
    vi = "Ô này bắt buộc phải điền."
    en = "This cell must be filled in."


class CellTooLong(CellError):
    """More letters than the column holds."""

    code = "cell_too_long"
    vi = "Nội dung dài {length} ký tự, tối đa {limit}."
    en = "The text has {length} letters; at most {limit} are taken."


class FormulaCell(CellError):
    """A formula, or text that a spreadsheet would run as one."""

    code = "formula_cell"
    vi = "Ô chứa công thức; hãy dán giá trị (Paste values)."
    en = "The cell holds a formula; paste its value instead."


class ErrorCell(CellError):
    """The result of a failed formula."""

    code = "cell_error"
    vi = "Ô chứa lỗi {text} của Excel."
    en = "The cell holds the Excel error {text}."


class CellIsDate(CellError):
    """A date where text is expected, mostly made by the spreadsheet itself."""

    code = "cell_is_date"
    vi = "Excel đã đổi ô này thành ngày {text}; hãy định dạng ô là Text rồi gõ lại."
    en = "The spreadsheet has turned this cell into the date {text}; format it as text and type it again."


class CellIsNumber(CellError):
    """A number with decimals where a name is expected."""

    code = "cell_is_number"
    vi = "Ô cần chữ nhưng chứa số {text}."
    en = "The cell needs text but holds the number {text}."


class TextCharacter(CellError):
    """A control, bidi or unassigned character."""

    code = "text_character"
    vi = "Chữ có ký tự không hiển thị được: {character}."
    en = "The text holds a character that cannot be shown: {character}."


class TextDamaged(CellError):
    """Letters lost in an earlier conversion."""

    code = "text_damaged"
    vi = "Chữ bị hỏng (ký tự �) từ lần lưu trước; hãy gõ lại."
    en = "Letters were lost in an earlier conversion (�); type the text again."


class LegacyFont(CellError):
    """TCVN3 text made for .VnTime fonts."""

    code = "text_legacy_font"
    vi = "Chữ gõ bằng phông cũ .VnTime (TCVN3); hãy chuyển sang Unicode, có lẽ là “{reading}”."
    en = "The text is in the old TCVN3 (.VnTime) encoding; convert it to Unicode, perhaps “{reading}”."


class PriceNotUnderstood(CellError):
    """No price at all."""

    code = "price_not_understood"
    vi = "Không hiểu giá “{text}”; hãy viết như 85000, 85.000, 85k hoặc 1,2 triệu."
    en = "The price “{text}” is not understood; write it like 85000, 85.000, 85k or 1,2 triệu."


class PriceAmbiguous(CellError):
    """A price that may be read in two ways."""

    code = "price_ambiguous"
    vi = "Giá “{text}” có thể hiểu hai cách; hãy viết đủ số đồng, ví dụ 85000."
    en = "The price “{text}” may be read in two ways; write all of its digits, such as 85000."


class PriceNegative(CellError):
    """Less than nothing."""

    code = "price_negative"
    vi = "Giá “{text}” không được âm."
    en = "The price “{text}” must not be negative."


class PriceOutOfRange(CellError):
    """Below the smallest or above the largest price."""

    code = "price_out_of_range"
    vi = "Giá {price} đồng ngoài khoảng {lowest} đến {highest} đồng; có thiếu số 0 không?"
    en = "A price of {price} đồng is outside {lowest} to {highest} đồng; are zeros missing?"


class NumberNotWhole(CellError):
    """Something else than a whole number."""

    code = "number_not_whole"
    vi = "“{text}” phải là số nguyên từ {lowest} đến {highest}."
    en = "“{text}” must be a whole number from {lowest} to {highest}."


class NumberInvalid(CellError):
    """Something else than a number, or one that is not possible."""

    code = "number_invalid"
    vi = "“{text}” phải là số từ 0 đến {highest}."
    en = "“{text}” must be a number from 0 to {highest}."


class NumberAmbiguous(CellError):
    """A number that can be read in two ways."""

    code = "number_ambiguous"
    vi = "“{text}” có hai cách hiểu (hàng nghìn hay số lẻ); hãy viết 1200 hoặc 1,2."
    en = "“{text}” can be read in two ways; write 1200 or 1,2."


class NutritionIncomplete(CellError):
    """Nutrition facts of which some are missing that a label must carry."""

    code = "nutrition_incomplete"
    vi = "Giá trị dinh dưỡng còn thiếu: {missing_vi}. Điền đủ hoặc để trống tất cả."
    en = "Nutrition facts are incomplete: {missing_en}. Give all of them or none."


class CodeScientific(CellError):
    """A long number that the spreadsheet has shortened."""

    code = "code_scientific"
    vi = "Excel đã rút gọn mã thành {text}; hãy định dạng cột là Text rồi nhập lại mã."
    en = "The spreadsheet has shortened this number to {text}; format the column as text and enter it again."


class CodeNotDigits(CellError):
    """A code with other characters than digits."""

    code = "code_not_digits"
    vi = "“{text}” chỉ được gồm chữ số."
    en = "“{text}” must consist of digits only."


class CodeLength(CellError):
    """A code with too few or too many digits."""

    code = "code_length"
    vi = "“{text}” có {found} chữ số, cần {expected}; số 0 ở đầu có bị mất không?"
    en = "“{text}” has {found} digits, {expected} are needed; has a leading 0 been lost?"


class PhoneInvalid(CellError):
    """No telephone number of Việt Nam or abroad."""

    code = "phone_invalid"
    vi = "Số điện thoại “{text}” không hợp lệ."
    en = "The telephone number “{text}” is not valid."


class DateInvalid(CellError):
    """No day, or one written in a doubtful order."""

    code = "date_invalid"
    vi = "Không hiểu ngày “{text}”; hãy viết ngày/tháng/năm, ví dụ 31/12/2026."
    en = "The date “{text}” is not understood; write day/month/year, such as 31/12/2026."


class YesNoInvalid(CellError):
    """Neither yes nor no."""

    code = "yes_no_invalid"
    vi = "“{text}” phải là có hoặc không."
    en = "“{text}” must be có (yes) or không (no)."


class ChoiceUnknown(CellError):
    """A word that is not in the list."""

    code = "choice_unknown"
    vi = "“{text}” không có trong danh sách: {choices}."
    en = "“{text}” is not in the list: {choices}."


class StarsInvalid(CellError):
    """OCOP stars that are never certified."""

    code = "ocop_stars_invalid"
    vi = "Số sao OCOP phải là 0 (chưa có) hoặc 3 đến 5, không phải {text}."
    en = "OCOP stars are 0 (none) or 3 to 5, not {text}."


class DatesReversed(CellError):
    """A certificate that ends before it begins."""

    code = "dates_reversed"
    vi = "Ngày hết hạn đứng trước ngày bắt đầu."
    en = "The last day comes before the first."


class TooManyCells(CellError):
    """Cells to the right of the last header."""

    code = "row_too_long"
    vi = "Dòng có {found} ô, tiêu đề chỉ có {expected}; có dấu phẩy chưa đặt trong ngoặc kép không?"
    en = "The row has {found} cells, the header {expected}; is a comma not inside quotation marks?"

"""Why a barcode can not be drawn: one class for each reason."""

from catalogue.gs1.errors import CodedError


class BarcodeError(CodedError, ValueError):
    """A barcode that was asked for and can not be drawn."""


class UnknownSymbology(BarcodeError):
    """A symbology that is not drawn here."""

    code = "symbology_unsupported"
    vi = "Không hỗ trợ loại mã vạch “{symbology}”; có thể dùng: {supported}."
    en = "The symbology “{symbology}” is not supported; choose one of: {supported}."


class SymbologyMismatch(BarcodeError):
    """A valid number that the symbology can not carry."""

    code = "symbology_does_not_fit"
    vi = "Loại mã vạch {symbology} không chứa được {content}: cần {wanted_vi}."
    en = "The symbology {symbology} can not carry {content}: it takes {wanted_en}."


class OutOfRange(BarcodeError):
    """A size outside its bounds; each leaf has its own code."""

    vi = "{field} phải từ {least} đến {most}, không phải {found}."
    en = "{field} must be from {least} to {most}, not {found}."


class XDotsOutOfRange(OutOfRange):
    """Too few or too many pixels to a module."""

    code = "x_dots_out_of_range"


class DpiOutOfRange(OutOfRange):
    """A resolution that no printer or screen has."""

    code = "dpi_out_of_range"


class XOutOfRange(OutOfRange):
    """A module width that no symbol has."""

    code = "x_mm_out_of_range"


class HeightOutOfRange(OutOfRange):
    """Bars too low or too high."""

    code = "height_mm_out_of_range"


class HeightNotApplicable(BarcodeError):
    """A height given for a square symbol."""

    code = "height_not_applicable"
    vi = "Mã {symbology} là hình vuông, không đặt được chiều cao riêng."
    en = "A {symbology} symbol is square and takes no height of its own."


class ImageTooLarge(BarcodeError):
    """An image of more pixels than is drawn here."""

    code = "barcode_too_large"
    vi = "Ảnh {width} × {height} điểm quá lớn; mỗi cạnh tối đa {limit} điểm."
    en = "An image of {width} × {height} pixels is too large; each side may have {limit}."


class TextTooSmall(BarcodeError):
    """Digits under the symbol that would be too small to read."""

    code = "barcode_text_too_small"
    vi = "Chữ số dưới mã chỉ cao {height} điểm, khó đọc: dùng x_dots từ {x_dots} trở lên hoặc bỏ chữ số."
    en = (
        "Digits under the symbol would be {height} pixels high, too small to read: ask for x_dots of at "
        "least {x_dots} or for no text."
    )

"""Why a paper, a printer or what was measured of one can not be: each names the value that is wrong."""

from collections.abc import Mapping

from catalogue.gs1.errors import SeveralErrors
from catalogue.labels.errors import LabelError
from catalogue.labels.value_names import VALUE_NAMES


class ProfileValueError(LabelError):
    """A value of a paper or machine that can not be."""

    @property
    def field(self) -> str:
        """The name of the value."""
        return str(self.facts["field"])

    def facts_in(self, language: str) -> Mapping[str, object]:
        """Return the facts, the value by the name that people know it by."""
        vietnamese, english = VALUE_NAMES.get(self.field, (self.field, self.field))
        return {**super().facts_in(language), "field": vietnamese if language == "vi" else english}


class ProfileValueMissing(ProfileValueError):
    """A value that has to be given."""

    code = "profile_value_missing"
    vi = "Thiếu “{field}”."
    en = "“{field}” is missing."


class ProfileValueUnknown(ProfileValueError):
    """A value that a paper or machine does not have."""

    code = "profile_value_unknown"
    vi = "Không có mục “{field}”."
    en = "There is no value “{field}”."


class ProfileValueInvalid(ProfileValueError):
    """A value of the wrong kind or out of its range."""

    code = "profile_value_invalid"
    vi = "“{field}” phải là {wanted_vi}, không phải “{found}”."
    en = "“{field}” must be {wanted_en}, not “{found}”."


class StockLabelsOverlap(ProfileValueError):
    """A pitch smaller than the label."""

    code = "label_stock_labels_overlap"
    vi = "“{field}” {pitch} nhỏ hơn nhãn {size} mm: bước là khoảng từ mép nhãn này đến cùng mép nhãn kế."
    en = (
        "“{field}” {pitch} is less than the label of {size} mm: a pitch reaches from one edge of a label "
        "to the same edge of the next."
    )


class StockOverrunsPage(ProfileValueError):
    """Labels that reach beyond the page."""

    code = "label_stock_overruns_page"
    vi = "“{field}” {page} không đủ: nhãn cuối kết thúc ở {end} mm, ngoài trang giấy."
    en = "“{field}” {page} is too little: the last label ends at {end} mm, beyond the page."


class StockHasSeveralRows(ProfileValueError):
    """A roll with more than one row to the page."""

    code = "label_stock_roll_rows"
    vi = "Một trang của cuộn là một hàng nhãn; “{field}” phải là 1, không phải {rows}."
    en = "A page of a roll is one row of labels; “{field}” must be 1, not {rows}."


class StockRollPageLong(ProfileValueError):
    """A page of a roll that reaches beyond the next row: the printer would feed too far."""

    code = "label_stock_roll_page"
    vi = "“{field}” {page} dài hơn bước {pitch} mm: một trang của cuộn là một hàng nhãn."
    en = "“{field}” {page} is longer than the pitch of {pitch} mm: a page of a roll is one row."


class StockInvalid(SeveralErrors, LabelError):
    """A label paper with values that can not be; ``reasons`` names each."""

    code = "label_stock_invalid"
    vi = "Khổ giấy nhãn không hợp lệ:\n{list_vi}"
    en = "The label stock is not valid:\n{list_en}"


class PrinterNeedsRoll(ProfileValueError):
    """A printer of sheets with the commands of a label printer."""

    code = "printer_needs_roll"
    vi = "“{field}” {language} chỉ có ở máy in giấy cuộn; với giấy tờ hãy chọn pdf."
    en = "“{field}”: printers of rolls alone take {language}; choose pdf for sheets."


class PrinterInvalid(SeveralErrors, LabelError):
    """A printer with values that can not be; ``reasons`` names each."""

    code = "printer_invalid"
    vi = "Máy in không hợp lệ:\n{list_vi}"
    en = "The printer is not valid:\n{list_en}"


class MeasuredStretched(ProfileValueError):
    """A ruler that came out too long or too short for a printer's drift."""

    code = "measured_stretched"
    vi = (
        "“{field}”: thước {drawn} mm đo được {found} mm, tệp đã bị co giãn. "
        "Hãy in lại ở cỡ thực (100 %), không “vừa trang”."
    )
    en = (
        "“{field}”: the ruler of {drawn} mm measures {found} mm, the file was scaled. "
        "Print it again at actual size (100 %), not “fit to page”."
    )


class MeasuredFarOff(ProfileValueError):
    """A cross that came out too far from its place."""

    code = "measured_far_off"
    vi = (
        "“{field}”: đo được {found} mm thay vì {drawn} mm, lệch quá {most} mm. "
        "Hãy kiểm tra khổ giấy trong máy in và mép giấy đã đo."
    )
    en = (
        "“{field}”: {found} mm were measured instead of {drawn} mm, off by more than {most} mm. "
        "Check the paper size set in the printer, and the edge you measured from."
    )


class MeasurementInvalid(SeveralErrors, LabelError):
    """Measures of a calibration page that can not be; ``reasons`` names each."""

    code = "measurement_invalid"
    vi = "Số đo trang căn chỉnh không hợp lệ:\n{list_vi}"
    en = "The measures of the calibration page are not valid:\n{list_en}"

"""Refusals of dates, measures and amounts that are to be encoded."""

from catalogue.gs1.errors import Gs1Error


class ValueNotEncodable(Gs1Error):
    """A date or amount that the value of an application identifier can not hold."""

    code = "value_not_encodable"
    vi = "({ai}) không ghi được {value}."
    en = "({ai}) can not hold {value}."


class InStoreLayoutInvalid(Gs1Error):
    """A layout of variable-measure in-store numbers that no 13 digits follow."""

    code = "in_store_layout_invalid"
    vi = "Cấu trúc mã nội bộ không hợp lệ: {reason_vi}."
    en = "The layout of in-store numbers is not valid: {reason_en}."


class InStoreValueOutOfRange(Gs1Error):
    """A weight, price or count that the layout has no digits for."""

    code = "in_store_value_out_of_range"
    vi = "Mã nội bộ này ghi được từ 0 đến {last}, từng nấc {step}, không phải {value}."
    en = "This in-store number holds 0 to {last} in steps of {step}, not {value}."


class InStoreVerifier(Gs1Error):
    """An in-store number whose verifier does not follow from its value."""

    code = "in_store_verifier"
    vi = "Số kiểm tra giá trị của {number} sai: phải là {expected}, không phải {found}."
    en = "The value verifier of {number} is wrong: it should be {expected}, not {found}."

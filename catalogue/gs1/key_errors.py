"""Refusals of keys other than the GTIN."""

from catalogue.gs1.errors import Gs1Error


class KeyLength(Gs1Error):
    """A number of another length than its kind of key has."""

    code = "key_length"
    vi = "{key} có {length} chữ số; mã này có {found}."
    en = "An {key} has {length} digits; this number has {found}."


class KeyAllZeros(Gs1Error):
    """Nothing but zeros in place of a key."""

    code = "key_all_zeros"
    vi = "Mã số toàn số 0 không phải là {key}."
    en = "A number of nothing but zeros is not an {key}."


class KeyCheckDigit(Gs1Error):
    """A key whose last digit does not follow from the others."""

    code = "key_check_digit"
    vi = "Số kiểm tra của {key} {number} sai: phải là {expected}, không phải {found}."
    en = "The check digit of the {key} {number} is wrong: it should be {expected}, not {found}."


class KeyReferenceOutOfRange(Gs1Error):
    """A serial or location reference that the company prefix has no room for."""

    code = "key_reference_out_of_range"
    vi = "Số tham chiếu của mã {prefix} chạy từ 0 đến {last}, không phải {reference}."
    en = "References under the prefix {prefix} run from 0 to {last}, not {reference}."


class ExtensionDigitInvalid(Gs1Error):
    """An extension digit of an SSCC other than 0 to 9."""

    code = "extension_digit_invalid"
    vi = "Chữ số mở rộng của SSCC là số từ 0 đến 9, không phải {digit}."
    en = "The extension digit of an SSCC is a number from 0 to 9, not {digit}."

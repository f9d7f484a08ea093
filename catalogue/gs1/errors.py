"""Errors that name their reason: one class for each, with a stable code and a text in each language."""

from collections.abc import Sequence
from typing import ClassVar, Self


class CodedError(Exception):
    """An error with a stable ``code`` and a text in Vietnamese and English.

    Subclasses set ``code`` and the two templates; ``facts`` fill the templates.
    """

    code: ClassVar[str]
    vi: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """Return the sentence for people in ``language`` (``vi``; anything else is English)."""
        template = self.vi if language == "vi" else self.en
        return template.format(**self.facts)


class SeveralErrors(CodedError):
    """Several errors told at once: ``reasons`` holds them in their order.

    The templates of a subclass take ``count`` and ``list_vi`` or ``list_en``, a line for each reason.
    """

    def __init__(self, reasons: Sequence[CodedError]) -> None:
        self.reasons = list(reasons)
        super().__init__(
            count=len(self.reasons),
            list_vi="\n".join(reason.text("vi") for reason in self.reasons),
            list_en="\n".join(reason.text("en") for reason in self.reasons),
        )


def printable(text: str, limit: int = 40) -> str:
    """Return the beginning of ``text`` fit for a message: one line, no control characters or half pairs."""
    shown = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in text[:limit]
    )
    return shown if len(text) <= limit else f"{shown}…"


class Gs1Error(CodedError, ValueError):
    """A number or code that breaks a rule of GS1.

    ``facts["position"]``, where what is wrong has a place, is its index in the text that was given, counted
    from 0; the sentences end with it as people count, from 1.
    """

    def text(self, language: str) -> str:
        """Return the sentence for people in ``language``, behind it which character it is about."""
        sentence = super().text(language)
        if self.position is None:
            return sentence
        if language == "vi":
            return f"{sentence} Xem ký tự thứ {self.position + 1}."
        return f"{sentence} See character {self.position + 1}."

    def within(self, start: int) -> Self:
        """Return this error for a longer text, in which the text it was found in begins at ``start``."""
        return type(self)(**{**self.facts, "position": start + (self.position or 0)})

    def moved(self, by: int) -> Self:
        """Return this error with its position, where it has one, ``by`` places further on."""
        return self if self.position is None else self.within(by)

    @property
    def position(self) -> int | None:
        """Where in the text that was given something is wrong, counted from 0; None if that has no place."""
        position = self.facts.get("position")
        return position if isinstance(position, int) else None


class NotDigits(Gs1Error):
    """A number with anything in it but the ASCII digits."""

    code = "not_digits"
    vi = "Mã số chỉ được gồm các chữ số 0-9, viết liền; “{character}” không phải chữ số."
    en = "A number has only the digits 0-9 and no spaces; “{character}” is not a digit."


class GtinLength(Gs1Error):
    """A number of a length that no GTIN has."""

    code = "gtin_length"
    vi = "GTIN có 8, 12, 13 hoặc 14 chữ số; mã này có {length}."
    en = "A GTIN has 8, 12, 13 or 14 digits; this number has {length}."


class GtinCheckDigit(Gs1Error):
    """A GTIN whose last digit does not follow from the others."""

    code = "gtin_check_digit"
    vi = "Số kiểm tra của {number} sai: phải là {expected}, không phải {found}."
    en = "The check digit of {number} is wrong: it should be {expected}, not {found}."


class AllZeros(Gs1Error):
    """Nothing but zeros, which has a right check digit but identifies nothing."""

    code = "gtin_all_zeros"
    vi = "Mã số toàn số 0 không phải là GTIN."
    en = "A number of nothing but zeros is not a GTIN."


class NotTradeItem(Gs1Error):
    """A well-formed number that may not identify a trade item."""


class RestrictedCirculation(NotTradeItem):
    """A number of a range that each shop or company uses as it likes."""

    code = "gtin_restricted_prefix"
    vi = "{number} thuộc dải mã dùng nội bộ (02, 04, 20-29; GTIN-8 bắt đầu bằng 0 hoặc 2), không phải GTIN."
    en = (
        "{number} is in a range for use inside one shop or company (02, 04, 20-29; 8 digits beginning "
        "with 0 or 2), so it is not a GTIN."
    )


class CouponPrefix(NotTradeItem):
    """A number of a range for coupons and refund receipts."""

    code = "gtin_coupon_prefix"
    vi = "{number} thuộc dải mã phiếu giảm giá hoặc hoàn tiền (05, 98, 99), không dùng cho hàng hoá."
    en = "{number} is in a range for coupons and refund receipts (05, 98, 99), not for goods."


class PublicationPrefix(NotTradeItem):
    """A number of a range for periodicals, books and sheet music."""

    code = "gtin_publication_prefix"
    vi = "{number} thuộc dải mã của báo chí và sách (977, 978, 979), không dùng cho hàng hoá khác."
    en = "{number} is in a range for periodicals and books (977, 978, 979), not for other goods."


class IndicatorInvalid(Gs1Error):
    """A packaging indicator other than 1 to 8."""

    code = "indicator_invalid"
    vi = "Chỉ số đóng gói là số từ 1 đến 8, không phải {indicator}."
    en = "A packaging indicator is a number from 1 to 8, not {indicator}."


class NotUnitLevel(Gs1Error):
    """A packaging number asked for on top of a packaging number."""

    code = "gtin_not_unit_level"
    vi = "Mã đóng gói được lập từ GTIN-8, GTIN-12 hoặc GTIN-13, không từ GTIN-14 {number}."
    en = "A packaging number is made from a GTIN-8, GTIN-12 or GTIN-13, not from the GTIN-14 {number}."


class CompanyPrefixInvalid(Gs1Error):
    """A text that can not be a GS1 company prefix; each leaf names the reason."""


class CompanyPrefixNotDigits(CompanyPrefixInvalid):
    """A company prefix with anything in it but the ASCII digits."""

    code = "company_prefix_not_digits"
    vi = "Mã doanh nghiệp GS1 chỉ gồm các chữ số 0-9; “{character}” không phải chữ số."
    en = "A GS1 company prefix has only the digits 0-9; “{character}” is not a digit."


class CompanyPrefixLength(CompanyPrefixInvalid):
    """A company prefix of a length that GS1 Vietnam does not issue."""

    code = "company_prefix_length"
    vi = "Mã doanh nghiệp GS1 có từ 7 đến 10 chữ số (kể cả 893); mã này có {length}."
    en = "A GS1 company prefix has 7 to 10 digits (893 included); this one has {length}."


class CompanyPrefixReserved(CompanyPrefixInvalid):
    """A company prefix in a range that GS1 issues to no company."""

    code = "company_prefix_reserved"
    vi = "{prefix} nằm trong dải mã không cấp cho doanh nghiệp (mã nội bộ, phiếu giảm giá, sách báo)."
    en = "{prefix} is in a range issued to no company (restricted circulation, coupons, publications)."


class ItemReferenceOutOfRange(Gs1Error):
    """An item reference that the company prefix has no room for."""

    code = "item_reference_out_of_range"
    vi = "Số tham chiếu vật phẩm của mã {prefix} chạy từ 0 đến {last}, không phải {reference}."
    en = "Item references under the prefix {prefix} run from 0 to {last}, not {reference}."


class CompanyPrefixMismatch(Gs1Error):
    """A GTIN that does not begin with the company prefix."""

    code = "company_prefix_mismatch"
    vi = "{number} không thuộc mã doanh nghiệp {prefix}."
    en = "{number} does not belong to the company prefix {prefix}."


class InStoreRangeInvalid(Gs1Error):
    """A prefix that is no range for in-store numbers."""

    code = "in_store_range_invalid"
    vi = "Dải mã nội bộ là 02, 04 hoặc 20 đến 29, không phải “{range_prefix}”."
    en = "A range of in-store numbers is 02, 04 or 20 to 29, not “{range_prefix}”."


class InStoreReferenceOutOfRange(Gs1Error):
    """A reference that an in-store number has no room for."""

    code = "in_store_reference_out_of_range"
    vi = "Số thứ tự của mã nội bộ chạy từ 0 đến 9999999999, không phải {reference}."
    en = "The reference of an in-store number runs from 0 to 9999999999, not {reference}."


class ElementStringInvalid(Gs1Error):
    """A text that is no GS1 element string, with the reason in it."""

    code = "element_string_invalid"
    vi = "Chuỗi phần tử GS1 không hợp lệ: {reason_vi}."
    en = "The GS1 element string is not valid: {reason_en}."


class DigitalLinkInvalid(Gs1Error):
    """A text that is no GS1 Digital Link URI, with the reason in it."""

    code = "digital_link_invalid"
    vi = "Liên kết GS1 Digital Link không hợp lệ: {reason_vi}."
    en = "The GS1 Digital Link is not valid: {reason_en}."


class ScanEmpty(Gs1Error):
    """A scan without anything in it."""

    code = "scan_empty"
    vi = "Không có mã nào."
    en = "There is no code."


class ScanTooLong(Gs1Error):
    """A scan longer than any symbol carries."""

    code = "scan_too_long"
    vi = "Mã dài quá {limit} ký tự."
    en = "The code is longer than {limit} characters."

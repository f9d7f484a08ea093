"""What a field of a body says when it refuses, in Vietnamese.

The words of Django REST framework exist in Vietnamese only in part; what is missing there stands here, beside
the English words as the framework has them.
"""

from collections.abc import Iterator
from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from django.utils import translation
from django.utils.functional import lazystr
from rest_framework.serializers import Field
from rest_framework.validators import ProhibitSurrogateCharactersValidator

VIETNAMESE = {
    "This field may not be null.": "Trường này không nhận null.",
    "Must be a valid boolean.": "Phải là true hoặc false.",
    "Not a valid string.": "Phải là chuỗi ký tự.",
    "Ensure this field has no more than {max_length} characters.": "Dài tối đa {max_length} ký tự.",
    "Ensure this field has at least {min_length} characters.": "Dài ít nhất {min_length} ký tự.",
    "This value does not match the required pattern.": "Không đúng dạng được yêu cầu.",
    'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.': (
        "Chỉ gồm chữ cái không dấu, chữ số, gạch dưới và gạch nối."
    ),
    'Enter a valid "slug" consisting of Unicode letters, numbers, underscores, or hyphens.': (
        "Chỉ gồm chữ cái, chữ số, gạch dưới và gạch nối."
    ),
    "A valid integer is required.": "Phải là số nguyên.",
    "A valid number is required.": "Phải là số.",
    "Ensure this value is less than or equal to {max_value}.": "Không được lớn hơn {max_value}.",
    "Ensure this value is greater than or equal to {min_value}.": "Không được nhỏ hơn {min_value}.",
    "String value too large.": "Chuỗi quá dài.",
    "Integer value too large to convert to float": "Số quá lớn.",
    "Ensure that there are no more than {max_digits} digits in total.": "Có tối đa {max_digits} chữ số.",
    "Ensure that there are no more than {max_decimal_places} decimal places.": (
        "Có tối đa {max_decimal_places} chữ số sau dấu phẩy."
    ),
    "Ensure that there are no more than {max_whole_digits} digits before the decimal point.": (
        "Có tối đa {max_whole_digits} chữ số trước dấu phẩy."
    ),
    "Expected a date but got a datetime.": "Chỉ ghi ngày, không ghi giờ.",
    '"{input}" is not a valid choice.': "“{input}” không có trong danh sách được chọn.",
    'Expected a list of items but got type "{input_type}".': "Phải là danh sách, không phải {input_type}.",
    "Ensure this field has at least {min_length} elements.": "Có ít nhất {min_length} mục.",
    "Ensure this field has no more than {max_length} elements.": "Có tối đa {max_length} mục.",
    'Expected a dictionary of items but got type "{input_type}".': "Cần đối tượng, không phải {input_type}.",
    "This dictionary may not be empty.": "Đối tượng không được trống.",
    "Invalid data. Expected a dictionary, but got {datatype}.": "Cần một đối tượng, không phải {datatype}.",
    "The submitted data was not a file. Check the encoding type on the form.": "Không phải là tệp.",
    "No filename could be determined.": "Tệp không có tên.",
    "Ensure this filename has at most {max_length} characters (it has {length}).": (
        "Tên tệp dài tối đa {max_length} ký tự (đang có {length})."
    ),
    "Null characters are not allowed.": "Không được có ký tự NUL.",
    "Surrogate characters are not allowed: U+{code_point:X}.": "Không được có nửa ký tự: U+{code_point:X}.",
}


def speak_vietnamese() -> None:
    """Put the Vietnamese words beside the English ones, for whichever language is spoken at the moment."""
    for kind in _kinds(Field):
        messages: dict[str, Any] = vars(kind).get("default_error_messages", {})
        messages.update({code: either(message) for code, message in messages.items()})
    for validator in (ProhibitNullCharactersValidator, ProhibitSurrogateCharactersValidator):
        validator.message = either(validator.message)


def either(message: Any) -> Any:
    """Return ``message`` with its Vietnamese words where the framework has none, else as it is."""
    with translation.override("en"):
        vietnamese = VIETNAMESE.get(str(message))
    return message if vietnamese is None else lazystr(_Either(vietnamese, message))


class _Either:
    """A text in the language of the moment."""

    def __init__(self, vietnamese: str, message: Any) -> None:
        self._vietnamese, self._message = vietnamese, message

    def __str__(self) -> str:
        language = translation.get_language() or "vi"
        return self._vietnamese if language.startswith("vi") else str(self._message)


def _kinds(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)

"""Taking what somebody wants to write into a row: listed fields alone, each value as its field takes it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation

from catalogue.errors import Invalid
from catalogue.gs1.errors import SeveralErrors, printable
from catalogue.texts import clean_text

# Django's own reasons come in both languages; these are ours.
_IN_VIETNAMESE = {
    "text_character": "Có ký tự không hiển thị được.",
    "texts_shape": "Cần một đối tượng gồm mã ngôn ngữ và nội dung.",
    "language_tag": "Mã ngôn ngữ không đúng.",
    "text_unclean": "Nội dung trống, quá dài hoặc có ký tự thừa.",
    "blank": "Không được để trống.",
    "nutrition_basis": "Thành phần dinh dưỡng phải tính theo 100 g hoặc 100 ml.",
    "nutrition_unknown": "Có chỉ tiêu dinh dưỡng không có trong danh mục.",
    "nutrition_amount": "Có giá trị dinh dưỡng thiếu hoặc ngoài khoảng cho phép.",
}


class FieldError(Invalid):
    """Something wrong with one field: ``field`` names it."""

    def __init__(self, field: str, **facts: object) -> None:
        self.field = field
        super().__init__(field=printable(field), **facts)


class FieldUnknown(FieldError):
    """A field that is not there, or not for the asker to change."""

    code = "unknown_field"
    vi = "Không có trường “{field}”, hoặc không được sửa trường này."
    en = "There is no field “{field}”, or it cannot be changed."


class FieldInvalid(FieldError):
    """A value that its field does not take, with the reason in both languages."""

    code = "field_invalid"
    vi = "{reason_vi}"
    en = "{reason_en}"


class FieldMissing(FieldError):
    """A field without which it cannot go on."""

    code = "field_missing"
    vi = "Còn thiếu."
    en = "This is missing."


class FieldsRefused(SeveralErrors, Invalid):
    """Fields that are wrong: ``fields`` holds a FieldError for each."""

    code = "fields_invalid"
    vi = "Có {count} giá trị chưa hợp lệ:\n{list_vi}"
    en = "{count} values are not valid:\n{list_en}"

    def __init__(self, fields: Sequence[FieldError]) -> None:
        self.fields = tuple(fields)
        super().__init__(fields)


def take_changes(
    row: models.Model, changes: Mapping[str, object], allowed: Collection[str]
) -> dict[str, Any]:
    """Return ``changes`` with each value as its field of ``row`` takes it: texts clean, numbers as numbers.

    A reference is given as a row or its id and comes back as the row's id. Nothing is set on ``row``.

    Raises FieldsRefused, for a field that is not among ``allowed`` too.
    """
    taken: dict[str, Any] = {}
    reasons: list[FieldError] = []
    for name, value in changes.items():
        if name not in allowed:
            reasons.append(FieldUnknown(name))
            continue
        try:
            taken[name] = _take(row, name, value)
        except ValidationError as error:
            reasons.append(invalid_field(name, error))
    refuse_fields(reasons)
    return taken


def refuse_fields(reasons: Iterable[FieldError]) -> None:
    """Raise FieldsRefused when there is any reason."""
    if found := list(reasons):
        raise FieldsRefused(found)


def invalid_field(name: str, error: ValidationError) -> FieldInvalid:
    """Return ``error`` as a refusal of the field ``name``."""
    with translation.override("en"):
        english = " ".join(error.messages)
    with translation.override("vi"):
        vietnamese = " ".join(
            _IN_VIETNAMESE.get(one.code or "") or " ".join(one.messages) for one in error.error_list
        )
    return FieldInvalid(name, reason_vi=vietnamese, reason_en=english)


def _take(row: models.Model, name: str, value: object) -> Any:
    field: Any = row._meta.get_field(name)  # noqa: SLF001 - Django's documented name
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(field, models.CharField):
        if not isinstance(value, str):
            raise ValidationError("This must be a text.", code="text_character")
        value = clean_text(value)
    cut_off = isinstance(value, float) and isinstance(field, models.IntegerField)
    if cut_off or (isinstance(value, bool) and not isinstance(field, models.BooleanField)):
        raise ValidationError(field.error_messages["invalid"], code="invalid", params={"value": value})
    return field.clean(value, row)

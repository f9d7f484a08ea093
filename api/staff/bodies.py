"""What is read from the body of a staff request: the declared fields and nothing else."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from rest_framework import serializers

from api.refusals import ValidationFailed


class StrictSerializer(serializers.Serializer[Any]):
    """A serializer that refuses fields it does not know, so that nothing is ignored in silence."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the validated fields. Raises ValidationError, naming unknown fields too."""
        if isinstance(data, dict):
            self.refuse_unknown(data)
        return super().to_internal_value(data)

    def refuse_unknown(self, names: Iterable[object]) -> None:
        """Raise ValidationError with an entry for each of ``names`` that is no writable field."""
        writable = {name for name, field in self.fields.items() if not field.read_only}
        unknown = [str(name) for name in names if name not in writable]
        if unknown:
            known = ", ".join(sorted(writable))
            said = "Không ghi được. Nhận:" if get_language() == "vi" else "Not writable. Accepted:"
            message = f"{said} {known}."
            raise serializers.ValidationError(
                {name: [serializers.ErrorDetail(message, code="unknown_field")] for name in unknown}
            )


def read_file(serializer: type[StrictSerializer], form: HttpRequest) -> Any:
    """Return the file of a form that holds nothing but ``file``; None when it is missing.

    Raises ValidationError, naming what else there is.
    """
    serializer().refuse_unknown([*form.POST, *form.FILES])
    return form.FILES.get("file")


def read_body(serializer: type[serializers.Serializer[Any]], data: object, **options: Any) -> dict[str, Any]:
    """Return the fields of ``data`` that were given, checked. Raises ValidationError.

    ``options`` go to the serializer (``partial=True`` for a PATCH).
    """
    if not isinstance(data, dict):
        raise ValidationFailed(detail={"non_field_errors": ["object"]})
    reader = serializer(data=data, **options)
    reader.is_valid(raise_exception=True)
    return dict(reader.validated_data)

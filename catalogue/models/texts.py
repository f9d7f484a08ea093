"""The column for texts in several languages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.texts import validate_texts


class TextsField(models.JSONField[dict[str, str], dict[str, str]]):
    """A JSON object ``{language tag: text}``; empty when nothing has been written yet."""

    default_validators = [validate_texts]

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", dict)
        super().__init__(**options)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Check the shape, and that a required text is there in one language at least."""
        super().validate(value, model_instance)
        if not self.blank and not value:
            raise ValidationError("A text in one language at least is needed.", code="blank")

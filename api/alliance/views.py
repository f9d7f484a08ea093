"""The frame of the views of the Alliance: for its officers, and for nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.core.exceptions import NON_FIELD_ERRORS

from api.refusals import ValidationFailed
from api.staff.views import StaffView
from catalogue.errors import ValuesInvalid

# What Django and DRF call errors that are about no single field.
_AS_A_WHOLE: dict[str, str] = {NON_FIELD_ERRORS: "non_field_errors"}


class AllianceView(StaffView):
    """A view that officers of the Alliance alone may call, themselves and not by a key."""

    people_only: ClassVar[bool] = True
    alliance_only: ClassVar[bool] = True


@contextmanager
def told_by_field() -> Iterator[None]:
    """Turn what a model does not take into a refusal that points at each field. Raises ValidationFailed."""
    try:
        yield
    except ValuesInvalid as error:
        by_field = {_AS_A_WHOLE.get(name, name): told for name, told in error.messages.items()}
        raise ValidationFailed(detail=by_field) from None

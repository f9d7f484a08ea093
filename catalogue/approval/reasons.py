"""The reason of a decision, as people read it later."""

from django.core.exceptions import ValidationError

from catalogue.approval.errors import ReasonRequired, ReasonTooLong
from catalogue.texts import clean_text

LONGEST_REASON = 2_000


def require_reason(reason: str) -> str:
    """Return the reason, clean. Raises ReasonRequired, ReasonTooLong."""
    why = clean_reason(reason)
    if not why:
        raise ReasonRequired
    return why


def clean_reason(reason: str) -> str:
    """Return the reason without blanks at its ends, "" for none. Raises ReasonTooLong."""
    try:
        why = clean_text(reason)
    except ValidationError as error:
        raise ReasonTooLong(limit=LONGEST_REASON) from error
    if len(why) > LONGEST_REASON:
        raise ReasonTooLong(limit=LONGEST_REASON)
    return why

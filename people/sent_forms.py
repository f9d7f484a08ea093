"""A form that is sent twice, by a double click or by going back, has one effect.

Each form that makes something carries a mark of its own. The mark and the effect are one transaction: of two
that come at once the second waits for the first, and is led to where the first one led. A refusal leaves no
mark behind, so what was mended may be sent again.
"""

import re
import secrets
from collections.abc import Callable

from django.db import transaction

from people.models import SentForm, User

_MARK = re.compile(r"[A-Za-z0-9_-]{16,64}")


def new_mark() -> str:
    """Return a mark for a form that is about to be shown."""
    return secrets.token_urlsafe(16)


def led_to(user: User, mark: str) -> str:
    """Return where the form with this mark led when ``user`` sent it before; nothing for a new one.

    For effects with a part that must not be in the transaction of ``do_once``.
    """
    return SentForm.objects.filter(user=user, mark=mark).values_list("outcome", flat=True).first() or ""


def do_once(user: User, mark: str, effect: Callable[[], str]) -> str:
    """Return the address that ``effect`` led to, now or when ``user`` sent the form with this mark before.

    What is no mark of ours guards nothing: the effect then happens each time. Raises what ``effect`` raises.
    """
    with transaction.atomic():
        if not _MARK.fullmatch(mark):
            return effect()
        row, is_new = SentForm.objects.get_or_create(user=user, mark=mark)
        if is_new:
            row.outcome = effect()
            row.save(update_fields=["outcome"])
        return row.outcome

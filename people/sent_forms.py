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
from people.proof import kept_though_refused

_MARK = re.compile(r"[A-Za-z0-9_-]{16,64}")


LONGEST_OUTCOME = 200


def new_mark() -> str:
    """Return a mark for a form that is about to be shown."""
    return secrets.token_urlsafe(16)


def is_mark(text: str) -> bool:
    """Return whether ``text`` may be a mark of ours."""
    return _MARK.fullmatch(text) is not None


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
        if not is_mark(mark):
            return effect()
        row, is_new = SentForm.objects.get_or_create(user=user, mark=mark)
        if is_new:
            row.outcome = effect()
            row.save(update_fields=["outcome"])
        return row.outcome


def prove_and_do_once(user: User, mark: str, effect: Callable[[], str], *, prove: Callable[[], None]) -> str:
    """Return what ``do_once`` does; ``prove`` shows before the effect that it is really ``user``.

    Of two that come at once the second waits, and proves nothing: its one-time code is used up. What
    ``prove`` leaves behind outlives a refusal of its own and of ``effect``. Raises what the two raise.
    """
    with kept_though_refused():
        row = _begin(user, mark)
        if row is not None and row.outcome:
            return row.outcome
        try:
            prove()
            with transaction.atomic():
                outcome = effect()
        except Exception:
            if row is not None:
                row.delete()
            raise
        if row is not None:
            row.outcome = outcome
            row.save(update_fields=["outcome"])
        return outcome


def _begin(user: User, mark: str) -> SentForm | None:
    """Return the row of the mark, an empty one when it is new; None for what is no mark of ours."""
    return SentForm.objects.get_or_create(user=user, mark=mark)[0] if _MARK.fullmatch(mark) else None

"""How far work in the background has come, told while its transaction is still open.

Nothing depends on it: it is for people who wait. It stands in the cache named ``progress``, which all
processes of an installation share.
"""

from typing import NamedTuple

from catalogue.shared_notes import forget, note, noted

KEPT_SECONDS = 24 * 3600


class Progress(NamedTuple):
    """The step that is under way, with what is done of it and what there is in all."""

    step: str
    done: int
    total: int


def tell_progress(work: str, step: str, done: int, total: int) -> None:
    """Note how far ``work`` (such as ``import:7``) has come."""
    note(work, [step, done, total], KEPT_SECONDS)


def forget_progress(work: str) -> None:
    """Drop what an earlier try at ``work`` said."""
    forget(work)


def progress_of(work: str) -> Progress | None:
    """Return how far ``work`` has come, or None when nobody has said."""
    told = noted(work)
    return None if told is None else Progress(*told)

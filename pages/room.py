"""How much of long texts fits on a page that a phone loads at once."""

from collections.abc import Mapping

from django.utils.html import escape

# Bytes of the texts of a page together; 60 KB with all that stands around them.
ROOM = 40_000
_LINE_BREAK = len("</p>\n\n<p>")


def fit(texts: Mapping[str, str], room: int = ROOM) -> dict[str, str]:
    """Return ``texts`` whole where they fit into ``room`` bytes of HTML; of the longest, only the beginnings.

    Short texts are never cut for the sake of long ones. What was cut ends with an ellipsis.
    """
    fitted = {}
    left = room
    for waiting, name in enumerate(sorted(texts, key=lambda name: _size(texts[name]))):
        share = left // (len(texts) - waiting)
        fitted[name] = _beginning(texts[name], share)
        left -= min(_size(texts[name]), share)
    return fitted


def _size(text: str) -> int:
    """Return how many bytes ``text`` takes as HTML."""
    return len(escape(text).encode()) + text.count("\n") * _LINE_BREAK


def _beginning(text: str, room: int) -> str:
    if _size(text) <= room:
        return text
    shortest, longest = 0, len(text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if _size(text[:middle]) <= room:
            shortest = middle
        else:
            longest = middle - 1
    kept = text[:shortest]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept}…"

"""Ready answers, kept as long as nobody changes the catalogue.

The key says everything that an answer depends on, the generation of the catalogue among it, so an answer is
never stale: after a change nobody asks for the old key again. What is not asked for falls out.
"""

from collections import OrderedDict
from threading import Lock

MOST_ANSWERS = 256
LARGEST_ANSWER = 64 * 1024


class AnswerCache:
    """The bodies that were asked for last, at most 256 of at most 64 KiB; safe between threads."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """Return the body kept under ``key``, or None."""
        with self._lock:
            body = self._bodies.get(key)
            if body is not None:
                self._bodies.move_to_end(key)
            return body

    def put(self, key: str, body: bytes) -> None:
        """Keep ``body``; the one that nobody asked for longest makes room."""
        if len(body) > LARGEST_ANSWER:
            return
        with self._lock:
            self._bodies[key] = body
            self._bodies.move_to_end(key)
            if len(self._bodies) > MOST_ANSWERS:
                self._bodies.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._bodies.clear()

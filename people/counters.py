"""Counting how often something happened in a window of time, so that no two can both be the last.

``SharedCounter`` counts in the cache of HTX_CACHE_URL for all servers together. Without one, ``LocalCounter``
counts in the memory of its process: with two server processes a client may ask each of them as much.
"""

from hashlib import blake2b
from threading import Lock
from typing import Protocol

from django.core.cache import cache

MOST_COUNTS = 100_000


class Counter(Protocol):
    """Counts ``subject`` within ``name`` and window number ``window``."""

    def add_one(self, name: str, subject: str, window: int, kept_seconds: int) -> int:
        """Return how many there are in the window, this one included."""


class LocalCounter:
    """Counts in this process, safe between threads; at most 100,000 counts, the oldest fall out first."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, int], int] = {}
        self._lock = Lock()

    def add_one(self, name: str, subject: str, window: int, kept_seconds: int) -> int:  # noqa: ARG002
        """Return how many there are in the window, this one included."""
        key = (name, subject, window)
        with self._lock:
            used = self._counts.get(key, 0) + 1
            self._counts[key] = used
            if len(self._counts) > MOST_COUNTS:
                self._forget()
        return used

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._counts.clear()

    def _forget(self) -> None:
        """Drop the half that began first: windows pass, so it is the old ones."""
        for key in list(self._counts)[: MOST_COUNTS // 2]:
            del self._counts[key]


class SharedCounter:
    """Counts in the shared cache by its atomic increment."""

    def add_one(self, name: str, subject: str, window: int, kept_seconds: int) -> int:
        """Return how many there are in the window, this one included; one of several creates it."""
        # A stand-in: the cache holds no addresses, names or keys.
        stand_in = blake2b(subject.encode("utf-8", "replace"), digest_size=12).hexdigest()
        key = f"{name}:{stand_in}:{window}"
        try:
            return int(cache.incr(key))
        except ValueError:
            if cache.add(key, 1, kept_seconds):
                return 1
            return int(cache.incr(key))

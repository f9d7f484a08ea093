"""Small notes that all processes of an installation read, and that nothing breaks without.

They stand in the cache named ``progress``. A cache that does not answer costs a line in the log and nothing
else: work goes on, and who asks is told that nothing was noted.
"""

import logging
from typing import Any

from django.core.cache import caches

logger = logging.getLogger(__name__)


def note(key: str, value: object, seconds: int) -> None:
    """Keep ``value`` under ``key`` for so many seconds, if the cache answers."""
    try:
        caches["progress"].set(key, value, seconds)
    except Exception as error:  # noqa: BLE001 - each cache has its own ways to fail
        logger.warning("A note could not be kept: %s", type(error).__name__)


def noted(key: str) -> Any:
    """Return what was kept under ``key``; None when there is nothing, or the cache does not answer."""
    try:
        return caches["progress"].get(key)
    except Exception as error:  # noqa: BLE001 - each cache has its own ways to fail
        logger.warning("A note could not be read: %s", type(error).__name__)
        return None


def forget(key: str) -> None:
    """Drop what was kept under ``key``, if the cache answers."""
    try:
        caches["progress"].delete(key)
    except Exception as error:  # noqa: BLE001 - each cache has its own ways to fail
        logger.warning("A note could not be dropped: %s", type(error).__name__)

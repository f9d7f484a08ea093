"""Pictures that tests send again and again, drawn in a child once: each child is a new interpreter."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from catalogue.media import pictures

_run_child = pictures.run_child


@contextmanager
def pictures_drawn_once() -> Iterator[None]:
    """Give the same bytes with the same order the same renditions, while the context lasts."""
    drawn: dict[tuple[bytes, str], list[pictures.Rendition]] = {}

    def draw(data: bytes, order: dict[str, Any]) -> list[pictures.Rendition]:
        key = (data, repr(order))
        if key not in drawn:
            drawn[key] = _run_child(data, order)
        return drawn[key]

    with patch.object(pictures, "run_child", draw):
        yield


@contextmanager
def pictures_drawn_anew() -> Iterator[None]:
    """Start a child for each picture, as the product does."""
    with patch.object(pictures, "run_child", _run_child):
        yield

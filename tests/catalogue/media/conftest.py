"""Files of tests go to a folder of their own, and each picture is drawn by a child of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.drawn_pictures import pictures_drawn_anew


@pytest.fixture(autouse=True)
def _children() -> Iterator[None]:
    with pictures_drawn_anew():
        yield


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Settings) -> Path:
    """Keep files in a new folder, and return it."""
    folder = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "media": {"BACKEND": "catalogue.media.storage.DiskStorage", "OPTIONS": {"location": str(folder)}}
    }
    return folder

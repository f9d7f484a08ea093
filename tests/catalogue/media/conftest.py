"""Files of tests go to a folder of their own."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Settings) -> Path:
    """Keep files in a new folder, and return it."""
    folder = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "media": {"BACKEND": "catalogue.media.storage.DiskStorage", "OPTIONS": {"location": str(folder)}}
    }
    return folder

"""Tests in a browser: the system's Chromium, driven by Playwright.

On a machine without one they are left out, and their count is told; where CI is set they fail instead.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.catalogue.media.conftest import media_folder

__all__ = ["media_folder"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a browser where there is none, except where one is promised."""
    if CHROMIUM or os.environ.get("CI"):
        return
    here = Path(__file__).parent
    left_out = [item for item in items if here in item.path.parents]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if here not in item.path.parents]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser."""
    if CHROMIUM is None:
        pytest.fail("Chromium is needed: apt-get install chromium")
    return CHROMIUM

"""Where the files of tests go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import override_settings


@contextmanager
def files_kept_in(folder: Path) -> Iterator[None]:
    """Keep photos, papers and labels in ``folder`` while the context lasts."""
    disk = {"BACKEND": "catalogue.media.storage.DiskStorage", "OPTIONS": {"location": str(folder)}}
    with override_settings(STORAGES=settings.STORAGES | {"media": disk}):
        yield

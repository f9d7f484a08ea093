"""Label files in the storage, under names that nobody guesses and nobody chooses."""

import secrets
import tempfile
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import storages

from catalogue.labels.jobs import LabelJob
from catalogue.labels.outputs import file_kind, write_labels
from catalogue.labels.pages import UNWATCHED, Watch

FOLDER = "labels"
_IN_MEMORY = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WrittenLabels:
    """A file that was written, ready for its row."""

    name: str
    media_type: str


def write_at_once(
    job: LabelJob, form: str, *, language: str = "vi", watch: Watch = UNWATCHED
) -> WrittenLabels:
    """Write ``job`` to the storage; what raises leaves no file behind.

    Raises what ``write_labels`` raises.
    """
    kind = file_kind(job, form)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as draft:
        write_labels(job, form, draft, language=language, watch=watch)  # type: ignore[arg-type]
        draft.seek(0)
        name = storages["media"].save(f"{FOLDER}/{secrets.token_hex(16)}.{kind.ending}", File(draft))
    return WrittenLabels(name, kind.media_type)


def open_labels(name: str) -> BinaryIO:
    """Return the file under ``name``, open for reading. Raises FileNotFoundError."""
    return storages["media"].open(name)  # type: ignore[return-value] # Django's File reads like one


def drop_labels(name: str) -> None:
    """Delete a file that no row came to name."""
    storages["media"].delete(name)

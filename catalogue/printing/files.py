"""Label files in the storage, under names that nobody guesses and nobody chooses."""

import secrets
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import storages

from catalogue.errors import NotFound
from catalogue.labels.jobs import LabelJob
from catalogue.labels.outputs import file_kind, write_labels
from catalogue.labels.pages import UNWATCHED, Watch
from catalogue.media.errors import MediaStorageUnavailable
from catalogue.media.storage import MediaFileMissing, answering

FOLDER = "labels"
_IN_MEMORY = 4 * 1024 * 1024


class LabelFileGone(NotFound):
    """A file that was cleared away, or lost; its job is still in the log."""

    code = "label_file_gone"
    vi = "Tệp nhãn không còn được lưu; hãy in lại từ lệnh này."
    en = "The file of labels is no longer kept; print the job again."


@dataclass(frozen=True, slots=True)
class WrittenLabels:
    """A file that was written, ready for its row."""

    name: str
    media_type: str


def write_at_once(
    job: LabelJob, form: str, *, language: str = "vi", watch: Watch = UNWATCHED
) -> WrittenLabels:
    """Write ``job`` to the storage; what raises leaves no file behind.

    Raises what ``write_labels`` raises, MediaStorageUnavailable.
    """
    kind = file_kind(job, form)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as draft:
        write_labels(job, form, draft, language=language, watch=watch)  # type: ignore[arg-type]
        draft.seek(0)
        name = f"{FOLDER}/{secrets.token_hex(16)}.{kind.ending}"
        with answering(name):
            storages["media"].save(name, File(draft))
    return WrittenLabels(name, kind.media_type)


def open_labels(name: str) -> BinaryIO:
    """Return a copy of the file under ``name``, open for reading: whole before the first byte is sent.

    Raises LabelFileGone, MediaStorageUnavailable.
    """
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - for who asks to close
    try:
        with answering(name), storages["media"].open(name) as file:
            shutil.copyfileobj(file, copy)
    except MediaFileMissing:
        copy.close()
        raise LabelFileGone from None
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy  # type: ignore[return-value] # it reads like one


def drop_labels(name: str) -> None:
    """Delete a file that no row came to name; where the storage does not answer, it is swept at night."""
    with suppress(MediaFileMissing, MediaStorageUnavailable), answering(name):
        storages["media"].delete(name)

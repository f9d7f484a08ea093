"""Where files are kept: a folder on the disk, or a bucket that speaks S3, as the settings say.

A file is named by the SHA-256 of what it holds, so the same name is always the same bytes: a copy may be
kept for ever, and writing one again changes nothing but its age.
"""

import datetime
import os
import re
import sys
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

from catalogue.errors import NotFound
from catalogue.media.errors import MediaStorageUnavailable
from catalogue.media.kinds import SERVED, MediaForm
from catalogue.media.pictures import Rendition
from catalogue.models import MediaFile

PUBLIC = "public"
"""The folder of photos and clips, which anybody may read who knows a name."""
PAPERS = "papers"
"""The folder of certificates' papers, which is never served without asking who wants it."""

_PRIVATE = 0o700
_SUFFIXES = {form.suffix: form for form in SERVED}
NAME = re.compile(rf"[0-9a-f]{{2}}/([0-9a-f]{{64}})\.({'|'.join(_SUFFIXES)})")
"""A file within its folder."""


class MediaFileMissing(NotFound):
    """A name that no file has."""

    code = "media_file_missing"
    vi = "Không tìm thấy tệp."
    en = "The file is not there."


class DiskStorage(FileSystemStorage):
    """A folder whose files appear whole or not at all, also when the power fails.

    It is made for its owner alone, and so is each folder in it: papers are private, and photos are served by
    the process.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002
        """Return the name as it is: what has the same name is the same."""
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        path = Path(self.path(name))
        root = Path(self.location)
        for private in (root, root.joinpath(*Path(name).parts[:-1][:1])):
            private.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{uuid.uuid4().hex}.partial")
        try:
            with partial.open("xb") as file:
                file.writelines(content.chunks())
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        return name


def write_files(folder: str, renditions: Collection[Rendition]) -> list[MediaFile]:
    """Write each rendition into ``folder`` and return what rows keep of them, in the same order.

    Raises MediaStorageUnavailable.
    """
    written: list[MediaFile] = []
    for rendition in renditions:
        digest = sha256(rendition.data).hexdigest()
        name = f"{digest[:2]}/{digest}.{rendition.form.suffix}"
        content = ContentFile(rendition.data)
        content.content_type = rendition.form.media_type  # type: ignore[attr-defined] # read by the bucket
        with answering(name):
            _storage().save(f"{folder}/{name}", content)
        written.append(
            MediaFile(
                name=name,
                type=rendition.form.media_type,
                width=rendition.width,
                height=rendition.height,
                size=len(rendition.data),
            )
        )
    return written


def read_file(folder: str, name: str) -> tuple[bytes, MediaForm]:
    """Return the bytes of a file and its kind.

    Raises MediaFileMissing, for anything that is no name too; MediaStorageUnavailable.
    """
    match = NAME.fullmatch(name)
    if match is None:
        raise MediaFileMissing
    with answering(name), _storage().open(f"{folder}/{name}") as file:
        return file.read(), _SUFFIXES[match[2]]


def delete_file(folder: str, name: str) -> None:
    """Delete a file; one that is gone already is no mistake. Raises MediaStorageUnavailable."""
    with answering(name):
        _storage().delete(f"{folder}/{name}")


def file_names(folder: str) -> Iterator[str]:
    """Yield the names in ``folder``, what a broken write left among them.

    Raises MediaStorageUnavailable.
    """
    storage = _storage()
    with answering(folder):
        try:
            shelves, _ = storage.listdir(folder)
        except FileNotFoundError:  # nothing was ever written
            return
        for shelf in sorted(shelves):
            yield from (f"{shelf}/{name}" for name in sorted(storage.listdir(f"{folder}/{shelf}")[1]))


def written_at(folder: str, name: str) -> datetime.datetime:
    """Return when a file was written last. Raises MediaFileMissing, MediaStorageUnavailable."""
    with answering(name):
        return _storage().get_modified_time(f"{folder}/{name}")


def _storage() -> Storage:
    return storages["media"]


@contextmanager
def answering(name: str) -> Iterator[None]:
    """Tell what disks and buckets say in our words. Raises MediaFileMissing, MediaStorageUnavailable."""
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise MediaFileMissing from error
    except _failures() as error:
        raise MediaStorageUnavailable(name=name) from error


def _failures() -> tuple[type[Exception], ...]:
    """Return what a storage raises that does not answer; the S3 library is loaded only where it is used."""
    s3 = sys.modules.get("botocore.exceptions")
    return (OSError, s3.BotoCoreError, s3.ClientError) if s3 else (OSError,)

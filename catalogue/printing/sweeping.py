"""Label files are cleared away some weeks later; the rows stay, and from them files are written anew."""

import datetime

from django.core.files.storage import storages
from django.utils import timezone

from catalogue.media.storage import MediaFileMissing, answering
from catalogue.models import PrintJob, PrintStatus
from catalogue.printing.files import FOLDER

KEPT = datetime.timedelta(days=30)
"""How long the file of a job can be downloaded."""
GRACE = datetime.timedelta(days=1)
"""How young a file must be that no row names yet: a worker may be about to."""


def sweep_label_files() -> int:
    """Delete label files of old jobs and those that no row names; return how many. Run at night.

    Raises MediaStorageUnavailable.
    """
    found = _names()  # first, so that what is added meanwhile is in use
    done = PrintJob.objects.filter(status=PrintStatus.DONE, file_dropped_at=None)
    done.filter(finished_at__lt=timezone.now() - KEPT).update(file_dropped_at=timezone.now())
    needed = set(done.values_list("file_name", flat=True))
    before = timezone.now() - GRACE
    return sum(_drop_if_older(name, before) for name in found if name not in needed)


def _names() -> list[str]:
    try:
        with answering(FOLDER):
            return [f"{FOLDER}/{name}" for name in storages["media"].listdir(FOLDER)[1]]
    except MediaFileMissing:  # nothing was ever printed
        return []


def _drop_if_older(name: str, moment: datetime.datetime) -> int:
    try:
        with answering(name):
            if storages["media"].get_modified_time(name) >= moment:
                return 0
            storages["media"].delete(name)
    except MediaFileMissing:
        return 0
    return 1

"""Files that no row names any more, cleared away some days later."""

import datetime
from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from catalogue.media.storage import PAPERS, PUBLIC, MediaFileMissing, delete_file, file_names, written_at
from catalogue.models import KEPT_AFTER_DELETION, CertificatePaper, MediaItem

GRACE = datetime.timedelta(days=1)
"""How young a file must be that no row names yet: an upload may be about to."""


def sweep_files() -> int:
    """Delete the files that no row needs and return how many; run at night, outside a transaction.

    A file that is written again while this runs is young again, so it stays. Raises MediaStorageUnavailable.
    """
    return _sweep(PUBLIC, _names_of_items) + _sweep(PAPERS, _names_of_papers)


def _sweep(folder: str, names_in_use: Callable[[], set[str]]) -> int:
    found = list(file_names(folder))  # first, so that what is added meanwhile is in use
    needed = names_in_use()
    before = timezone.now() - GRACE
    swept = 0
    for name in found:
        if name not in needed and _older(folder, name, before):
            delete_file(folder, name)
            swept += 1
    return swept


def _older(folder: str, name: str, moment: datetime.datetime) -> bool:
    try:
        return written_at(folder, name) < moment
    except MediaFileMissing:
        return False


def _kept() -> Q:
    return Q(deleted_at__isnull=True) | Q(deleted_at__gt=timezone.now() - KEPT_AFTER_DELETION)


def _names_of_items() -> set[str]:
    rows = MediaItem.objects.filter(_kept()).values_list("files", flat=True)
    return {file["name"] for files in rows.iterator() for file in files}


def _names_of_papers() -> set[str]:
    return set(CertificatePaper.objects.filter(_kept()).values_list("name", flat=True))

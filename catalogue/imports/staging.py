"""Checking a file and keeping it as a job: every row is read, none is applied."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction

from catalogue.gs1.errors import printable
from catalogue.imports.cooperatives import CooperativeBook
from catalogue.imports.file_errors import FileTooLarge
from catalogue.imports.headers import Headers
from catalogue.imports.known_cells import known_cells
from catalogue.imports.limits import MAX_FILE_BYTES
from catalogue.imports.notes import UnknownColumn, UnknownColumnLike
from catalogue.imports.planning import CHUNK, Planner
from catalogue.imports.reading import read_table
from catalogue.imports.rows import CheckedRow, Remark, RowReader
from catalogue.imports.together import check_rows_together
from catalogue.listings import today
from catalogue.models import (
    Category,
    Cooperative,
    ImportAction,
    ImportJob,
    ImportRow,
    ImportStatus,
    ProductState,
)
from catalogue.search.folding import fold

Progress = Callable[[str, int, int], None]
"""Called with a step (``read check store apply render undo``), the rows done and the rows in all."""


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass
class CheckedFile:
    """A file whose rows have been read and compared with the catalogue; nothing is stored."""

    filename: str
    content_sha256: str
    rows: list[CheckedRow]
    actions: list[ImportAction]
    warnings: list[Remark] = field(default_factory=list)

    def count(self, *actions: ImportAction) -> int:
        """Return how many rows have one of ``actions``."""
        counts = Counter(self.actions)
        return sum(counts[action] for action in actions)


def check(
    file: BinaryIO,
    *,
    filename: str,
    cooperative: Cooperative | None = None,
    enter_as: ProductState = ProductState.DRAFT,
    progress: Progress = no_progress,
) -> CheckedFile:
    """Return what importing ``file`` would do, row by row. This is the dry run: it writes nothing.

    With ``cooperative``, the file may hold goods of that one alone and needs no columns about it;
    ``enter_as`` is as for ``apply``.

    Raises FileRefused when there are no rows to speak of.
    """
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLarge(limit=MAX_FILE_BYTES // (1024 * 1024))
    table = read_table(data, cooperative_given=cooperative is not None)
    reader = RowReader(table.headers, _category_spellings())
    total = len(table.rows)
    rows: list[CheckedRow] = []
    for start in range(0, total, CHUNK):
        chunk = table.rows[start : start + CHUNK]
        known = known_cells(chunk, table.headers, cooperative)
        rows += [reader.read(row, cells) for row, cells in zip(chunk, known, strict=True)]
        progress("read", len(rows), total)
    check_rows_together(rows, cooperative)
    actions = _compare_with_catalogue(rows, enter_as, progress)
    return CheckedFile(
        printable(filename, 200),
        hashlib.sha256(data).hexdigest(),
        rows,
        actions,
        _header_notes(table.headers),
    )


def stage(
    file: BinaryIO,
    *,
    filename: str,
    cooperative: Cooperative | None = None,
    enter_as: ProductState = ProductState.DRAFT,
    progress: Progress = no_progress,
) -> ImportJob:
    """Return a new job with every row of ``file``: ``staged`` when all are valid, otherwise ``failed``.

    Raises FileRefused when there are no rows to speak of; then no job is kept.
    """
    checked = check(file, filename=filename, cooperative=cooperative, enter_as=enter_as, progress=progress)
    return store(checked, cooperative=cooperative, progress=progress)


@transaction.atomic
def store(
    checked: CheckedFile,
    *,
    cooperative: Cooperative | None = None,
    actor: str = "",
    progress: Progress = no_progress,
) -> ImportJob:
    """Return a new job that keeps ``checked``, sent by ``actor``."""
    refused = checked.count(ImportAction.REFUSED)
    total = len(checked.rows)
    job = ImportJob.objects.create(
        filename=checked.filename,
        content_sha256=checked.content_sha256,
        cooperative=cooperative,
        actor=actor,
        status=ImportStatus.FAILED if refused else ImportStatus.STAGED,
        row_count=total,
        valid_count=total - refused,
        invalid_count=refused,
        created_count=checked.count(ImportAction.CREATE, ImportAction.RESTORE),
        updated_count=checked.count(ImportAction.UPDATE),
        unchanged_count=checked.count(ImportAction.UNCHANGED),
        warnings=[note.as_json() for note in checked.warnings],
    )
    for start in range(0, total, CHUNK):
        chunk = slice(start, start + CHUNK)
        ImportRow.objects.bulk_create(
            ImportRow(
                job=job,
                number=row.number,
                action=action,
                values=row.values,
                errors=[remark.as_json() for remark in row.errors],
                warnings=[remark.as_json() for remark in row.warnings],
            )
            for row, action in zip(checked.rows[chunk], checked.actions[chunk], strict=True)
        )
        progress("store", min(start + CHUNK, total), total)
    return job


def _compare_with_catalogue(
    rows: list[CheckedRow], enter_as: ProductState, progress: Progress
) -> list[ImportAction]:
    """Return what each row would do now; refusals are added to the rows."""
    book = CooperativeBook(rows)
    book.check()
    planner = Planner(book, today(), enter_as)
    actions: list[ImportAction] = []
    for start in range(0, len(rows), CHUNK):
        plans = planner.plan(rows[start : start + CHUNK])
        actions += [plan.action if plan else ImportAction.REFUSED for plan in plans]
        progress("check", len(actions), len(rows))
    return actions


def _category_spellings() -> dict[str, str]:
    """Return the slug of each category by its folded slug and names."""
    return {
        fold(spelling): category.slug
        for category in Category.objects.order_by("-pk")
        for spelling in (*category.name.values(), category.slug)
    }


def _header_notes(headers: Headers) -> list[Remark]:
    return [
        Remark(
            printable(header),
            UnknownColumnLike(header=printable(header), title=nearest)
            if nearest
            else UnknownColumn(header=printable(header)),
        )
        for header, nearest in headers.unknown
    ]

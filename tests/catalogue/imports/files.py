"""A table read, or why its file is refused."""

import io
import zipfile
from collections.abc import Callable

import pytest

from catalogue.imports.file_errors import FileRefused
from catalogue.imports.reading import Table, read_table
from tests.catalogue.imports.spreadsheets import row, table, xlsx_bytes

CELLS = table(row(), row(sku="HTX-002", gtin=8931234567897.0))


def read(data: bytes) -> Table:
    return read_table(data, cooperative_given=False)


def refusal(data: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(data)
    assert caught.value.text("vi") != caught.value.text("en")
    return caught.value


def repacked(change: Callable[[str, bytes], bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook whose parts ``change`` has been at."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes(CELLS))) as source,
        zipfile.ZipFile(packed, "w", compression) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return packed.getvalue()

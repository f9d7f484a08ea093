"""`manage.py undo_import`: by the number that the import told, all or nothing."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalogue.models import ImportJob, ImportStatus, Product, Variant
from tests.catalogue.imports.spreadsheets import csv_file, row

pytestmark = pytest.mark.django_db


def import_goods(tmp_path: Path) -> str:
    """Return the number of the import as the command tells it."""
    path, out = tmp_path / "hang.csv", io.StringIO()
    path.write_bytes(csv_file(row(), row(sku="HTX-002")).getvalue())
    call_command("import_products", str(path), stdout=out)
    [number] = re.findall(r"\(#([0-9]+)\)", out.getvalue())
    return str(number)


def test_an_import_is_taken_back_by_its_number(tmp_path: Path) -> None:
    number, out = import_goods(tmp_path), io.StringIO()

    call_command("undo_import", number, stdout=out)

    assert out.getvalue() == (
        f"Đã hoàn tác / undone (#{number} hang.csv): 2 xoá/deleted, 0 trả lại/put back\n"
    )
    assert not Product.objects.present().exists()
    assert ImportJob.objects.get().status == ImportStatus.UNDONE


def test_what_was_changed_since_is_told_and_nothing_is_undone(tmp_path: Path) -> None:
    number = import_goods(tmp_path)
    Variant.objects.filter(sku="HTX-002").update(price_vnd=99_000)

    with pytest.raises(CommandError) as refused:
        call_command("undo_import", number)

    assert refused.value.returncode == 1
    assert "[import_changed_since]" in str(refused.value)
    assert "the goods of rows 3 were changed" in str(refused.value)
    assert Product.objects.present().count() == 2


def test_a_number_of_no_import_is_refused() -> None:
    with pytest.raises(CommandError, match="There is no import #7"):
        call_command("undo_import", "7")

"""``manage.py import_products FILE``: a spreadsheet into the catalogue, with counted progress."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.cooperatives import find_cooperative
from catalogue.gs1.errors import CodedError
from catalogue.imports import CheckedFile, apply, check, store
from catalogue.models import ImportAction, ImportJob, ProductState

_STEPS = {
    "read": "Đọc / read",
    "check": "Kiểm tra / check",
    "store": "Lưu / store",
    "apply": "Nhập / apply",
    "render": "Dựng trang / render",
}


class Command(BaseCommand):
    help = "Import products from an .xlsx or .csv file: all rows, or none when any is refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--cooperative", metavar="TAX_CODE", help="take goods of this cooperative alone")
        parser.add_argument("--dry-run", action="store_true", help="check and report, write nothing")

    def handle(self, *, file: Path, cooperative: str | None, dry_run: bool, **_options: Any) -> None:
        try:
            owner = find_cooperative(cooperative) if cooperative else None
            with file.open("rb") as spreadsheet:
                checked = check(
                    spreadsheet,
                    filename=file.name,
                    cooperative=owner,
                    enter_as=ProductState.APPROVED,
                    progress=self._progress,
                )
            self._report(checked)
            if refused := checked.count(ImportAction.REFUSED):
                raise CommandError(
                    f"{refused} dòng bị từ chối, chưa có gì được nhập / rows refused, nothing imported"
                )
            if dry_run:
                self._summary("Sẽ nhập / would import", checked)
                return
            job = store(checked, cooperative=owner, progress=self._progress)
            self._done(apply(job, enter_as=ProductState.APPROVED, progress=self._progress))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except CodedError as error:
            raise CommandError(f"[{error.code}] {error.text('vi')}\n{error.text('en')}") from error

    def _progress(self, step: str, done: int, total: int) -> None:
        on_terminal = self.stdout.isatty()
        if on_terminal or done >= total:
            line = f"{_STEPS[step]}: {done}/{total}"
            self.stdout.write(line, ending="\n" if done >= total else "\r")
            self.stdout.flush()

    def _report(self, checked: CheckedFile) -> None:
        for remark in checked.warnings:
            self.stderr.write(f"! {remark.error.text('vi')} / {remark.error.text('en')}")
        for row in checked.rows:
            for remark in row.errors:
                self.stderr.write(_line(row.number, remark.column, remark.error))
        warned = sum(bool(row.warnings) for row in checked.rows)
        if warned:
            self.stdout.write(f"{warned} dòng có lưu ý / rows with a warning")

    def _summary(self, title: str, checked: CheckedFile) -> None:
        created = checked.count(ImportAction.CREATE, ImportAction.RESTORE)
        updated, unchanged = checked.count(ImportAction.UPDATE), checked.count(ImportAction.UNCHANGED)
        self.stdout.write(_counts(title, created, updated, unchanged))

    def _done(self, job: ImportJob) -> None:
        title = f"Đã nhập / imported (#{job.pk})"
        self.stdout.write(_counts(title, job.created_count, job.updated_count, job.unchanged_count))


def _line(row: int, column: str, error: CodedError) -> str:
    place = f"dòng/row {row}, cột/column {column}" if column else f"dòng/row {row}"
    return f"{place} [{error.code}] {error.text('vi')} / {error.text('en')}"


def _counts(title: str, created: int, updated: int, unchanged: int) -> str:
    return f"{title}: {created} thêm/added, {updated} sửa/changed, {unchanged} không đổi/unchanged"

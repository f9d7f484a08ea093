"""`manage.py undo_import`: take an import back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.gs1.errors import CodedError
from catalogue.imports import undo
from catalogue.models import ImportJob


class Command(BaseCommand):
    help = "Take an import back: new goods are deleted, changed ones are as they were. Numbers stay given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", type=int, metavar="NUMBER", help="as import_products told it: #NUMBER")

    def handle(self, *, job: int, **_options: Any) -> None:
        """Undo all of it; exit 1 and change nothing when goods were changed since."""
        found = ImportJob.objects.filter(pk=job).first()
        if found is None:
            raise CommandError(f"Không có lần nhập / There is no import #{job}")
        try:
            undone = undo(found, may_publish=True)
        except CodedError as error:
            raise CommandError(f"[{error.code}] {error.text('vi')}\n{error.text('en')}") from error
        self.stdout.write(
            f"Đã hoàn tác / undone (#{undone.pk} {undone.filename}): {undone.created_count} xoá/deleted, "
            f"{undone.updated_count} trả lại/put back"
        )

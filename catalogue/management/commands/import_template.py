"""`manage.py import_template`: the spreadsheet that cooperatives fill in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.cooperatives import find_cooperative
from catalogue.gs1.errors import CodedError
from catalogue.imports import build_template


class Command(BaseCommand):
    help = "Write the import template as .xlsx; for one cooperative, without the columns about it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--cooperative", metavar="TAX_CODE", help="whose goods alone it is for")

    def handle(self, *, file: Path, cooperative: str | None, **_options: Any) -> None:
        try:
            file.write_bytes(build_template(find_cooperative(cooperative) if cooperative else None))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except CodedError as error:
            raise CommandError(f"[{error.code}] {error.text('vi')}\n{error.text('en')}") from error
        self.stdout.write(str(file))

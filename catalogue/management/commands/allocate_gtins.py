"""`manage.py allocate_gtins`: give every variant its number."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogue.cooperatives import CooperativeUnknown, find_cooperative
from catalogue.numbering import number_missing_variants


class Command(BaseCommand):
    help = "Give a GTIN to every variant that has none; without a company prefix, an in-store number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cooperative", metavar="TAX_CODE", help="only the goods of this cooperative")

    def handle(self, *, cooperative: str | None, **_options: Any) -> None:
        """Number the variants; exit 1 when some had to stay without a number."""
        try:
            only = find_cooperative(cooperative) if cooperative else None
        except CooperativeUnknown as error:
            raise CommandError(f"[{error.code}] {error.text('vi')}\n{error.text('en')}") from error
        given = number_missing_variants(cooperative=only, progress=self._show_progress)
        self.stdout.write(f"GTIN: {given.gtins} · mã nội bộ / in-store numbers: {given.in_store_numbers}")
        for refusal in given.refusals:
            self.stderr.write(
                f"{refusal.cooperative.name} ({refusal.cooperative.tax_code}): "
                f"{refusal.variants} mặt hàng chưa có mã / variants without a number\n"
                f"  {refusal.error.text('vi')}\n  {refusal.error.text('en')}"
            )
        if given.refusals:
            without = sum(refusal.variants for refusal in given.refusals)
            raise CommandError(f"Chưa có mã / Still without a number: {without}")

    def _show_progress(self, done: int, total: int) -> None:
        """Count on a terminal; anywhere else tell the end alone."""
        if self.stdout.isatty() or done >= total:
            self.stdout.write(f"{done}/{total}", ending="\n" if done >= total else "\r")
            self.stdout.flush()

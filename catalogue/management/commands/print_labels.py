"""`manage.py print_labels`: a file of labels, ready for the printer."""

import datetime
import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalogue.gs1.errors import CodedError
from catalogue.label_details import LabelRequest
from catalogue.labelling import all_label_numbers, requested_contents
from catalogue.labels.errors import UnknownPrinter
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.outputs import FORMATS, write_labels
from catalogue.labels.png import label_png
from catalogue.labels.preflight import Preflight, preflight
from catalogue.labels.templates.registry import STANDARD
from catalogue.numbering import LARGEST_COUNT, require_own_sscc
from catalogue.printing.pallets import require_stated_contents
from catalogue.printing.planning import owners_of
from catalogue.printing.profiles import Profiles, profiles_of

Asked = TypeVar("Asked")
Found = TypeVar("Found")


class Command(BaseCommand):
    help = (
        "Write a file of labels for GTINs or in-store numbers. Nothing is written when anything is refused. "
        "PNG has one file for each page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stock", required=True, help="label paper, such as a4-24-70x37 or roll-50x30")
        parser.add_argument("--printer", required=True, help="such as office-600 or thermal-203")
        parser.add_argument(
            "--format",
            type=str.lower,
            help=f"{', '.join(FORMATS)}; default by --output, else what the printer takes",
        )
        parser.add_argument("--template", default=STANDARD.key, help="how the labels look, such as product")
        parser.add_argument("--lot", default="", help="of all labels")
        parser.add_argument("--produced-on", type=_day, help="2026-11-01")
        parser.add_argument("--expires-on", type=_day, help="by default it follows from the shelf life")
        parser.add_argument("--copies", type=int, default=1, help="labels of each number")
        parser.add_argument("--start-cell", type=int, default=1, help="first free label of the first sheet")
        parser.add_argument(
            "--skip", type=_cells, default=(), help="labels of the first sheet that are used, such as 3,5"
        )
        parser.add_argument("--sscc", default="", help="of the pallet of one GTIN")
        parser.add_argument("--count", type=_count, help="cases on the pallet of one GTIN")
        parser.add_argument("--output", type=Path, help="file to write; by default named for stock and time")
        parser.add_argument("--all", action="store_true", help="every number that stands on a piece")
        parser.add_argument("numbers", nargs="*", metavar="GTIN")

    def handle(self, **options: Any) -> None:
        """Check everything, print the verdict, then write."""
        output = options["output"]
        own = _profiles(options["numbers"])
        language = _language(own, options["printer"])
        form = options["format"] = options["format"] or _format_of(output) or language
        job = self._job(options, own)
        try:
            report = preflight(job)
        except CodedError as error:
            raise CommandError(_both(error)) from None
        self._show(report)
        if report.verdict == "does_not_fit":
            raise CommandError("Không ghi tệp nào / Nothing was written.")
        output = output or Path(f"labels-{job.stock.key}-{timezone.localtime():%Y%m%d-%H%M%S}.{form}")
        try:
            written = self._write(job, form, output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from None
        except CodedError as error:
            raise CommandError(_both(error)) from None
        for path in written:
            self.stdout.write(str(path))

    def _job(self, options: dict[str, Any], own: Profiles) -> LabelJob:
        """Return what is to be printed. Raises CommandError naming all that is wrong at once."""
        refusals: list[str] = []
        numbers = options["numbers"]
        if bool(numbers) == options["all"]:
            refusals.append("Cần các GTIN hoặc --all / GTINs or --all are needed, one of the two.")
        if options["format"] not in FORMATS:
            refusals.append(
                f"Không có dạng tệp / There is no format {options['format']}: {', '.join(FORMATS)}"
            )
        if options["output"] is not None:
            refusals += _output_refusals(options["output"], options["format"])
        days = (options["lot"], options["produced_on"], options["expires_on"])
        wanted = all_label_numbers() if options["all"] else numbers
        pallet = (options["sscc"], options["count"])
        requests = [LabelRequest(number, *days, *pallet) for number in wanted]
        refusals += _pallet_refusals(numbers, *pallet)
        stock = _tried(refusals, own.stock, options["stock"])
        printer = _tried(refusals, own.printer, options["printer"])
        template = _tried(refusals, own.template, options["template"])
        contents = _tried(refusals, requested_contents, requests)
        _tried(refusals, require_stated_contents, contents or [])
        if refusals or stock is None or printer is None or template is None or contents is None:
            raise CommandError("\n".join(refusals))
        items = tuple(LabelItem(content, options["copies"]) for content in contents)
        try:
            return LabelJob(stock, printer, items, options["start_cell"], template, options["skip"])
        except CodedError as error:
            raise CommandError(_both(error)) from None

    def _show(self, report: Preflight) -> None:
        self.stdout.write(
            f"{report.verdict}: {report.labels} nhãn / labels, {report.pages} trang / pages", ending="\n"
        )
        for warning in report.warnings:
            self.stderr.write(f"{warning.code}: {warning.vi}\n  {warning.en}")

    def _write(self, job: LabelJob, form: str, output: Path) -> list[Path]:
        """Return the files written; a run that stops half way leaves none."""
        files = label_png(job) if form == "png" else _one_file(job, form)
        count = job.pages if form == "png" else 1
        written: list[tuple[Path, Path]] = []
        try:
            for done, content in enumerate(files, start=1):
                path = _page_path(output, done, count)
                for refusal in _output_refusals(path, form):
                    raise CommandError(refusal)
                draft = path.resolve().with_name(f"{path.name}.partial")
                written.append((draft, path))
                draft.write_bytes(content)
                if done % 50 == 0:
                    self.stderr.write(f"{done}/{count}")
            for draft, path in written:
                draft.replace(path.resolve())
        finally:
            for draft, _ in written:
                draft.unlink(missing_ok=True)
        return [path for _, path in written]


def _tried(refusals: list[str], find: Callable[[Asked], Found], asked: Asked) -> Found | None:
    """Return what ``find`` gives, or None with its reason among ``refusals``."""
    try:
        return find(asked)
    except CodedError as error:
        refusals.append(_both(error))
        return None


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"ngày viết như / a day is written like 2026-11-01: {text!r}") from None


def _cells(text: str) -> tuple[int, ...]:
    if not re.fullmatch(r"[0-9]{1,4}(,[0-9]{1,4})*", text):
        raise ArgumentTypeError(f"các ô viết như / labels are written like 3,5: {text!r}")
    return tuple(int(cell) for cell in text.split(","))


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,8}", text) or not int(text):
        raise ArgumentTypeError(f"số từ 1 đến / a number from 1 to {LARGEST_COUNT}: {text!r}")
    return int(text)


def _pallet_refusals(numbers: Sequence[str], sscc: str, count: int | None) -> list[str]:
    """Return why the serial number of a pallet, or its cases, can not stand on labels of these numbers."""
    if (sscc or count) and len(numbers) != 1:
        return ["--sscc, --count: của một GTIN / are those of one GTIN."]
    try:
        owners = owners_of(numbers) if sscc else []
    except CodedError:
        return []  # the number itself is refused
    refusals: list[str] = []
    for owner in owners:
        _tried(refusals, partial(require_own_sscc, owner), sscc)
    return refusals


def _one_file(job: LabelJob, form: str) -> Iterator[bytes]:
    file = BytesIO()
    write_labels(job, form, file)
    yield file.getvalue()


def _profiles(numbers: list[str]) -> Profiles:
    """Return what the cooperative of these goods prints with; that of none or several has no say."""
    try:
        owners = set(owners_of(numbers))
    except CodedError:
        owners = set()
    return profiles_of(owners.pop() if len(owners) == 1 else None)


def _language(own: Profiles, printer: str) -> str:
    """Return what is sent to ``printer``; PDF for one that is not known and will be refused."""
    try:
        return own.printer(printer).language
    except UnknownPrinter:
        return "pdf"


def _format_of(output: Path | None) -> str | None:
    """Return the format that the ending of ``output`` names, or None."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMATS else None


def _output_refusals(output: Path, form: str) -> list[str]:
    """Return why ``output`` cannot be written, before the labels are drawn."""
    try:
        if output.is_dir():
            return [f"{output}: là thư mục, cần tên tệp / is a folder, a file name is needed."]
        if not output.parent.is_dir():
            return [f"{output.parent}: không có thư mục này / there is no such folder."]
        # Only a file is replaced: never a device, a pipe or a socket.
        if output.exists() and not output.is_file():
            return [f"{output}: không phải là tệp / is not a file."]
    except OSError as error:
        return [f"{output}: {error.strerror}"]
    if form in FORMATS and _format_of(output) not in {None, form}:
        return [f"{output}: tên tệp không hợp với dạng {form} / the name does not go with {form}."]
    return []


def _page_path(output: Path, page: int, pages: int) -> Path:
    """Return ``output``, with the number of the page in front of the ending when there are several."""
    if pages == 1:
        return output
    return output.with_name(f"{output.stem}-{page:0{len(str(pages))}d}{output.suffix}")


def _both(error: CodedError) -> str:
    """Return the reason in both languages."""
    return f"{error.text('vi')}\n{error.text('en')}"

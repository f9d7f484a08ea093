"""Every kind of label file by name: what it is called, and one way to write it.

Background jobs and commands write into a file of their own and throw it away when this raises.
"""

from dataclasses import dataclass
from typing import BinaryIO

from catalogue.gs1.errors import printable
from catalogue.labels.errors import FormatNotSpoken, UnknownFormat
from catalogue.labels.escpos import write_label_escpos
from catalogue.labels.jobs import LabelJob
from catalogue.labels.pages import UNWATCHED, Watch, strip_of
from catalogue.labels.pdf import write_label_pdf
from catalogue.labels.png import write_label_png
from catalogue.labels.printer import Printer
from catalogue.labels.tspl import write_label_tspl
from catalogue.labels.zpl import write_label_zpl

FORMATS = ("pdf", "png", "zpl", "tspl", "escpos")


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a label file is: its media type, and the ending of its name without the dot."""

    media_type: str
    ending: str


_KINDS = {
    "pdf": FileKind("application/pdf", "pdf"),
    "png": FileKind("image/png", "png"),
    "zpl": FileKind("application/zpl", "zpl"),
    "tspl": FileKind("application/octet-stream", "tspl"),
    "escpos": FileKind("application/octet-stream", "escpos"),
}
_SEVERAL_PICTURES = FileKind("application/zip", "zip")
_WRITERS = {
    "png": write_label_png,
    "zpl": write_label_zpl,
    "tspl": write_label_tspl,
    "escpos": write_label_escpos,
}


def file_kind(job: LabelJob, form: str) -> FileKind:
    """Return what ``write_labels`` makes of ``job``. Raises UnknownFormat or FormatNotSpoken."""
    require_spoken(job.printer, form)
    return _SEVERAL_PICTURES if form == "png" and job.pages > 1 else _KINDS[form]


def media_type_of(form: str) -> str:
    """Return the media type of one page or label in ``form``. Raises UnknownFormat."""
    require_format(form)
    return _KINDS[form].media_type


def write_labels(
    job: LabelJob, form: str, file: BinaryIO, *, language: str = "vi", watch: Watch = UNWATCHED
) -> None:
    """Write ``job`` as ``form`` to ``file``; ``language`` is that of a PDF's title.

    Number and order of the labels are the same in every format. Raises UnknownFormat, FormatNotSpoken,
    FormatNeedsRoll, LabelsCancelled, and what ``lay_out`` raises.
    """
    require_spoken(job.printer, form)
    if form == "pdf":
        write_label_pdf(job, file, language=language, watch=watch)
    else:
        _WRITERS[form](job, file, watch=watch)


def require_spoken(printer: Printer, form: str) -> None:
    """Raise FormatNotSpoken for commands that ``printer`` does not take, and UnknownFormat.

    A profile that is driven as PDF says nothing of the commands that the machine may take beside.
    """
    require_format(form)
    known = ("pdf", "png", printer.language)
    if printer.language != "pdf" and form not in known:
        raise FormatNotSpoken(printer=printer.key, form=form, known=", ".join(known))


def require_form(job: LabelJob, form: str) -> None:
    """Raise what ``write_labels`` would of ``form`` on this paper and printer, before anything is laid out.

    Raises UnknownFormat, FormatNotSpoken or FormatNeedsRoll.
    """
    require_spoken(job.printer, form)
    if form not in ("pdf", "png"):
        strip_of(job, form)


def require_format(form: str) -> None:
    """Raise UnknownFormat for a name that is not one of ``FORMATS``."""
    if form not in FORMATS:
        raise UnknownFormat(form=printable(form), known=", ".join(FORMATS))

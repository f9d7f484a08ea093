from dataclasses import replace
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image

from catalogue.labels.custom_printers import custom_printer
from catalogue.labels.errors import FormatNeedsRoll, FormatNotSpoken, LabelsCancelled, UnknownFormat
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.outputs import FORMATS, FileKind, file_kind, write_labels
from catalogue.labels.pages import Watch
from catalogue.labels.pdf import label_pdf
from catalogue.labels.printer import Language
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.templates.registry import find_template
from tests.catalogue.labels.escpos_interpreter import interpret_escpos
from tests.catalogue.labels.specimen_layouts import strips
from tests.catalogue.labels.specimens import (
    codes_in_image,
    codes_in_pdf,
    make_case_content,
    make_content,
    make_full_content,
    make_job,
    sample_contents,
)
from tests.catalogue.labels.tspl_interpreter import interpret_tspl
from tests.catalogue.labels.zpl_interpreter import interpret_zpl


def written(job: LabelJob, form: str, *, watch: Watch = Watch()) -> bytes:  # noqa: B008 - it keeps nothing
    file = BytesIO()
    write_labels(spoken(job, form), form, file, watch=watch)
    return file.getvalue()


def spoken(job: LabelJob, form: str) -> LabelJob:
    """Return ``job`` for a printer that is alike in all but its language."""
    if form not in get_args(Language) or job.printer.language == "pdf":
        return job
    return replace(job, printer=custom_printer(**{**job.printer.to_dict(), "language": form}))


def roll_job(copies: int = 1) -> LabelJob:
    return make_job(*sample_contents()[:3], stock="receipt-80x50", printer="escpos-80", copies=copies)


def test_the_same_labels_come_out_in_the_same_order_whatever_the_format() -> None:
    job = roll_job(copies=2)
    size = strips(job, "zpl")[0].size

    pictures = {
        "zpl": [label.picture for label in interpret_zpl(written(job, "zpl")) for _ in range(label.copies)],
        "tspl": [
            label.picture for label in interpret_tspl(written(job, "tspl"), size) for _ in range(label.copies)
        ],
    }
    receipt, _ = interpret_escpos(written(job, "escpos"))
    pictures["escpos"] = [
        receipt.crop((0, top, size[0], top + size[1])) for top in range(0, receipt.height, size[1])
    ]
    with ZipFile(BytesIO(written(job, "png"))) as archive:
        names = archive.namelist()
        pngs = [Image.open(BytesIO(archive.read(name))).convert("L") for name in names]

    assert names == [f"page-000{number}.png" for number in range(1, 7)]
    for pages in pictures.values():
        assert [page.tobytes() for page in pages] == [page.tobytes() for page in strips(job, "zpl")]
    expected = [
        sorted([item.content.number, item.content.digital_link or ""]) for item in job.items for _ in range(2)
    ]
    assert [codes_in_image(picture) for picture in pngs] == expected
    assert len(pypdfium2.PdfDocument(written(job, "pdf"))) == 6


@pytest.mark.parametrize(
    ("template", "stock"),
    [
        ("shelf", "roll-100x50"),
        ("product", "roll-100x70"),
        ("product-vi-en", "roll-100x100"),
        ("case", "roll-100x150"),
        ("pallet", "roll-100x150"),
        ("price", "roll-50x30"),
        ("tag", "roll-70x50"),
        ("jewellery", "jewellery-80x25"),
        ("story", "roll-100x70"),
    ],
)
@pytest.mark.parametrize("dpi", [203, 300])
def test_every_template_is_the_same_dots_in_every_language(template: str, stock: str, dpi: int) -> None:
    content = make_case_content() if template in {"case", "pallet"} else make_full_content()
    job = LabelJob(
        find_stock(stock),
        find_printer(f"zpl-{dpi}"),
        (LabelItem(content),),
        template=find_template(template),
    )
    (page,) = strips(job, "zpl")

    (zpl,) = interpret_zpl(written(job, "zpl"))
    (tspl,) = interpret_tspl(written(job, "tspl"), page.size)

    assert zpl.picture.tobytes() == page.tobytes()
    assert tspl.picture.tobytes() == page.tobytes()


def test_one_picture_stands_alone_and_several_are_an_archive() -> None:
    one = make_job(make_content(), stock="roll-50x30", printer="thermal-203")
    two = make_job(make_content(), stock="roll-50x30", printer="thermal-203", copies=2)

    assert file_kind(one, "png") == FileKind("image/png", "png")
    assert written(one, "png").startswith(b"\x89PNG")
    assert file_kind(two, "png") == FileKind("application/zip", "zip")
    assert written(two, "png") == written(two, "png")
    assert written(two, "png").startswith(b"PK")


@pytest.mark.parametrize(
    ("form", "ending"), [("pdf", "pdf"), ("zpl", "zpl"), ("tspl", "tspl"), ("escpos", "escpos")]
)
def test_each_format_has_its_ending(form: str, ending: str) -> None:
    assert file_kind(spoken(roll_job(), form), form).ending == ending


def test_commands_of_another_language_are_never_sent_to_a_printer() -> None:
    receipts = roll_job()
    for form in ("zpl", "tspl"):
        with pytest.raises(FormatNotSpoken, match=r"“escpos-80” does not take .*choose pdf, png, escpos"):
            write_labels(receipts, form, BytesIO())
        with pytest.raises(FormatNotSpoken):
            file_kind(receipts, form)

    driven = make_job(make_content(), stock="roll-50x30", printer="thermal-203")
    assert file_kind(driven, "tspl").ending == "tspl"


def test_a_format_that_is_not_known_is_refused_by_name() -> None:
    with pytest.raises(
        UnknownFormat, match="no label format “docx”; choose one of: pdf, png, zpl, tspl, escpos"
    ):
        written(roll_job(), "docx")
    with pytest.raises(UnknownFormat):
        file_kind(roll_job(), "PDF")


@pytest.mark.parametrize("form", ["zpl", "tspl", "escpos"])
def test_sheets_are_for_pdf_and_pictures_alone(form: str) -> None:
    with pytest.raises(FormatNeedsRoll):
        written(make_job(make_content()), form)


@pytest.mark.parametrize("form", FORMATS)
def test_labels_are_counted_as_they_are_done(form: str) -> None:
    counted: list[int] = []

    written(roll_job(copies=2), form, watch=Watch(progress=counted.append))

    assert counted == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("form", FORMATS)
def test_a_job_can_be_stopped_between_two_labels(form: str) -> None:
    counted: list[int] = []

    with pytest.raises(LabelsCancelled, match="cancelled after 3 labels"):
        written(roll_job(copies=2), form, watch=Watch(counted.append, lambda: len(counted) == 2))

    assert counted == [1, 2]


def test_the_start_cell_counts_on_sheets() -> None:
    job = make_job(make_content(), start_cell=23, copies=3)

    assert codes_in_pdf(written(job, "pdf"), 300) == codes_in_pdf(label_pdf(job), 300)
    assert len(codes_in_pdf(written(job, "pdf"), 300)) == 6

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image, ImageChops

from catalogue.gs1.errors import CodedError
from catalogue.labels.errors import FormatNeedsRoll
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.tspl import label_tspl
from tests.catalogue.labels.printed import Printed, Refused
from tests.catalogue.labels.specimen_layouts import SYMBOLS, layout_of, moved, printing, strips
from tests.catalogue.labels.specimens import codes_in_image, make_content, make_job, sample_contents
from tests.catalogue.labels.test_zpl import hostile_texts
from tests.catalogue.labels.tspl_interpreter import interpret_tspl


def printed(job: LabelJob, *, guard_tail: int = 13) -> tuple[list[Printed], list[Image.Image]]:
    """The labels as the interpreter sees them, and the dots they should have."""
    pages = strips(job, "tspl")
    return interpret_tspl(label_tspl(job), pages[0].size, guard_tail=guard_tail), pages


@pytest.mark.parametrize(("symbology", "content"), SYMBOLS)
@pytest.mark.parametrize("x", [2, 3, 4])
@pytest.mark.parametrize("guard_tail", [0, 13])
def test_the_printer_s_dots_are_those_of_the_picture(
    monkeypatch: pytest.MonkeyPatch, symbology: str, content: str, x: int, guard_tail: int
) -> None:
    layout = layout_of(symbology, content, x, stock="roll-100x150", printer="tspl-300")

    (label,), (page,) = printed(printing(monkeypatch, layout), guard_tail=guard_tail)

    assert label.picture.tobytes() == page.tobytes()


@pytest.mark.parametrize(
    ("symbology", "content", "x", "native"),
    [
        ("ean13", "9521234567899", 3, {"EAN13"}),
        ("ean8", "95200002", 3, {"EAN8"}),
        ("upca", "614141000036", 8, {"UPCA"}),
        ("itf14", "19521234567896", 2, {"25"}),
        ("ean13", "9521234567899", 2, set()),
        ("ean13", "9521234567899", 9, set()),
        ("gs1-128", "(01)09521234567899(10)A1b", 2, set()),
    ],
)
def test_a_symbol_is_left_to_the_printer_where_its_dots_are_sure(
    monkeypatch: pytest.MonkeyPatch, symbology: str, content: str, x: int, native: set[str]
) -> None:
    layout = layout_of(symbology, content, x, stock="roll-100x150", printer="tspl-300")

    (label,), _ = printed(printing(monkeypatch, layout))

    assert set(label.commands) - {"BITMAP", "BAR"} == native
    assert Counter(label.commands)["BITMAP"] == 3


def test_the_lines_are_the_manual_s() -> None:
    job = make_job(make_content(), stock="roll-50x30", printer="tspl-203", copies=3)

    stream = label_tspl(job)

    head = b"SIZE 50 mm,30 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nCLS\r\nBITMAP "
    assert stream.startswith(head)
    assert b"\r\nBARCODE 72," in stream
    assert b',"EAN13",' in stream
    assert b',0,0,3,3,"952000791901"\r\n' in stream
    assert stream.endswith(b"\r\nPRINT 1,3\r\n")


@pytest.mark.parametrize("stock", ["roll-50x30", "roll-40x30", "roll-110x30-3"])
def test_a_scanner_reads_every_code_and_none_extra(stock: str) -> None:
    contents = sample_contents()[:30]

    labels, pages = printed(make_job(*contents, stock=stock, printer="tspl-203"))

    assert [label.picture.tobytes() for label in labels] == [page.tobytes() for page in pages]
    read = [
        code for label in labels for code in codes_in_image(ImageChops.invert(label.picture.convert("L")))
    ]
    numbers = [content.number for content in contents]
    links = [content.digital_link for content in contents if content.digital_link and stock == "roll-50x30"]
    assert sorted(read) == sorted([*numbers, *links])


def test_rows_of_a_roll_with_three_across_are_alike_but_for_their_ends() -> None:
    labels, pages = printed(
        make_job(*sample_contents()[:2], copies=7, stock="roll-110x30-3", printer="tspl-203")
    )

    assert [label.copies for label in labels] == [2, 1, 1, 1]
    assert [label.picture.tobytes() for label in labels for _ in range(label.copies)] == [
        page.tobytes() for page in pages
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts, hostile_texts, hostile_texts)
def test_no_text_breaks_the_stream(name: str, net_quantity: str, cooperative: str) -> None:
    content = make_content(name=name, net_quantity=net_quantity, cooperative=cooperative)
    job = make_job(content, make_content(), copies=2, stock="roll-50x30", printer="tspl-203")
    try:
        labels, pages = printed(job)
    except CodedError:
        return

    assert [label.copies for label in labels] == [2, 2]
    assert [label.picture.tobytes() for label in labels] == [page.tobytes() for page in pages[::2]]


@pytest.mark.parametrize(("offset_x_mm", "offset_y_mm"), [(-8, 9), (9, -60), (4, 4), (-200, 0)])
def test_a_label_that_reaches_over_the_edge_is_cut_off_there(
    monkeypatch: pytest.MonkeyPatch, offset_x_mm: float, offset_y_mm: float
) -> None:
    layout = layout_of("ean13", "9521234567899", 3, stock="roll-100x150", printer="tspl-300")

    (label,), (page,) = printed(printing(monkeypatch, moved(layout, offset_x_mm, offset_y_mm)))

    assert label.picture.tobytes() == page.tobytes()


def test_paper_wider_than_the_head_lies_in_its_middle() -> None:
    printer = replace(find_printer("tspl-203"), head_mm=48.0)
    job = LabelJob(find_stock("roll-50x30"), printer, (LabelItem(make_content()),))

    (label,), (page,) = printed(job)

    assert label_tspl(job).startswith(b"SIZE 48 mm,30 mm\r\n")
    assert page.width == 384
    assert label.picture.tobytes() == page.tobytes()


def test_sheets_are_refused() -> None:
    with pytest.raises(FormatNeedsRoll, match="The format tspl is for rolls alone"):
        label_tspl(make_job(make_content()))


SETUP = b"SIZE 50 mm,30 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\n"


@pytest.mark.parametrize(
    "stream",
    [
        b"SIZE 50 mm,30 mm\r\n",
        SETUP + b"PRINT 1,1\r\n",
        SETUP + b'CLS\r\nTEXT 0,0,"0",0,1,1,"x"\r\nPRINT 1,1\r\n',
        SETUP + b'CLS\r\nBARCODE 0,0,"128",9,0,0,1,1,"1"\r\nPRINT 1,1\r\n',
        SETUP + b"CLS\r\nBITMAP 0,0,1,2,0,\xff\r\nPRINT 1,1\r\n",
        SETUP + b"CLS\r\nBAR 0,0,999,1\r\nPRINT 1,1\r\n",
        SETUP + b"CLS\r\n",
    ],
)
def test_the_interpreter_refuses_what_is_not_a_label_of_ours(stream: bytes) -> None:
    with pytest.raises(Refused):
        interpret_tspl(stream, (400, 240))

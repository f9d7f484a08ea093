import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from catalogue.gs1.errors import CodedError
from catalogue.labels import native_bars
from catalogue.labels.content import LabelContent
from catalogue.labels.errors import FormatNeedsRoll
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.layout import lay_out
from catalogue.labels.printers import find_printer
from catalogue.labels.raster import text_ink
from catalogue.labels.stocks import find_stock
from catalogue.labels.zpl import label_zpl
from tests.catalogue.labels.printed import Refused
from tests.catalogue.labels.specimen_layouts import SYMBOLS, layout_of, moved, printing, strips
from tests.catalogue.labels.specimens import codes_in_image, make_content, make_job, sample_contents
from tests.catalogue.labels.zpl_interpreter import interpret_zpl

# What would be a command, a field's end or a change of state if it ever got into the stream.
HOSTILE = [
    "^XZ",
    "~JA",
    "^FS^XZ^XA",
    '"',
    "\r\n",
    "\x1d",
    "\x00",
    "🐝",
    "~DGR:A",
    "^GFA,1,1,1,",
    "{",
    "\\",
    "ễ",
]
hostile_texts = st.lists(st.sampled_from([*HOSTILE, "Mật ong", " ", "A"]), min_size=1, max_size=6).map(
    "".join
)


def job_of(*contents: LabelContent, copies: int = 1, stock: str = "roll-50x30") -> LabelJob:
    return make_job(*contents, stock=stock, printer="zpl-203", copies=copies)


@pytest.mark.parametrize(("symbology", "content"), SYMBOLS)
@pytest.mark.parametrize("x", [2, 3, 4])
@pytest.mark.parametrize("guard_tail", [0, 10, 13])
def test_the_printer_s_dots_are_those_of_the_picture(
    monkeypatch: pytest.MonkeyPatch, symbology: str, content: str, x: int, guard_tail: int
) -> None:
    # Whether a printer draws guards without digits at all, or of the length seen on one: the dots are ours.
    layout = layout_of(symbology, content, x, stock="roll-100x150", printer="zpl-300")
    job = printing(monkeypatch, layout)

    (label,) = interpret_zpl(label_zpl(job), guard_tail=guard_tail)

    assert label.picture.tobytes() == strips(job, "zpl")[0].tobytes()


@pytest.mark.parametrize(
    ("symbology", "content", "x", "command"),
    [
        ("ean13", "9521234567899", 3, "BE"),
        ("ean8", "95200002", 3, "B8"),
        ("upca", "614141000036", 3, "BU"),
        ("itf14", "19521234567896", 2, "B2"),
        ("gs1-128", "(01)09521234567899(10)A1b", 2, "BC"),
        ("ean13", "9521234567899", 2, "GB"),
        ("ean13", "9521234567899", 11, "GB"),
        ("databar-expanded", "(01)09521234567899", 2, "GB"),
        ("gs1-datamatrix", "(01)09521234567899", 5, "GF"),
        ("gs1-qr", "https://htx.example.vn/01/09521234567899", 5, "GF"),
    ],
)
def test_a_symbol_is_left_to_the_printer_where_its_dots_are_sure(
    monkeypatch: pytest.MonkeyPatch, symbology: str, content: str, x: int, command: str
) -> None:
    layout = layout_of(symbology, content, x, stock="roll-100x150", printer="zpl-300")

    (label,) = interpret_zpl(label_zpl(printing(monkeypatch, layout)))

    native = set(label.commands) - {"GF", "GB"}
    assert native == ({command} if command.startswith("B") else set())
    # Two lines of text, the logo and the square symbol; the line of blanks alone is nothing.
    assert Counter(label.commands)["GF"] == 3 + (command == "GF")


def test_the_example_is_written_as_the_guide_says(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = layout_of(
        "gs1-128", "(01)09521234567899(10)A>1(21)7", 2, stock="roll-100x150", printer="zpl-300"
    )

    stream = label_zpl(printing(monkeypatch, layout, copies=4)).decode("ascii")

    assert stream.startswith("^XA^CI28^LH0,0^FWN^PON^PMN^LRN^PW1181^LL1772\n^FO")
    # Code C with FNC1 in front; from the lot on Code B: "A", ">" by its invocation code, "1", FNC1, "2"; then
    # Code C again for "17".
    assert "^BY2,3.0,300^BCN,300,N,N,N,N^FD>;>8010952123456789910>6A>01>82>517^FS" in stream
    assert "^FO20,20^GB700,3,3^FS" in stream
    assert stream.endswith("^FS\n^PQ4^XZ\n")


@pytest.mark.parametrize("stock", ["roll-50x30", "roll-40x30", "roll-110x30-3"])
def test_a_scanner_reads_every_code_and_none_extra(stock: str) -> None:
    contents = sample_contents()[:30]
    job = job_of(*contents, stock=stock)

    labels = interpret_zpl(label_zpl(job))

    assert [label.picture.tobytes() for label in labels] == [page.tobytes() for page in strips(job, "zpl")]
    read = [
        code for label in labels for code in codes_in_image(ImageChops.invert(label.picture.convert("L")))
    ]
    numbers = [content.number for content in contents]
    links = [content.digital_link for content in contents if content.digital_link and stock == "roll-50x30"]
    assert sorted(read) == sorted([*numbers, *links])


def test_copies_are_one_format_printed_several_times() -> None:
    contents = sample_contents()[:2]

    labels = interpret_zpl(label_zpl(job_of(*contents, copies=7)))

    assert [label.copies for label in labels] == [7, 7]


def test_rows_of_a_roll_with_three_across_are_alike_but_for_their_ends() -> None:
    contents = sample_contents()[:2]
    job = job_of(*contents, copies=7, stock="roll-110x30-3")

    labels = interpret_zpl(label_zpl(job))

    # 7 and 7 labels: two full rows, one of both products, one full row, and two labels left over.
    assert [label.copies for label in labels] == [2, 1, 1, 1]
    pages = [label.picture.tobytes() for label in labels for _ in range(label.copies)]
    assert pages == [page.tobytes() for page in strips(job, "zpl")]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts, hostile_texts, hostile_texts)
def test_no_text_breaks_the_stream(name: str, net_quantity: str, cooperative: str) -> None:
    content = make_content(name=name, net_quantity=net_quantity, cooperative=cooperative)
    job = job_of(content, make_content(), copies=2)
    try:
        stream = label_zpl(job)
    except CodedError:
        return

    labels = interpret_zpl(stream)

    assert [label.copies for label in labels] == [2, 2]
    for label, item, page in zip(labels, job.items, strips(job, "zpl")[::2], strict=True):
        layout = lay_out(item.content, job.stock, job.printer)
        # A picture for each line that has ink and for the QR code; the bars, and a box for each guard's end.
        pictures = sum(text_ink(text) is not None for text in layout.texts) + len(layout.symbols) - 1
        assert Counter(label.commands) == {"GF": pictures, "BE": 1, "GB": 6}
        assert label.picture.tobytes() == page.tobytes()


def test_without_the_rule_for_guards_a_printer_would_draw_them_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layout = layout_of("ean13", "9521234567899", 2, stock="roll-100x150", printer="zpl-300")
    job = printing(monkeypatch, layout)
    monkeypatch.setattr(native_bars, "_PRINTERS_GUARD_DOTS", 0)

    (label,) = interpret_zpl(label_zpl(job), guard_tail=13)

    assert "BE" in label.commands
    assert label.picture.tobytes() != strips(job, "zpl")[0].tobytes()


def test_no_letter_of_a_text_is_in_the_stream() -> None:
    job = job_of(make_content(name="^XZ ~JA zzzzqqq", cooperative="qqqkkk", net_quantity="kkkk"))

    stream = label_zpl(job).decode("ascii")

    assert (stream.count("^XA"), stream.count("^XZ"), "~" in stream) == (1, 1, False)
    assert re.search("zzzzqqq|qqqkkk|kkkk", stream) is None


@pytest.mark.parametrize(("offset_x_mm", "offset_y_mm"), [(-8, 9), (9, -60), (4, 4)])
def test_a_label_that_reaches_over_the_edge_is_cut_off_there(
    monkeypatch: pytest.MonkeyPatch, offset_x_mm: float, offset_y_mm: float
) -> None:
    layout = layout_of("ean13", "9521234567899", 3, stock="roll-100x150", printer="zpl-300")
    job = printing(monkeypatch, moved(layout, offset_x_mm, offset_y_mm))

    (label,) = interpret_zpl(label_zpl(job))

    assert set(label.commands) == {"GF"}
    assert label.picture.tobytes() == strips(job, "zpl")[0].tobytes()


def test_a_label_beyond_the_page_is_an_empty_format(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = layout_of("ean13", "9521234567899", 3, stock="roll-100x150", printer="zpl-300")

    (label,) = interpret_zpl(label_zpl(printing(monkeypatch, moved(layout, -200, 0))))

    assert (label.commands, label.picture.getbbox()) == ((), None)


def test_paper_wider_than_the_head_lies_in_its_middle() -> None:
    printer = replace(find_printer("zpl-203"), head_mm=48.0)
    job = LabelJob(find_stock("roll-50x30"), printer, (LabelItem(make_content()),))

    stream = label_zpl(job)

    assert b"^PW384^" in stream
    assert interpret_zpl(stream)[0].picture.tobytes() == strips(job, "zpl")[0].tobytes()


def test_sheets_are_refused() -> None:
    with pytest.raises(FormatNeedsRoll, match="The format zpl is for rolls alone"):
        label_zpl(make_job(make_content()))


@pytest.mark.parametrize(
    "stream",
    [
        b"^XA^XZ\n",
        b"~JA",
        b"^XA^CI28^LH0,0^FWN^PON^PMN^LRN^PW9^LL9\n^FO0,0^A0N,9,9^FDx^FS\n^XZ\n",
        b"^XA^CI28^LH0,0^FWN^PON^PMN^LRN^PW9^LL9\n^FO5,0^GB9,1,1^FS\n^XZ\n",
        b"^XA^CI28^LH0,0^FWN^PON^PMN^LRN^PW9^LL9\n^FO0,0^GFA,2,2,1,FF^FS\n^XZ\n",
        b"^XA^CI28^LH0,0^FWN^PON^PMN^LRN^PW9^LL9\n^XZ\njunk",
    ],
)
def test_the_interpreter_refuses_what_is_not_a_label_of_ours(stream: bytes) -> None:
    with pytest.raises((Refused, ValueError)):
        interpret_zpl(stream)

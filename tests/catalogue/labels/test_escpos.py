import pytest
from PIL import Image, ImageChops

from catalogue.labels.errors import FormatNeedsRoll
from catalogue.labels.escpos import label_escpos
from catalogue.labels.jobs import LabelJob
from tests.catalogue.labels.escpos_interpreter import interpret_escpos
from tests.catalogue.labels.printed import Refused
from tests.catalogue.labels.specimen_layouts import layout_of, printing, strips
from tests.catalogue.labels.specimens import codes_in_image, make_content, make_job, sample_contents


def one_under_the_other(job: LabelJob) -> Image.Image:
    """The pages as one strip of whole bytes across."""
    pages = strips(job, "escpos")
    strip = Image.new("1", (-(-pages[0].width // 8) * 8, sum(page.height for page in pages)), 0)
    for at, page in enumerate(pages):
        strip.paste(page, (0, at * page.height))
    return strip


@pytest.mark.parametrize(
    ("stock", "printer", "dots"), [("receipt-80x50", "escpos-80", 576), ("receipt-58x40", "escpos-58", 384)]
)
def test_a_scanner_reads_every_label_of_a_receipt(stock: str, printer: str, dots: int) -> None:
    contents = sample_contents()[:12]
    job = make_job(*contents, stock=stock, printer=printer)

    strip, _ = interpret_escpos(label_escpos(job))

    assert strip.width == dots
    assert strip.tobytes() == one_under_the_other(job).tobytes()
    read = codes_in_image(ImageChops.invert(strip.convert("L")))
    links = [content.digital_link for content in contents if content.digital_link]
    assert read == sorted([content.number for content in contents] + links)


def test_a_page_is_sent_in_bands_that_fit_small_buffers(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = layout_of(
        "gs1-qr", "https://htx.example.vn/01/09521234567899", 5, stock="roll-100x150", printer="zpl-203"
    )
    job = printing(monkeypatch, layout, copies=2)

    strip, bands = interpret_escpos(label_escpos(job))

    assert strip.tobytes() == one_under_the_other(job).tobytes()
    assert (strip.height, bands) == (2 * 1200, 2 * 10)


def test_hostile_texts_are_dots_and_nothing_else() -> None:
    content = make_content(name='^XZ ~JA \\x1b@ \x20"GS V"', net_quantity="\t1 kg\r\n")

    strip, _ = interpret_escpos(
        label_escpos(make_job(content, stock="receipt-80x50", printer="escpos-80", copies=2))
    )

    half = strip.height // 2
    assert strip.crop((0, 0, strip.width, half)).tobytes() == strip.crop((0, half, *strip.size)).tobytes()


def test_sheets_are_refused() -> None:
    with pytest.raises(FormatNeedsRoll, match="The format escpos is for rolls alone"):
        label_escpos(make_job(make_content()))


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        b"\x1b@hello\x1dVB\x00",
        b"\x1b@\x1dv0\x00\x01\x00\x02\x00\xff\x1dVB\x00",
        b"\x1b@\x1dk\x02\x1dVB\x00",
    ],
)
def test_the_interpreter_refuses_what_is_not_a_label_of_ours(stream: bytes) -> None:
    with pytest.raises(Refused):
        interpret_escpos(stream)

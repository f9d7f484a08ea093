"""Five thousand texts that mean harm: each is shown as typed, or refused with a reason; nothing is opened."""

import random
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import font_roboto
import pypdfium2

from catalogue.gs1.errors import CodedError
from catalogue.labels.content import clean_content
from catalogue.labels.details import Wording
from catalogue.labels.errors import LabelContentInvalid
from catalogue.labels.geometry import LabelLayout
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.layout import lay_out
from catalogue.labels.pdf import label_pdf
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.templates.errors import TextsDoNotFit, WordDoesNotFit
from catalogue.labels.templates.field_texts import field_text
from catalogue.labels.templates.registry import find_template
from tests.catalogue.labels.specimens import make_full_content

MANY = 5000
FONTS = str(Path(font_roboto.Roboto).parent)
FIELDS = ("ingredients", "usage", "storage", "warnings", "address", "nutrition")
SEEDS = (
    '<img src="file:///etc/passwd">',
    '<img src="http://10.0.0.1/pixel.png" width="1"/>',
    "<b>đậm</b> & <a href='javascript:alert(1)'>bấm</a>",
    '<para><font name="/etc/passwd">x</font></para>',
    "<script>fetch('//evil.example')</script>",
    "&lt;img&gt; &#x202e; &nbsp;",
    "<!ENTITY x SYSTEM 'file:///etc/hostname'> &x;",
    "^XA^FO0,0^FDmua^FS^XZ",
    "~DGR:LOGO,10,1,FF ~JA ^XZ",
    'PRINT 1,1" \\["] SIZE 1 mm',
    "'; DROP TABLE catalogue_product; --",
    "\"\"\"'''``${7*7}{{7*7}}{%raw%}%s%n",
    ") Tj ET Q /JavaScript (app.alert\\(1\\)) endstream endobj",
    "(\\) Tj \\( << /OpenAction /URI (http://evil.example) >>",
    "../../../../etc/passwd%00.png",
    '=HYPERLINK("http://evil.example","x")',
    "\u202egnol m\u1eadt\u202c",
    "\u2066\u2067giá\u2069\u2069",
    "a\u200bb\u200dc\ufeffd",
    "Mật\x00ong\x1b[31m\x07",
    "🍯🐝 mật ong",
    "\ud83d",
    "Z\u0335\u0321\u0328a\u0315\u0301\u0300l\u034fgo",
    "مرحبا بالعالم",
    "蜂蜜",
    "x" * 300,
    "Mật ong " * 37,
    "a\u00a0" * 150,
    "\t\r\n  \u3000 mật \u2028 ong",
    "ﬁ ﷽ Å Å K",
)
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|URI|OpenAction|AA|EmbeddedFile|Filespec|RichMedia|SubmitForm|GoToR|ImportData|Annots?)\b"
)

_opened: list[str] | None = None


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is None:
        return
    if event == "open" and not str(arguments[0]).startswith(FONTS):
        _opened.append(f"open {arguments[0]}")
    if event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "urllib.Request"}:
        _opened.append(event)


sys.addaudithook(_listen)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Yield what is opened meanwhile: files beyond the fonts, connections, programs."""
    global _opened  # noqa: PLW0603 - an audit hook stays for good and can not be told otherwise
    _opened = []
    try:
        yield _opened
    finally:
        _opened = None


def hostile_texts() -> list[str]:
    """Return the seeds, whole and cut and joined, always the same."""
    chance = random.Random(2026)
    texts = list(SEEDS)
    while len(texts) < MANY:
        one, other = chance.choice(SEEDS), chance.choice(SEEDS)
        start = chance.randrange(len(one))
        texts.append(f"{one[start : start + 80]} {other[: chance.randrange(60)]}")
    return texts


def refusal_of(text: str) -> LabelContentInvalid | None:
    try:
        clean_content(make_full_content(warnings=Wording(text)))
    except LabelContentInvalid as reason:
        return reason
    return None


def is_shown(layout: LabelLayout, field: str, whole: str) -> bool:
    printed = " ".join(text.text for text in layout.texts if text.field == field)
    return whole in printed


def test_the_watch_sees_files_and_connections() -> None:
    with watched() as opened:
        Path(__file__).read_bytes()
        with socket.socket() as one:
            one.connect_ex(("127.0.0.1", 1))

    assert opened == [f"open {__file__}", "socket.connect"]


def test_hostile_texts_are_shown_as_typed_or_refused_with_a_reason() -> None:
    stock, printer = find_stock("a4-4-99x139"), find_printer("office-600")
    template = find_template("product")
    lay_out(make_full_content(), stock, printer, template)  # fonts and country names are read once
    refused, unfit, shown = 0, 0, 0
    harmless: list[str] = []
    with watched() as opened:
        for text in hostile_texts():
            reason = refusal_of(text)
            if reason is None:
                harmless.append(text)
                continue
            assert "thông tin cảnh báo" in reason.text("vi")
            assert "warning" in reason.text("en")
            refused += 1
        for start in range(0, len(harmless), len(FIELDS)):
            batch = dict(zip(FIELDS, map(Wording, harmless[start : start + len(FIELDS)]), strict=False))
            content = clean_content(make_full_content(**batch))
            try:
                layout = lay_out(content, stock, printer, template)
            except (TextsDoNotFit, WordDoesNotFit):
                unfit += len(batch)
                continue
            for field in batch:
                assert is_shown(layout, field, field_text(content, field)), field
                shown += 1

    assert opened == []
    assert refused + unfit + shown == MANY
    assert refused > 1000
    assert shown > 1000


def test_a_pdf_of_hostile_texts_does_nothing_but_show_them() -> None:
    template, stock, printer = find_template("product"), find_stock("a4-4-99x139"), find_printer("office-600")
    contents = []
    for text in hostile_texts()[:400]:
        content = make_full_content(name=text[:120], warnings=Wording(text), address=Wording(text))
        try:
            lay_out(content, stock, printer, template)
        except CodedError:
            continue
        contents.append(content)
    assert len(contents) > 60
    job = LabelJob(stock, printer, tuple(map(LabelItem, contents)), template=template)
    label_pdf(job)

    with watched() as opened:
        pdf = label_pdf(job)

    assert opened == []
    assert ACTIVE.findall(pdf) == []
    assert set(re.findall(rb"/Type */(\w+)", pdf)) == {
        b"Catalog",
        b"Pages",
        b"Page",
        b"Font",
        b"FontDescriptor",
    }
    page = pypdfium2.PdfDocument(pdf)[0]
    said = " ".join(page.get_textpage().get_text_range().split())
    assert " ".join(field_text(clean_content(contents[0]), "warnings").split()) in said

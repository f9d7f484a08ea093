"""``manage.py print_labels``: a file that scans, or nothing and every reason."""

import os
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management.base import CommandError
from PIL import Image

from catalogue.models import InStoreNumber, LabelProfile, PackagingLevel, ProfileKind
from catalogue.printing.profiles import add_profile
from tests.catalogue.management.commands.printed import EAN, _in_an_empty_folder, print_labels, read
from tests.catalogue.test_scanning import CASE, IN_STORE, make_gtin, make_honey
from tests.factories import make_cooperative, make_product, make_variant

__all__ = ["_in_an_empty_folder"]

pytestmark = pytest.mark.django_db

SHEET = ("--stock", "a4-24-70x37", "--printer", "office-600")


def test_writes_a_sheet_that_scans(tmp_path: Path) -> None:
    make_gtin(make_honey())

    out, err = print_labels(
        "--stock", "a4-24-70x37", "--printer", "office-600", "--copies", "3", "--start-cell", "24",
        "--output", "sheet.pdf", EAN,
    )  # fmt: skip

    assert out == "fits: 3 nhãn / labels, 2 trang / pages\nsheet.pdf\n"
    assert err == ""
    pdf = pypdfium2.PdfDocument((tmp_path / "sheet.pdf").read_bytes())
    pages = [read(page.render(scale=300 / 72).to_pil()) for page in pdf]
    pdf.close()
    assert pages == [
        [EAN, f"http://127.0.0.1:8000/01/0{EAN}"],
        [EAN] * 2 + [f"http://127.0.0.1:8000/01/0{EAN}"] * 2,
    ]


def test_labels_of_a_sheet_that_are_used_are_left_free(tmp_path: Path) -> None:
    make_gtin(make_honey())

    out, _ = print_labels(
        *SHEET, "--start-cell", "22", "--skip", "22,24", "--copies", "2", "--output", "x.pdf", EAN
    )

    assert out == "fits: 2 nhãn / labels, 2 trang / pages\nx.pdf\n"
    pdf = pypdfium2.PdfDocument((tmp_path / "x.pdf").read_bytes())
    pages = [read(page.render(scale=300 / 72).to_pil()) for page in pdf]
    pdf.close()
    assert pages == [[EAN, f"http://127.0.0.1:8000/01/0{EAN}"]] * 2


def test_a_printer_of_the_cooperative_s_own_is_taken_for_its_goods_alone(tmp_path: Path) -> None:
    variant = make_honey()
    make_gtin(variant)
    names = {"name_vi": "Máy nhà", "name_en": "At home", "offset_x_mm": 1.5}
    add_profile(
        cooperative=variant.cooperative,
        kind=ProfileKind.PRINTER,
        key="may-nha",
        based_on="zpl-203",
        values=names,
    )
    own = ("--stock", "roll-50x30", "--printer", "may-nha")

    out, _ = print_labels(*own, "--output", "labels.zpl", EAN)

    assert out == "fits: 1 nhãn / labels, 1 trang / pages\nlabels.zpl\n"
    assert (tmp_path / "labels.zpl").read_bytes().startswith(b"^XA")
    with pytest.raises(CommandError, match="“may-nha”"):
        print_labels(*own, "--all")
    LabelProfile.objects.update(cooperative=make_cooperative())
    with pytest.raises(CommandError, match="“may-nha”"):
        print_labels(*own, EAN)


def test_writes_an_image_for_each_page(tmp_path: Path) -> None:
    InStoreNumber.objects.create(number=IN_STORE, variant=make_honey())

    out, _ = print_labels(
        "--stock", "roll-50x30", "--printer", "thermal-203", "--format", "png", "--copies", "10",
        "--output", "roll.png", IN_STORE,
    )  # fmt: skip

    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [f"roll-{page:02d}.png" for page in range(1, 11)]
    assert out.splitlines()[1:] == [f"roll-{page:02d}.png" for page in range(1, 11)]
    image = Image.open(BytesIO(files[0].read_bytes()))
    assert image.mode == "1"
    assert read(image.convert("L")) == [IN_STORE]


@pytest.mark.parametrize(
    ("stock", "printer", "ending", "head"),
    [
        ("roll-50x30", "zpl-203", "zpl", b"^XA"),
        ("roll-50x30", "tspl-203", "tspl", b"SIZE 50 mm,30 mm\r\n"),
        ("receipt-80x50", "escpos-80", "escpos", b"\x1b@"),
    ],
)
def test_a_printer_gets_its_own_language(
    tmp_path: Path, stock: str, printer: str, ending: str, head: bytes
) -> None:
    make_gtin(make_honey())

    print_labels("--stock", stock, "--printer", printer, EAN)

    [file] = tmp_path.iterdir()
    assert file.suffix == f".{ending}"
    assert file.read_bytes().startswith(head)


def test_sheets_are_not_sent_to_roll_printers(tmp_path: Path) -> None:
    make_gtin(make_honey())

    with pytest.raises(CommandError, match="The format zpl is for rolls alone"):
        print_labels(*SHEET, "--format", "zpl", EAN)

    assert not list(tmp_path.iterdir())


def test_names_the_file_itself_when_none_is_named(tmp_path: Path) -> None:
    make_gtin(make_honey())

    print_labels("--stock", "roll-50x30", "--printer", "thermal-300", "--all")

    [file] = tmp_path.iterdir()
    assert file.name.startswith("labels-roll-50x30-20")
    assert file.suffix == ".pdf"
    assert file.read_bytes().startswith(b"%PDF")


def test_says_what_is_worth_knowing(tmp_path: Path) -> None:
    make_gtin(make_honey())

    out, err = print_labels("--stock", "roll-40x30", "--printer", "thermal-203", "--output", "x.pdf", EAN)

    assert out.startswith("on_demand_only: 1 nhãn / labels, 1 trang / pages\n")
    assert "qr_left_out: " in err


def test_names_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    make_gtin(make_honey())

    with pytest.raises(CommandError) as refused:
        print_labels(
            "--stock", "a5", "--printer", "typewriter", "--format", "doc", EAN, "123", "9520000000004"
        )

    text = str(refused.value)
    assert "There is no format doc: pdf, png, zpl, tspl, escpos" in text
    assert "There is no label stock “a5”; there are: a4-" in text
    assert "There is no printer “typewriter”; there are: " in text
    assert "123: A GTIN has 8, 12, 13 or 14 digits; this number has 3." in text
    assert "9520000000004: not in the ledger of numbers." in text
    assert not list(tmp_path.iterdir())


def test_prints_a_template_with_lot_and_dates(tmp_path: Path) -> None:
    make_gtin(make_honey())

    print_labels(
        "--stock", "roll-100x70", "--printer", "thermal-203", "--format", "png", "--template", "product",
        "--lot", "L1", "--produced-on", "2066-11-01", "--output", "honey.png", EAN,
    )  # fmt: skip

    assert read(Image.open(tmp_path / "honey.png").convert("L")) == [EAN, f"http://127.0.0.1:8000/01/0{EAN}"]


def test_tells_what_the_law_misses_on_a_product_label() -> None:
    make_gtin(make_honey())

    _, err = print_labels("--stock", "roll-100x70", "--printer", "thermal-203", "--template", "product", EAN)

    assert "label_content_missing: Nhãn thiếu thông tin cảnh báo (Nghị định 37/2026/NĐ-CP, Phụ lục I)." in err


@pytest.mark.parametrize("words", [("--template", "poster"), ("--expires-on", "2020-01-01")])
def test_an_unknown_template_and_goods_past_their_expiry_are_refused(
    tmp_path: Path, words: tuple[str, str]
) -> None:
    make_gtin(make_honey())

    with pytest.raises(CommandError, match=r"There is no label template|expired on 01/01/2020"):
        print_labels(*SHEET, *words, EAN)

    assert not list(tmp_path.iterdir())


def test_names_every_text_that_can_not_be_printed() -> None:
    product = make_product(name={"vi": "Mật ong 🍯"})
    make_gtin(make_variant(product=product))
    make_gtin(make_variant(product=product), "09520000000004")

    with pytest.raises(CommandError) as refused:
        print_labels(*SHEET, "--all")

    assert f"The label of {EAN}: the name holds “🍯” U+1F36F HONEY POT" in str(refused.value)
    assert "The label of 9520000000004: the name holds" in str(refused.value)


def test_the_ending_of_the_file_names_the_format(tmp_path: Path) -> None:
    make_gtin(make_honey())

    print_labels(*SHEET, "--output", "sheet.PNG", EAN)
    print_labels(*SHEET, "--output", "sheet", "--format", "PNG", EAN)
    print_labels(*SHEET, "--output", "labels", EAN)

    heads = {file.name: file.read_bytes()[:4] for file in tmp_path.iterdir()}
    assert heads == {"sheet.PNG": b"\x89PNG", "sheet": b"\x89PNG", "labels": b"%PDF"}


def test_replaces_a_file_but_never_a_pipe_or_device(tmp_path: Path) -> None:
    make_gtin(make_honey())
    (tmp_path / "old.pdf").write_text("old")
    (tmp_path / "link.pdf").symlink_to("old.pdf")
    os.mkfifo(tmp_path / "pipe")

    print_labels(*SHEET, "--output", "link.pdf", EAN)
    with pytest.raises(CommandError, match="is not a file"):
        print_labels(*SHEET, "--output", "pipe", EAN)

    assert (tmp_path / "old.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "pipe").is_fifo()
    assert len(list(tmp_path.iterdir())) == 3


def test_a_page_that_can_not_be_written_leaves_none_of_the_others(tmp_path: Path) -> None:
    make_gtin(make_honey())
    (tmp_path / "roll-2.png").mkdir()

    with pytest.raises(CommandError, match=r"roll-2\.png: .* is a folder"):
        print_labels(
            "--stock", "roll-50x30", "--printer", "thermal-203", "--copies", "3", "--output", "roll.png", EAN
        )

    assert [file.name for file in tmp_path.iterdir()] == ["roll-2.png"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--stock", "a4-24-70x37", "--printer", "office-600"), "GTINs or --all are needed"),
        (("--stock", "a4-24-70x37", "--printer", "office-600", "--all", EAN), "GTINs or --all are needed"),
        (
            ("--stock", "a4-24-70x37", "--printer", "office-600", "--copies", "0", EAN),
            "must be a whole number",
        ),
        (
            ("--stock", "a4-24-70x37", "--printer", "office-600", "--copies", "5001", EAN),
            "at most 5000 labels",
        ),
        (("--stock", "a4-24-70x37", "--printer", "office-600", "--start-cell", "25", EAN), "from 1 to 24"),
        (("--stock", "a4-24-70x37", "--printer", "thermal-203", EAN), "Nothing was written."),
        (("--stock", "a4-24-70x37", "--printer", "office-600", CASE), "can not carry 19521234567896"),
        ((*SHEET, "--output", "no/x.pdf", EAN), "no: .* there is no such folder"),
        ((*SHEET, "--output", "", EAN), "is a folder"),
        ((*SHEET, "--output", "..", EAN), "is a folder"),
        ((*SHEET, "--output", "x.pdf", "--format", "png", EAN), "x.pdf: .* does not go with png"),
        ((*SHEET, "--output", f"{'x' * 300}.pdf", EAN), "File name too long"),
    ],
)
def test_a_refused_job_leaves_no_file(tmp_path: Path, words: tuple[str, ...], reason: str) -> None:
    honey = make_honey()
    make_gtin(honey)
    make_gtin(honey, CASE, packaging_level=PackagingLevel.CASE, units=12)

    with pytest.raises(CommandError, match=reason):
        print_labels(*words)

    assert not list(tmp_path.iterdir())

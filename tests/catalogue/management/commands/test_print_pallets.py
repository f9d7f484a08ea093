"""Labels of pallets from the command line."""

import re
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from PIL import Image

from catalogue.numbering import StatedContent, allocate_sscc
from tests.catalogue.management.commands.printed import EAN, _in_an_empty_folder, print_labels, read
from tests.catalogue.test_scanning import make_gtin, make_honey

__all__ = ["_in_an_empty_folder"]

pytestmark = pytest.mark.django_db

PALLET = ("--stock", "roll-100x150", "--printer", "thermal-203", "--template", "pallet")


def test_a_pallet_gets_its_number_and_count(tmp_path: Path) -> None:
    variant = make_honey()
    make_gtin(variant)
    unit = allocate_sscc(cooperative=variant.cooperative)

    print_labels(
        *PALLET, "--sscc", unit.sscc, "--count", "48", "--lot", "L1", "--output", "pallet.png", EAN,
    )  # fmt: skip

    with Image.open(tmp_path / "pallet.png") as image:
        assert read(image) == [f"(00){unit.sscc}", f"(02)0{EAN}(37)48", "(10)L1"]


def test_what_a_template_does_not_draw_of_a_pallet_is_said(tmp_path: Path) -> None:
    variant = make_honey()
    make_gtin(variant)
    unit = allocate_sscc(cooperative=variant.cooperative)
    standard = ("--stock", "roll-50x30", "--printer", "thermal-203")

    out, err = print_labels(
        *standard, "--sscc", unit.sscc, "--count", "48", "--output", "x.png", EAN,
    )  # fmt: skip

    assert out.startswith("fits: 1 ")
    assert (
        "label_field_not_in_template: Mẫu nhãn này không có mã SSCC, không in.\n"
        "  This template has no SSCC, it is not printed.\n"
        "label_field_not_in_template: Mẫu nhãn này không có số thùng, không in.\n"
        "  This template has no number of cases, it is not printed.\n"
    ) in err
    assert "label_field_not_in_template" not in print_labels(*standard, "--output", "y.png", EAN)[1]


def test_a_pallet_of_other_contents_is_refused(tmp_path: Path) -> None:
    variant = make_honey()
    make_gtin(variant)
    unit = allocate_sscc(cooperative=variant.cooperative, contents=[StatedContent(EAN, 40)])

    with pytest.raises(CommandError, match=f"48 × {EAN}.*40 × {EAN}"):
        print_labels(*PALLET, "--sscc", unit.sscc, "--count", "48", "--output", "x.png", EAN)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--sscc", "195212345670000000", EAN), "SSCC"),
        (("--sscc", "095200010000000010", EAN), "095200010000000010"),
        (("--count", "48", EAN, EAN), "--sscc, --count: của một GTIN / are those of one GTIN."),
        (("--count", "48", "--all"), "--sscc, --count: của một GTIN / are those of one GTIN."),
        (("--sscc", "095200010000000010", "--all"), "--sscc, --count: của một GTIN"),
        (("--skip", "2", EAN), "from 1 to 1"),
        (("--skip", "1", EAN), "from 1 to 1"),
        (("--skip", "1;2", EAN), "các ô viết như / labels are written like 3,5"),
        (("--count", "0", EAN), "số từ 1 đến / a number from 1 to 99999999"),
    ],
)
def test_a_pallet_or_a_label_that_cannot_be_is_refused(
    tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    make_gtin(make_honey())

    with pytest.raises(CommandError, match=re.escape(reason)):
        print_labels(*PALLET, "--output", "x.png", *words)

    assert list(tmp_path.iterdir()) == []

"""The command that prints labels, and the codes of what it wrote."""

from io import StringIO
from pathlib import Path

import pytest
import zxingcpp
from django.core.management import call_command
from PIL import Image

EAN = "9521234567899"


def print_labels(*words: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("print_labels", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def read(image: Image.Image) -> list[str]:
    return sorted(code.text for code in zxingcpp.read_barcodes(image, try_downscale=False))


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

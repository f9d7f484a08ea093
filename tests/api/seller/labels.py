"""Labels asked for over the wire: a number to print, the body, and the bars that came out."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from tests.api.seller.goods import enter
from tests.api.staff.people import Caller, Cast
from tests.factories import make_company_prefix


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Files go to a folder of their own."""
    settings.STORAGES = settings.STORAGES | {
        "media": {"BACKEND": "catalogue.media.storage.DiskStorage", "OPTIONS": {"location": str(tmp_path)}}
    }
    return tmp_path


@pytest.fixture
def gtin(cast: Cast) -> str:
    """The number of a product of A."""
    return numbered(cast, cast.staff_a)


def numbered(cast: Cast, caller: Caller) -> str:
    make_company_prefix(cooperative=cast.a if caller is cast.staff_a else cast.b)
    variant = enter(caller)["variants"][0]["id"]
    given = caller.post("seller/gtins", {"variant": variant}, Idempotency_Key="n").json()
    return given["gtin_display"]  # type: ignore[no-any-return]


def asked(gtin: str, copies: int = 3, **more: Any) -> dict[str, Any]:
    body = {"stock": "a4-24-70x37", "printer": "office-600", "items": [{"gtin": gtin, "copies": copies}]}
    return body | more


def bars_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        found: list[str] = []
        for page in document:
            picture = page.render(scale=300 / 72).to_pil()
            codes = zxingcpp.read_barcodes(picture, try_downscale=False)
            found += [code.text for code in codes if code.format == zxingcpp.BarcodeFormat.EAN13]
        return found
    finally:
        document.close()


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)

"""Module grids from zxing-cpp, whose writer is zint.

Element strings reach it with square brackets round the AIs: those are in no value, so that a lot such as
``A(21)B`` stays whole.
"""

from collections.abc import Mapping
from typing import Any

import zxingcpp

from catalogue.barcodes.errors import SymbologyMismatch
from catalogue.gs1.errors import printable

_MODULES = b"1" + b"0" * 255


def encode_text(
    symbology: str, format_: zxingcpp.BarcodeFormat, text: str, **options: Any
) -> tuple[str, ...]:
    """Return the rows of modules, "1" for dark, of ``text`` in ``format_``, without quiet zone.

    Raises SymbologyMismatch for more than the symbology holds.
    """
    try:
        drawn = zxingcpp.create_barcode(text, format_, **options)
    except ValueError:
        raise SymbologyMismatch(
            symbology=symbology,
            content=printable(text, 80),
            wanted_vi="nội dung ngắn hơn",
            wanted_en="less content",
        ) from None
    # One byte to a module, 0 for dark; the stubs do not know that the image is a buffer.
    image: Any = drawn.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image)
    modules = pixels.tobytes().translate(_MODULES).decode("ascii")
    width = len(modules) // pixels.shape[0] if pixels.shape else 0
    return tuple(modules[at : at + width] for at in range(0, len(modules), width))


def encode_elements(
    symbology: str, format_: zxingcpp.BarcodeFormat, elements: Mapping[str, str], **options: Any
) -> tuple[str, ...]:
    """Return the rows of modules of ``elements``, AI to value, after an FNC1 in the first position.

    Raises SymbologyMismatch for more than the symbology holds.
    """
    text = "".join(f"[{ai}]{value}" for ai, value in elements.items())
    return encode_text(symbology, format_, text, gs1=True, **options)

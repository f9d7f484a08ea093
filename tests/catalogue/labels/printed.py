"""What comes out of a printer, as these interpreters of its language see it: pictures and bars."""

from dataclasses import dataclass

import zxingcpp
from barcode.charsets import code128
from PIL import Image, ImageDraw

from tests.catalogue.barcodes.pictures import modules_of_another_encoder

INK = 255


class Refused(Exception):
    """A command that a label has no business to hold."""


@dataclass(frozen=True)
class Printed:
    """Rows of labels that are alike: their dots, how many, and the commands that drew them."""

    picture: Image.Image
    copies: int
    commands: tuple[str, ...]


ITF_DIGITS = ["NNWWN", "WNNNW", "NWNNW", "WWNNN", "NNWNW", "WNWNN", "NWWNN", "NNNWW", "WNNWN", "NWNWN"]
FORMATS = {
    "EAN13": (zxingcpp.BarcodeFormat.EAN13, 12, ((0, 3), (45, 50), (92, 95))),
    "EAN8": (zxingcpp.BarcodeFormat.EAN8, 7, ((0, 3), (31, 36), (64, 67))),
    "UPCA": (zxingcpp.BarcodeFormat.UPCA, 11, ((0, 10), (45, 50), (85, 95))),
}


def draw_retail_bars(
    picture: Image.Image, kind: str, data: str, place: tuple[int, int], x: int, height: int, tail: int
) -> None:
    """Draw EAN or UPC as a printer does, which adds the check digit; guards reach ``tail`` dots further."""
    format_, length, guards = FORMATS[kind]
    if len(data) != length or not (data.isascii() and data.isdigit()):
        raise Refused(f"{kind} takes {length} digits, not {data!r}")
    weighted = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(data)))
    modules = modules_of_another_encoder(f"{data}{-weighted % 10}", format_)[0]
    guard = {column for start, end in guards for column in range(start, end)}
    draw_modules(picture, modules, place, x, height)
    draw_modules(
        picture,
        "".join(module if column in guard else "0" for column, module in enumerate(modules)),
        (place[0], place[1] + height),
        x,
        tail,
    )


def draw_interleaved(
    picture: Image.Image, data: str, place: tuple[int, int], narrow: int, wide: int, height: int
) -> None:
    """Draw interleaved 2 of 5 of an even number of digits as they are."""
    if len(data) % 2 or not (data.isascii() and data.isdigit()):
        raise Refused(f"Interleaved 2 of 5 takes pairs of digits, not {data!r}")
    widths = {"N": narrow, "W": wide}
    elements = [narrow] * 4
    for bars, spaces in zip(data[::2], data[1::2], strict=True):
        pairs = zip(ITF_DIGITS[int(bars)], ITF_DIGITS[int(spaces)], strict=True)
        elements += [widths[element] for pair in pairs for element in pair]
    elements += [wide, narrow, narrow]
    modules = "".join(("1" if at % 2 == 0 else "0") * width for at, width in enumerate(elements))
    draw_modules(picture, modules, place, 1, height)


def draw_code_128(
    picture: Image.Image, values: list[int], place: tuple[int, int], x: int, height: int
) -> None:
    """Draw Code 128 characters, start character first, with the check character and stop."""
    check = (values[0] + sum(at * value for at, value in enumerate(values))) % 103
    words = [code128.CODES[value] for value in [*values, check]]
    draw_modules(picture, "".join([*words, code128.STOP, "11"]), place, x, height)


def draw_modules(picture: Image.Image, modules: str, place: tuple[int, int], x: int, height: int) -> None:
    for column, module in enumerate(modules):
        if module == "1":
            draw_box(picture, place[0] + column * x, place[1], x, height)


def draw_box(picture: Image.Image, left: int, top: int, width: int, height: int) -> None:
    """Draw a solid box. Raises Refused outside the page, where a printer would print on the next label."""
    if left < 0 or top < 0 or left + width > picture.width or top + height > picture.height:
        raise Refused(f"{left},{top} {width} × {height} outside {picture.size}")
    if width and height:
        ImageDraw.Draw(picture).rectangle((left, top, left + width - 1, top + height - 1), fill=INK)

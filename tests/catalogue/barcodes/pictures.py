"""Reading drawings back: SVG into pixels by a second route, pixels into modules and text."""

import io
import re
import xml.etree.ElementTree as ET
from typing import Any

import zxingcpp
from PIL import Image, ImageChops, ImageDraw

SVG = "{http://www.w3.org/2000/svg}"
Outline = list[tuple[float, float]]


def modules_of_another_encoder(
    content: str, format_: zxingcpp.BarcodeFormat, **options: bool
) -> tuple[str, ...]:
    """Return the rows of modules that zxing-cpp writes, "1" for dark."""
    image: Any = zxingcpp.create_barcode(content, format_, **options).to_image(scale=1, add_quiet_zones=False)
    pixels: Any = memoryview(image).tolist()
    return tuple("".join("0" if pixel else "1" for pixel in row) for row in pixels)


def open_png(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def read_all(picture: Image.Image) -> list[tuple[str, str]]:
    """Return text and symbology identifier of every code in ``picture``."""
    found = zxingcpp.read_barcodes(picture.convert("L"), try_downscale=False)
    return [(code.text, code.symbology_identifier) for code in found]


def read_bytes(picture: Image.Image) -> list[tuple[bytes, str]]:
    """Return payload, with GS for each separator, and symbology identifier of every code in ``picture``."""
    found = zxingcpp.read_barcodes(picture.convert("L"), try_downscale=False)
    return [(code.bytes, code.symbology_identifier) for code in found]


def row_of_modules(picture: Image.Image, y: int, x_dots: int) -> str:
    """Return the modules of pixel row ``y``, each of which must be of one colour throughout."""
    pixels = [picture.getpixel((x, y)) for x in range(picture.width)]
    modules = [set(pixels[x : x + x_dots]) for x in range(0, len(pixels), x_dots)]
    assert all(len(module) == 1 for module in modules)
    return "".join("0" if module.pop() else "1" for module in modules)


def outlines(path: str) -> list[Outline]:
    """Return the closed outlines of SVG path data made of M, m, h, v, l, q and z."""
    closed: list[Outline] = []
    x = y = 0.0
    for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        n = [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", text)]
        if command in "Mm":
            x, y = (n[0], n[1]) if command == "M" else (x + n[0], y + n[1])
            closed.append([])
        elif command == "h":
            x += n[0]
        elif command == "v":
            y += n[0]
        elif command == "l":
            x, y = x + n[0], y + n[1]
        elif command == "q":
            for t in (0.2, 0.4, 0.6, 0.8):
                closed[-1].append(
                    (x + 2 * t * (1 - t) * n[0] + t * t * n[2], y + 2 * t * (1 - t) * n[1] + t * t * n[3])
                )
            x, y = x + n[2], y + n[3]
        else:
            assert command == "z"
            x, y = closed[-1][0]
        closed[-1].append((x, y))
    return closed


def fill(size: tuple[int, int], shapes: list[Outline]) -> Image.Image:
    """Return ``shapes`` filled, an outline inside another being a hole."""
    picture = Image.new("1", size, 0)
    for shape in shapes:
        one = Image.new("1", size, 0)
        ImageDraw.Draw(one).polygon(shape, fill=1)
        picture = ImageChops.logical_xor(picture, one)
    return picture


def placed(path: ET.Element, above: str) -> list[Outline]:
    """Return the outlines of ``path`` in modules, moved by its transform and that of its group."""
    transform = f"{above} {path.get('transform', '')}"
    scale = [float(value) for value in re.findall(r"scale\(([\d.]+)\)", transform)]
    moves = re.findall(r"translate\(([\d.]+) ([\d.]+)\)", transform)
    left = sum(float(x) for x, _ in moves)
    top = sum(float(y) for _, y in moves)
    factor = scale[0] if scale else 1.0
    return [
        [(left + x * factor, top + y * factor) for x, y in shape] for shape in outlines(path.get("d", ""))
    ]


def paths(svg: str) -> tuple[list[Outline], list[Outline]]:
    """Return the outlines of the bars and of the digits of ``svg``, in modules."""
    root = ET.fromstring(svg)
    bars, *digits = [placed(path, "") for path in root.findall(f"{SVG}path")]
    for group in root.findall(f"{SVG}g"):
        digits += [placed(path, group.get("transform", "")) for path in group.findall(f"{SVG}path")]
    return bars, [shape for shapes in digits for shape in shapes]


def rasterise(svg: str, dots: int) -> Image.Image:
    """Return ``svg`` as a 1-bit picture, ``dots`` pixels to a module."""
    root = ET.fromstring(svg)
    _, _, width, height = (float(value) for value in root.get("viewBox", "").split())
    size = (round(width * dots), round(height * dots))
    picture = Image.new("1", size, 255)
    bars, digits = paths(svg)
    for shape in bars:  # a rectangle: Pillow would draw its right and lower edges too
        (left, top), (right, bottom) = shape[0], shape[2]
        box = (round(left * dots), round(top * dots), round(right * dots) - 1, round(bottom * dots) - 1)
        ImageDraw.Draw(picture).rectangle(box, fill=0)
    picture.paste(0, (0, 0), fill(size, [[(x * dots, y * dots) for x, y in shape] for shape in digits]))
    return picture

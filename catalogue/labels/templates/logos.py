"""A cooperative's logo: a bounded picture of black and white, drawn anew at each printer's resolution."""

import base64
import binascii
from functools import lru_cache
from io import BytesIO

from PIL import Image

from catalogue.labels.geometry import Frame
from catalogue.labels.templates.design import Logo, Template
from catalogue.labels.templates.errors import LogoInvalid

LARGEST_BYTES = 200_000
# Enough for 30 mm at 600 dpi; larger pictures are made smaller when they come in.
LARGEST_SIDE = 720
_LARGEST_PIXELS = 4_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
# The share of a label that a logo takes at most, across and down.
_WIDTH_SHARE, _HEIGHT_SHARE = 0.3, 0.25
_CUT = [0 if shade < 160 else 255 for shade in range(256)]


def logo_from_base64(text: str) -> Logo:
    """Return the logo of a PNG in base64, as it is kept with a template.

    Raises LogoInvalid.
    """
    if len(text) > LARGEST_BYTES * 4 // 3 + 4:
        raise LogoInvalid(most_kb=LARGEST_BYTES // 1000, reason_vi="quá lớn", reason_en="it is too large")
    try:
        png = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise LogoInvalid(
            most_kb=LARGEST_BYTES // 1000, reason_vi="không phải base64", reason_en="it is not base64"
        ) from None
    return logo_from_png(png)


def logo_from_png(png: bytes) -> Logo:
    """Return the logo of a PNG, transparent parts white, in dark dots on white.

    Raises LogoInvalid for what is no PNG, or is too large.
    """
    if len(png) > LARGEST_BYTES or not png.startswith(_PNG):
        raise LogoInvalid(
            most_kb=LARGEST_BYTES // 1000,
            reason_vi="không phải PNG hoặc quá lớn",
            reason_en="it is no PNG, or too large",
        )
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as opened:
            if opened.width * opened.height > _LARGEST_PIXELS or min(opened.size) < 8:
                raise LogoInvalid(
                    most_kb=LARGEST_BYTES // 1000,
                    reason_vi=f"{opened.width} × {opened.height} điểm ảnh",
                    reason_en=f"it has {opened.width} × {opened.height} pixels",
                )
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, LogoInvalid):
            raise
        raise LogoInvalid(
            most_kb=LARGEST_BYTES // 1000, reason_vi="tệp hỏng", reason_en="the file is damaged"
        ) from None
    white = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(white, picture).convert("L")
    grey.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return _packed(grey)


def logo_to_base64(logo: Logo) -> str:
    """Return ``logo`` as a 1-bit PNG in base64; ``logo_from_base64`` gives the same dots again."""
    dark = Image.frombytes("1", (logo.width, logo.height), b"".join(logo.rows))
    buffer = BytesIO()
    dark.convert("L").point([255 - shade for shade in range(256)]).convert("1").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def logo_dots(template: Template, frame: Frame) -> tuple[int, int, tuple[bytes, ...]] | None:
    """Return width, height and rows of the template's logo in dots of the printer, or None without one."""
    logo = template.logo
    if logo is None:
        return None
    height = min(frame.dots(template.logo_mm), _HEIGHT_SHARE * frame.height)
    height = min(height, _WIDTH_SHARE * frame.width * logo.height / logo.width)
    drawn = _scaled(logo, max(round(height * logo.width / logo.height), 1), max(round(height), 1))
    return drawn.width, drawn.height, drawn.rows


@lru_cache(maxsize=32)
def _scaled(logo: Logo, width: int, height: int) -> Logo:
    dark = Image.frombytes("1", (logo.width, logo.height), b"".join(logo.rows))
    grey = dark.convert("L").point([255 - shade for shade in range(256)])
    return _packed(
        grey.resize((width, height), Image.Resampling.BOX if logo.width > width else Image.Resampling.BICUBIC)
    )


def _packed(grey: Image.Image) -> Logo:
    """Return a grey picture cut to black and white."""
    dark = grey.point([255 - shade for shade in _CUT], mode="1")
    stride = (dark.width + 7) // 8
    packed = dark.tobytes()
    rows = tuple(packed[start : start + stride] for start in range(0, len(packed), stride))
    return Logo(dark.width, dark.height, rows)

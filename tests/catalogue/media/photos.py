"""Pictures for tests."""

import io
from typing import Any

from PIL import Image


def packed(picture: Image.Image, form: str, **options: Any) -> bytes:
    """Return the picture as a file."""
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def photo(width: int = 400, height: int = 300, form: str = "JPEG", **options: Any) -> bytes:
    """Return a picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((30, 30, 200), (width // 2, 0, width, height))
    return packed(picture, form, **options)


def opened(data: bytes) -> Image.Image:
    """Return the picture, decoded."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture

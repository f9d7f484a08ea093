"""The program that decodes one picture nobody trusts, in a process of its own.

It is run by path, not imported by the server: standard input is the picture, standard output takes one line
of JSON and then the renditions, one behind the other. First of all it takes away its own means: memory, time,
files. What it writes is drawn from pixels alone, so nothing else of the picture comes through.

    python -I -S decoding_child.py '{"packages": "…/site-packages", "format": "JPEG", …}' <picture >renditions

Source: Exif 2.32, 4.6.4 A (orientation); ICC.1:2010 (colour profiles).
"""

import io
import json
import os
import resource
import sys
from typing import IO, TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from PIL import Image

# What turns a picture upright, by the value of the orientation tag. Names of PIL.Image.Transpose.
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_ORIENTATION = 0x0112
_WHITE = (255, 255, 255)


class Refused(Exception):
    """The picture is not taken; the argument is the reason as one word."""


def confine(memory_bytes: int, seconds: int, output_bytes: int) -> None:
    """Give up, for good, what an honest picture does not need."""
    for limit, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def draw(
    source: IO[bytes], form: str, edges: list[int], forms: list[str], most_pixels: int
) -> list[tuple[str, int, int, bytes]]:
    """Return the renditions as form, width, height and bytes, the smallest first.

    Raises Refused, MemoryError, or whatever the decoder makes of a broken picture.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # counted here instead, before anything is decoded
    picture = Image.open(source, formats=[form])
    if picture.width * picture.height > most_pixels:
        raise Refused(f"pixels {picture.width} {picture.height}")
    # A JPEG may carry a second picture for its own maker (MPO); only the first is the photo.
    if form != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        raise Refused("animated")
    upright = _upright(picture, max(edges))
    longest = max(upright.size)
    renditions = []
    for edge in sorted({min(edge, longest) for edge in edges}):
        size = tuple(max(1, round(side * edge / longest)) for side in upright.size)
        scaled = upright.resize((size[0], size[1]), Image.Resampling.LANCZOS) if edge < longest else upright
        renditions += [(wanted, *scaled.size, _encode(scaled, wanted)) for wanted in forms]
    return renditions


def _upright(picture: "Image.Image", edge: int) -> "Image.Image":
    """Return the picture upright, at most ``edge`` long, in sRGB on white, and without any other data.

    Made small first, so that the rest costs little.
    """
    from PIL import Image

    orientation = _orientation(picture)
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (edge, edge))  # a JPEG is decoded at half or quarter size where that is enough
    picture.load()
    small = _plain_mode(picture)
    if max(small.size) > edge:
        small.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if orientation in _UPRIGHT:
        small = small.transpose(Image.Transpose[_UPRIGHT[orientation]])
    return _on_white(small, profile)


def _orientation(picture: "Image.Image") -> int:
    """Return the value of the orientation tag, or 1 when there is none that can be read."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - a broken tag says nothing, the picture may be whole
        return 1


def _plain_mode(picture: "Image.Image") -> "Image.Image":
    """Return the picture as L, LA, RGB, RGBA or CMYK."""
    if picture.mode.startswith(("I", "F")):  # 16 bits of grey
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in {"L", "LA", "RGB", "RGBA", "CMYK"} and "transparency" not in picture.info:
        return picture
    transparent = "transparency" in picture.info or picture.mode in {"PA", "La", "RGBa"}
    return picture.convert("RGBA" if transparent else "RGB")


def _on_white(picture: "Image.Image", profile: bytes | None) -> "Image.Image":
    from PIL import Image

    alpha = picture.getchannel("A") if picture.mode in {"LA", "RGBA"} else None
    colours = _srgb(picture.convert(picture.mode.removesuffix("A")) if alpha else picture, profile)
    page = Image.new("RGB", picture.size, _WHITE)
    page.paste(colours, (0, 0), alpha)
    return page


def _srgb(picture: "Image.Image", profile: bytes | None) -> "Image.Image":
    """Return the picture in sRGB; a profile that cannot be read is dropped."""
    from PIL import Image, ImageCms

    if profile:
        try:
            converted = ImageCms.profileToProfile(
                picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if isinstance(converted, Image.Image):
            return converted
    return picture.convert("RGB")


def _encode(picture: "Image.Image", form: str) -> bytes:
    options: dict[str, Any] = (
        {"quality": 82, "optimize": True, "progressive": True}
        if form == "JPEG"
        else {"quality": 80, "method": 4}
    )
    packed = io.BytesIO()
    picture.info = {}
    picture.save(packed, form, exif=b"", **options)
    return packed.getvalue()


def _finish(line: dict[str, object], *blobs: bytes) -> NoReturn:
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(json.dumps(line).encode() + b"\n")
        for blob in blobs:
            out.write(blob)
    # Nothing is left to tidy, and a decoder that was upset must not get another chance.
    os._exit(0)


def main(order: dict[str, Any]) -> NoReturn:
    """Do what ``order`` asks and write the outcome; the process ends here."""
    sys.path.append(order["packages"])
    if order["confined"]:
        confine(order["memory_bytes"], order["seconds"], order["output_bytes"])
    try:
        with os.fdopen(0, "rb") as source:
            renditions = draw(source, order["format"], order["edges"], order["forms"], order["most_pixels"])
    except Refused as refusal:
        _finish({"refused": str(refusal)})
    except MemoryError:
        _finish({"refused": "memory"})
    except Exception as error:  # noqa: BLE001 - whatever a decoder raises, the picture is at fault
        _finish({"refused": "damaged", "error": type(error).__name__})
    _finish(
        {
            "renditions": [
                {"form": form, "width": width, "height": height, "bytes": len(blob)}
                for form, width, height, blob in renditions
            ]
        },
        *(blob for *_, blob in renditions),
    )


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

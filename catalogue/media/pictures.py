"""Photos drawn anew: what comes out is made of pixels alone, so nothing hidden in the file survives."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any

import PIL

from catalogue.media import decoding_child
from catalogue.media.errors import (
    MediaBusy,
    PhotoAnimated,
    PhotoDamaged,
    PhotoTooHeavy,
    PhotoTooManyPixels,
)
from catalogue.media.kinds import MediaForm
from catalogue.media.limits import (
    CHILD_MEMORY_BYTES,
    CHILD_OUTPUT_BYTES,
    CHILD_PATIENCE_SECONDS,
    CHILD_SECONDS,
    CHILDREN_AT_ONCE,
    MAX_PIXELS,
)
from catalogue.media.picture_headers import pixels_of

_PACKAGES = str(Path(PIL.__file__).resolve().parent.parent)
_turns = BoundedSemaphore(CHILDREN_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture or clip ready to be served; width and height in pixels, none for sound."""

    form: MediaForm
    data: bytes
    width: int | None = None
    height: int | None = None


def redraw(
    data: bytes, form: MediaForm, *, edges: Sequence[int], forms: Sequence[MediaForm]
) -> list[Rendition]:
    """Return the picture in each of ``forms``, its long edge each of ``edges`` pixels, the smallest first.

    Where the picture is smaller it comes in its own size instead. It is decoded in a child with bounded
    memory and time, which has no open file but its input and output.

    Raises PhotoDamaged, PhotoTooManyPixels, PhotoAnimated, PhotoTooHeavy or MediaBusy.
    """
    width, height = pixels_of(data, form)
    if width * height > MAX_PIXELS:
        raise _too_many(width, height)
    order = decoding_order(form, edges=edges, forms=forms)
    if not _turns.acquire(timeout=CHILD_PATIENCE_SECONDS):
        raise MediaBusy
    try:
        return run_child(data, order)
    finally:
        _turns.release()


def decoding_order(form: MediaForm, *, edges: Sequence[int], forms: Sequence[MediaForm]) -> dict[str, Any]:
    """Return what the child is told: what to draw, and its bounds."""
    return {
        "packages": _PACKAGES,
        "format": form.name,
        "edges": list(edges),
        "forms": [wanted.name for wanted in forms],
        "most_pixels": MAX_PIXELS,
        "confined": True,
        "memory_bytes": CHILD_MEMORY_BYTES,
        "seconds": CHILD_SECONDS,
        "output_bytes": CHILD_OUTPUT_BYTES,
    }


def run_child(data: bytes, order: dict[str, Any]) -> list[Rendition]:
    """Return what the child makes of ``data``. Raises as ``redraw`` does."""
    command = [sys.executable, "-I", "-S", "-B", decoding_child.__file__, json.dumps(order)]
    # Files, not pipes: a child gone wild fills no memory of ours, only a file that is bounded.
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as outcome:
        source.write(data)
        source.seek(0)
        try:
            child = subprocess.run(  # noqa: S603 - our own program, and no word of the sender in it
                command,
                stdin=source,
                stdout=outcome,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                start_new_session=True,
                timeout=order["seconds"],
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PhotoTooHeavy from error
        if child.returncode != 0:  # killed at its limit, or the decoder crashed
            raise PhotoTooHeavy
        outcome.seek(0)
        return _read(outcome)


def _read(outcome: IO[bytes]) -> list[Rendition]:
    try:
        said = json.loads(outcome.readline(65536))
        if "refused" in said:
            raise _refusal(str(said["refused"]))
        return [
            Rendition(
                MediaForm[one["form"]],
                outcome.read(one["bytes"]),
                width=int(one["width"]),
                height=int(one["height"]),
            )
            for one in said["renditions"]
        ]
    except (ValueError, KeyError, TypeError) as error:  # cut off at the bound of its output
        raise PhotoTooHeavy from error


def _refusal(said: str) -> Exception:
    reason, *facts = said.split()
    if reason == "pixels":
        return _too_many(int(facts[0]), int(facts[1]))
    kinds = {"animated": PhotoAnimated, "memory": PhotoTooHeavy}
    return kinds.get(reason, PhotoDamaged)()


def _too_many(width: int, height: int) -> PhotoTooManyPixels:
    return PhotoTooManyPixels(width=width, height=height, limit=MAX_PIXELS // 1_000_000)

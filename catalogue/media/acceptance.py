"""What a file must be to be taken, and what is kept of it. Nothing here writes a file or a row."""

from dataclasses import dataclass
from hashlib import sha256

from catalogue.media.clips import clean_clip
from catalogue.media.errors import AudioKindUnknown, PaperKindUnknown, PhotoKindUnknown
from catalogue.media.kinds import CLIPS, PAPERS, PHOTOS, MediaForm, require_form
from catalogue.media.limits import (
    MAX_AUDIO_BYTES,
    MAX_PAPER_BYTES,
    MAX_PHOTO_BYTES,
    PAPER_EDGE,
    PHOTO_EDGES,
)
from catalogue.media.pdf_contents import require_still
from catalogue.media.pictures import Rendition, redraw


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is kept of a file that was taken."""

    source_sha256: str
    """Of the bytes as they were sent."""
    renditions: tuple[Rendition, ...]
    """To be served, the smallest picture first."""
    duration_ms: int | None = None


def accept_photo(data: bytes, declared_type: str = "") -> Accepted:
    """Return the photo drawn anew as JPEG and WebP, its long edge 320, 640, 1280 and 1920 pixels.

    Upright, in sRGB, on white, without EXIF. It takes up to some seconds: call it outside a transaction.

    Raises a MediaRefused, or MediaBusy.
    """
    form = require_form(
        data, PHOTOS, declared_type=declared_type, most_bytes=MAX_PHOTO_BYTES, unknown=PhotoKindUnknown
    )
    drawn = redraw(data, form, edges=PHOTO_EDGES, forms=(MediaForm.JPEG, MediaForm.WEBP))
    return Accepted(digest_of(data), tuple(drawn))


def accept_audio(data: bytes, declared_type: str = "") -> Accepted:
    """Return the clip as it came, less its tags and whatever else is no sound.

    Raises a MediaRefused.
    """
    form = require_form(
        data, CLIPS, declared_type=declared_type, most_bytes=MAX_AUDIO_BYTES, unknown=AudioKindUnknown
    )
    clip = clean_clip(data, form)
    return Accepted(digest_of(data), (Rendition(form, clip.data),), clip.duration_ms)


def accept_paper(data: bytes, declared_type: str = "") -> Accepted:
    """Return a PDF as it came, or a picture drawn anew as JPEG, its long edge at most 2480 pixels.

    Raises a MediaRefused, or MediaBusy.
    """
    form = require_form(
        data, PAPERS, declared_type=declared_type, most_bytes=MAX_PAPER_BYTES, unknown=PaperKindUnknown
    )
    if form is MediaForm.PDF:
        require_still(data)
        return Accepted(digest_of(data), (Rendition(form, data),))
    drawn = redraw(data, form, edges=(PAPER_EDGE,), forms=(MediaForm.JPEG,))
    return Accepted(digest_of(data), tuple(drawn))


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    return sha256(data).hexdigest()

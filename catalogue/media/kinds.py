"""Which kind of file the first bytes say it is, and which types a sender may call it.

Source: ISO/IEC 10918-1 B.1.1.3 (JPEG), W3C PNG 5.2, Google WebP Container, ISO 32000-1 7.5.2 (PDF),
ISO/IEC 11172-3 2.4.1 (MP3), ISO/IEC 13818-7 6.2 (ADTS), RFC 3533 and 7845 (Opus), ISO/IEC 14496-12 4.3.
"""

from collections.abc import Sequence
from enum import Enum

from catalogue.gs1.errors import printable
from catalogue.media.errors import MediaEmpty, MediaRefused, MediaTooLarge, MediaTypeMismatch, PhotoHeic
from catalogue.media.limits import MEGABYTE

# What senders say who do not know.
_NOTHING_SAID = {"", "application/octet-stream", "binary/octet-stream"}
# Browsers and phones name a clip by the end of its file's name, each by a table of its own: .aac is
# audio/vnd.dlna.adts, .m4a audio/3gpp or video/mp4. So of clips the bytes decide alone, and what is said must
# only be some sound, or a container that may hold one.
_SOUND = "audio/"
_CONTAINERS = {"video/mp4", "video/ogg", "application/ogg"}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_ID3 = b"ID3"
_MOST_TAGS = 10


class MediaForm(Enum):
    """Every kind of file that is taken or served."""

    JPEG = "JPEG", "image/jpeg", "jpg", {"image/jpg", "image/pjpeg"}
    PNG = "PNG", "image/png", "png", {"image/x-png"}
    WEBP = "WebP", "image/webp", "webp", set[str]()
    MP3 = "MP3", "audio/mpeg", "mp3", set[str]()
    OPUS = "Opus", "audio/ogg", "opus", set[str]()
    AAC = "AAC", "audio/aac", "aac", set[str]()
    M4A = "M4A", "audio/mp4", "m4a", set[str]()
    PDF = "PDF", "application/pdf", "pdf", {"application/x-pdf"}

    def __init__(self, label: str, media_type: str, suffix: str, also_called: set[str]) -> None:
        self.label = label
        """For people."""
        self.media_type = media_type
        """As it is served."""
        self.suffix = suffix
        """At the end of a file's name."""
        self._also_called = also_called

    def may_be_called(self, declared: str) -> bool:
        """Return whether a sender who says ``declared`` may mean this kind."""
        if self.media_type.startswith(_SOUND):
            return declared.startswith(_SOUND) or declared in _CONTAINERS
        return declared == self.media_type or declared in self._also_called


PHOTOS = (MediaForm.JPEG, MediaForm.PNG, MediaForm.WEBP)
CLIPS = (MediaForm.MP3, MediaForm.OPUS, MediaForm.AAC, MediaForm.M4A)
PAPERS = (MediaForm.PDF, MediaForm.JPEG, MediaForm.PNG)
SERVED = (MediaForm.JPEG, MediaForm.WEBP, *CLIPS, MediaForm.PDF)
"""What the storage holds: a PNG is only ever taken, never kept."""


def form_of(data: bytes) -> MediaForm | None:
    """Return what the first bytes say; None for anything that is not taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return MediaForm.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaForm.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return MediaForm.WEBP
    if data.startswith(b"%PDF-"):
        return MediaForm.PDF
    return _clip_form(data)


def _clip_form(data: bytes) -> MediaForm | None:
    if data.startswith(b"OggS"):
        return MediaForm.OPUS
    if data[4:8] == b"ftyp":
        return None if data[8:12] in _HEIC_BRANDS else MediaForm.M4A
    frames = data[tags_end(data) :]
    if len(frames) < 2 or frames[0] != 0xFF:
        return None
    # Twelve bits of sync in ADTS, eleven in MPEG audio; then the layer: 0 is ADTS alone, 1 is layer III.
    if frames[1] & 0xF6 == 0xF0:
        return MediaForm.AAC
    return MediaForm.MP3 if frames[1] & 0xE6 == 0xE2 else None


def tags_end(data: bytes) -> int:
    """Return where the ID3v2 tags at the beginning end: 0 when there is none. Source: ID3v2.4, 3.1."""
    end = 0
    for _ in range(_MOST_TAGS):
        if data[end : end + 3] != _ID3 or len(data) < end + 10:
            break
        sizes = data[end + 6 : end + 10]
        if any(size & 0x80 for size in sizes):
            return end
        length = sizes[0] << 21 | sizes[1] << 14 | sizes[2] << 7 | sizes[3]
        footer = 10 if data[end + 5] & 0x10 else 0
        end += 10 + length + footer
    return end


def require_form(
    data: bytes,
    taken: Sequence[MediaForm],
    *,
    declared_type: str,
    most_bytes: int,
    unknown: type[MediaRefused],
) -> MediaForm:
    """Return the kind of ``data``, one of ``taken``.

    ``declared_type`` is what the sender says, parameters allowed; empty or ``application/octet-stream`` is
    nothing. Raises MediaEmpty, MediaTooLarge, PhotoHeic, MediaTypeMismatch, or ``unknown``.
    """
    if not data:
        raise MediaEmpty
    if len(data) > most_bytes:
        raise MediaTooLarge(limit=most_bytes // MEGABYTE)
    form = form_of(data)
    if form is None and data[4:8] == b"ftyp" and MediaForm.M4A not in taken:
        raise PhotoHeic
    if form not in taken or form is None:
        raise unknown
    declared = declared_type.partition(";")[0].strip().lower()
    if declared not in _NOTHING_SAID and not form.may_be_called(declared):
        raise MediaTypeMismatch(declared=printable(declared), found=form.media_type)
    return form

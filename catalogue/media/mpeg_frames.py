"""MP3 and AAC (ADTS) clips: frames one behind the other, and nothing else is kept.

Tags in front (ID3v2) and whatever stands behind the last frame (ID3v1, APE, an archive) are left out.

Source: ISO/IEC 11172-3 2.4.1.3 and ISO/IEC 13818-3 2.4.2.3 (MP3 header), ISO/IEC 13818-7 6.2 (ADTS header).
"""

from collections.abc import Callable
from typing import NamedTuple

from catalogue.media.errors import AudioDamaged
from catalogue.media.kinds import MediaForm, tags_end

_FEWEST_FRAMES = 5
# Kilobits per second of layer III by index, MPEG 1 and MPEG 2 (2.5 alike); samples per second of MPEG 1.
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)
_SLOWER = {3: 1, 2: 2, 0: 4}  # MPEG 1, 2, 2.5 by their two bits
_ADTS_RATES = (
    96_000,
    88_200,
    64_000,
    48_000,
    44_100,
    32_000,
    24_000,
    22_050,
    16_000,
    12_000,
    11_025,
    8_000,
    7_350,
)


class Clip(NamedTuple):
    """A clip to serve: its bytes, and how long it plays in milliseconds."""

    data: bytes
    duration_ms: int


class _Frame(NamedTuple):
    """What a header says; ``alike`` is the same in all frames of a clip."""

    length: int
    samples: int
    rate: int
    alike: tuple[int, ...]


def clean_mp3(data: bytes) -> Clip:
    """Return the frames of an MP3.

    Raises AudioDamaged.
    """
    return _frames(data, _mp3_frame, MediaForm.MP3)


def clean_adts(data: bytes) -> Clip:
    """Return the frames of an AAC stream.

    Raises AudioDamaged.
    """
    return _frames(data, _adts_frame, MediaForm.AAC)


def _frames(data: bytes, read: Callable[[bytes, int], _Frame | None], form: MediaForm) -> Clip:
    """Return the run of whole frames that begins behind the tags and is broken by nothing."""
    start = position = tags_end(data)
    count, samples = 0, 0
    first: _Frame | None = None
    while (frame := read(data, position)) is not None:
        first = first or frame
        if frame.alike != first.alike or position + frame.length > len(data):
            break
        position += frame.length
        samples += frame.samples
        count += 1
    if first is None or count < _FEWEST_FRAMES:
        raise AudioDamaged(kind=form.label)
    return Clip(data[start:position], samples * 1000 // first.rate)


def _mp3_frame(data: bytes, start: int) -> _Frame | None:
    header = data[start : start + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return None
    version, rate_index, bitrate_index = header[1] >> 3 & 3, header[2] >> 2 & 3, header[2] >> 4
    # A bit rate of 0 is "free": the header does not say where the frame ends.
    if version not in _SLOWER or rate_index == 3 or bitrate_index in {0, 15}:
        return None
    first = version == 3
    bits = (_BITRATES_1 if first else _BITRATES_2)[bitrate_index] * 1000
    rate = _RATES[rate_index] // _SLOWER[version]
    samples = 1152 if first else 576
    length = samples // 8 * bits // rate + (header[2] >> 1 & 1)
    return _Frame(length, samples, rate, (version, rate_index))


def _adts_frame(data: bytes, start: int) -> _Frame | None:
    header = data[start : start + 7]
    if len(header) < 7 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
        return None
    rate_index = header[2] >> 2 & 15
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    shortest = 7 if header[1] & 1 else 9
    if rate_index >= len(_ADTS_RATES) or length <= shortest:
        return None
    blocks = (header[6] & 3) + 1
    alike = (header[1], header[2], header[3] & 0xC0)
    return _Frame(length, 1024 * blocks, _ADTS_RATES[rate_index], alike)

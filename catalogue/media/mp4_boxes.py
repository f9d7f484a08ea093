"""M4A clips: every box walked, and all that is no sound made blank where it stands.

Boxes keep their place and size, because the sound is found by its distance from the beginning of the file.

Source: ISO/IEC 14496-12, 4.2 (boxes), 8.2-8.7 (movie, track, sample tables); ISO/IEC 14496-14, 5.6 (mp4a).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from catalogue.media.errors import AudioDamaged, AudioUnsupported
from catalogue.media.kinds import MediaForm
from catalogue.media.mpeg_frames import Clip

_DEEPEST = 8
_MOST_BOXES = 10_000
_HANDLER_NAME = 24
# What stays, by the box around it. Anything else is metadata, or nobody knows what.
_KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"moov", b"mdat"}),
    b"moov": frozenset({b"mvhd", b"trak"}),
    b"trak": frozenset({b"tkhd", b"mdia", b"edts"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"smhd", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset({b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp"}),
}
_ONCE = (b"ftyp", b"moov", b"mvhd", b"trak", b"hdlr", b"stsd", b"stsc", b"stsz")


class _Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def clean_m4a(data: bytes) -> Clip:
    """Return the clip: its boxes, with everything else overwritten by zeros.

    Raises AudioDamaged; AudioUnsupported for films and files written in fragments.
    """
    clip = bytearray(data)
    kept: dict[bytes, list[_Box]] = {}
    for number, (box, blank) in enumerate(_walk(data, b"", 0, len(data), 0)):
        if number > _MOST_BOXES:
            raise _damaged()
        if box.kind in {b"moof", b"mvex"}:
            raise AudioUnsupported
        if blank:
            clip[box.start + 4 : box.start + 8] = b"free"
            clip[box.body : box.end] = bytes(box.end - box.body)
        else:
            kept.setdefault(box.kind, []).append(box)
    if len(kept.get(b"trak", ())) > 1 or _kind_of_track(data, kept) != b"soun":
        raise AudioUnsupported
    if any(len(kept.get(kind, ())) != 1 for kind in _ONCE):
        raise _damaged()
    if data[kept[b"stsd"][0].body + 12 :][:4] != b"mp4a":
        raise AudioUnsupported
    name = kept[b"hdlr"][0].body + _HANDLER_NAME
    clip[name : kept[b"hdlr"][0].end] = bytes(max(0, kept[b"hdlr"][0].end - name))
    _blank_around_samples(clip, data, kept)
    return Clip(bytes(clip), _duration_ms(data, kept[b"mvhd"][0]))


def _damaged() -> AudioDamaged:
    return AudioDamaged(kind=MediaForm.M4A.label)


def _walk(data: bytes, parent: bytes, start: int, end: int, depth: int) -> Iterator[tuple[_Box, bool]]:
    """Yield each box with whether it is to be made blank; those of a blank box are not looked at."""
    position = start
    while position < end:
        box = _box(data, position, end)
        if box.end - box.start < 8 or depth > _DEEPEST:
            raise _damaged()
        blank = box.kind not in _KEPT[parent]
        yield box, blank
        if not blank and box.kind in _KEPT:
            yield from _walk(data, box.kind, box.body, box.end, depth + 1)
        position = box.end


def _box(data: bytes, start: int, end: int) -> _Box:
    if end - start < 8:
        raise _damaged()
    size, kind, body = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8], start + 8
    if size == 1:
        size, body = int.from_bytes(data[start + 8 : start + 16], "big"), start + 16
    elif size == 0:
        size = end - start
    if size < body - start or start + size > end:
        raise _damaged()
    return _Box(kind, start, body, start + size)


def _kind_of_track(data: bytes, kept: dict[bytes, list[_Box]]) -> bytes:
    handlers = kept.get(b"hdlr", [])
    return data[handlers[0].body + 8 :][:4] if len(handlers) == 1 else b""


def _duration_ms(data: bytes, header: _Box) -> int:
    long = data[header.body] == 1
    at, width = (header.body + 20, 8) if long else (header.body + 12, 4)
    scale = int.from_bytes(data[at : at + 4], "big")
    duration = int.from_bytes(data[at + 4 : at + 4 + width], "big")
    if scale == 0 or duration > scale * 86_400:
        raise _damaged()
    return duration * 1000 // scale


def _blank_around_samples(clip: bytearray, data: bytes, kept: dict[bytes, list[_Box]]) -> None:
    """Overwrite what the media boxes hold beside the samples of the track."""
    ranges = _sample_ranges(data, kept)
    homes = kept.get(b"mdat", [])
    for begin, end in ranges:
        if not any(box.body <= begin and end <= box.end for box in homes):
            raise _damaged()
    for box in homes:
        inside = [(begin, end) for begin, end in ranges if box.body <= begin < box.end]
        for (_, before), (after, _) in pairwise([(0, box.body), *inside, (box.end, 0)]):
            if after > before:
                clip[before:after] = bytes(after - before)


def _sample_ranges(data: bytes, kept: dict[bytes, list[_Box]]) -> list[tuple[int, int]]:
    """Return where the chunks of samples begin and end, in order, none over another."""
    wide = b"co64" in kept
    offsets = _table(data, kept.get(b"co64" if wide else b"stco", []), 4, 8 if wide else 4)
    sizes = _sample_sizes(data, kept[b"stsz"][0])
    runs = _table(data, kept[b"stsc"], 4, 12)
    if not offsets or not sizes or not runs:
        raise _damaged()
    firsts = [run >> 64 for run in runs] + [len(offsets) + 1]
    if firsts[0] != 1 or any(first >= following for first, following in pairwise(firsts)):
        raise _damaged()
    ranges, sample = [], 0
    for run, (first, following) in zip(runs, pairwise(firsts), strict=True):
        count = run >> 32 & 0xFFFFFFFF
        for chunk in range(first, following):
            offset = offsets[chunk - 1]
            ranges.append((offset, offset + sum(sizes[sample : sample + count])))
            sample += count
    ranges.sort()
    if sample != len(sizes) or any(end > begin for (_, end), (begin, _) in pairwise(ranges)):
        raise _damaged()
    return ranges


def _sample_sizes(data: bytes, box: _Box) -> list[int]:
    same = int.from_bytes(data[box.body + 4 : box.body + 8], "big")
    count = int.from_bytes(data[box.body + 8 : box.body + 12], "big")
    if same == 0:
        return _table(data, [box], 8, 4)
    if count * same > len(data):
        raise _damaged()
    return [same] * count


def _table(data: bytes, boxes: list[_Box], before: int, width: int) -> list[int]:
    """Return the entries of a table as numbers of ``width`` bytes; their count stands in front of them."""
    if len(boxes) != 1:
        raise _damaged()
    at = boxes[0].body + before
    count, start = int.from_bytes(data[at : at + 4], "big"), at + 4
    if start + count * width > boxes[0].end:
        raise _damaged()
    return [
        int.from_bytes(data[position : position + width], "big")
        for position in range(start, start + count * width, width)
    ]

"""A quick part of the hostile files of `bench/hostile_files.py`, and the bounds that stop them."""

import os
import struct
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest

from bench import hostile_pictures, hostile_sounds
from bench.hostile_files import is_harmless
from bench.picture_bytes import Named, png
from catalogue.media import decoding_child, pictures
from catalogue.media.acceptance import Accepted, accept_audio, accept_paper, accept_photo
from catalogue.media.errors import MediaBusy, PhotoTooHeavy, PhotoTooManyPixels
from catalogue.media.kinds import MediaForm
from catalogue.media.pictures import decoding_order, run_child
from tests.catalogue.media.photos import photo

MEGABYTE = 1024 * 1024
TAKE = {"photo": accept_photo, "audio": accept_audio, "paper": accept_paper}


def every(step: int, family: Iterator[Named]) -> list[Named]:
    return list(islice(family, 0, None, step))


def outcome_of(kind: str, data: bytes) -> tuple[str, float]:
    """Return the code of the refusal, ``taken`` or ``came through``; and the seconds it took."""
    began = time.perf_counter()
    try:
        accepted: Accepted = TAKE[kind](data)
    except Exception as error:  # noqa: BLE001 - a fault has no code
        said = getattr(error, "code", repr(error))
    else:
        kept = [one.data for one in accepted.renditions if one.form is not MediaForm.PDF]
        said = "taken" if all(map(is_harmless, kept)) else "came through"
    return said, time.perf_counter() - began


def test_hostile_pictures_are_refused_or_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_turns", BoundedSemaphore(2))  # for time's sake
    files = [
        *every(9, hostile_pictures.cut_off()),
        *every(9, hostile_pictures.flipped()),
        *every(4, hostile_pictures.exif_tricks()),
        *every(2, hostile_pictures.two_things()),
        *every(1, hostile_pictures.other_things()),
    ]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda file: outcome_of("photo", file[1]), files))

    codes = {said for said, _ in outcomes}
    assert codes <= {
        "taken", "photo_damaged", "photo_kind_unknown", "photo_too_heavy", "media_empty", "media_too_large",
        "photo_too_many_pixels", "photo_animated", "photo_heic",
    }, dict(zip((name for name, _ in files), outcomes, strict=True))  # fmt: skip
    assert len(files) > 60
    assert max(seconds for _, seconds in outcomes) < 5


def test_hostile_clips_and_papers_are_refused_or_cleaned() -> None:
    for kind, family in (
        ("audio", every(3, hostile_sounds.clips())),
        ("paper", every(3, hostile_sounds.papers())),
    ):
        for name, data in family:
            said, seconds = outcome_of(kind, data)
            assert said == "taken" or said.startswith((kind, "photo", "media_")), (name, said)
            assert seconds < 5, name


def flood(side: int) -> bytes:
    """Return a small file of so many pixels a side, one bit each."""
    return png(side, side, bits=1, rows=(b"\0" * (side // 8 + 1)) * side)


def test_the_header_stops_a_flood_and_without_it_the_child_does(monkeypatch: pytest.MonkeyPatch) -> None:
    data = flood(13_000)
    assert len(data) < 30_000
    began = time.perf_counter()
    with pytest.raises(PhotoTooManyPixels):
        accept_photo(data)
    assert time.perf_counter() - began < 0.1

    monkeypatch.setattr(pictures, "MAX_PIXELS", 10**12)
    with pytest.raises(PhotoTooHeavy):
        accept_photo(data)


def test_without_its_bounds_the_child_would_take_more_than_they_allow() -> None:
    order = decoding_order(MediaForm.PNG, edges=[100], forms=[MediaForm.JPEG])
    order |= {"most_pixels": 10**12, "memory_bytes": 250 * MEGABYTE}
    with pytest.raises(PhotoTooHeavy):
        run_child(flood(7000), order)

    assert len(run_child(flood(7000), order | {"confined": False})) == 1


def test_the_child_counts_pixels_too() -> None:
    order = decoding_order(MediaForm.PNG, edges=[100], forms=[MediaForm.JPEG]) | {"most_pixels": 99}

    with pytest.raises(PhotoTooManyPixels) as refusal:
        run_child(photo(10, 10, "PNG"), order)
    assert (refusal.value.facts["width"], refusal.value.facts["height"]) == (10, 10)


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put another program in the child's place, to be written by the test."""
    program = tmp_path / "child.py"
    monkeypatch.setattr(decoding_child, "__file__", str(program))
    return program


def run_in_its_place(**changes: Any) -> object:
    return run_child(b"any", decoding_order(MediaForm.PNG, edges=[9], forms=[MediaForm.JPEG]) | changes)


def test_the_child_has_no_file_of_ours_and_no_secret(child: Path, tmp_path: Path) -> None:
    child.write_text(
        "import json, os\n"
        "files = [os.path.basename(os.readlink(f'/proc/self/fd/{n}')) for n in os.listdir('/proc/self/fd')"
        " if os.path.exists(f'/proc/self/fd/{n}')]\n"
        "print(json.dumps({'refused': 'pixels %d %d' % ('ours' in files, len(os.environ))}))\n"
    )
    ours = os.open(tmp_path / "ours", os.O_CREAT | os.O_RDONLY)
    os.set_inheritable(ours, True)
    try:
        with pytest.raises(PhotoTooManyPixels) as refusal:
            run_in_its_place()
    finally:
        os.close(ours)

    assert refusal.value.facts["width"] == 0
    assert refusal.value.facts["height"] in {0, 1}  # LC_CTYPE, which Python sets itself


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import os; os.abort()",
        "import sys; sys.exit(3)",
        "print('{}')",
        "print('no json')",
        'print(\'{"renditions": [{"form": "EXE"}]}\')',
        "print('{\"renditions\": 7}')",
        "",
    ],
)
def test_a_child_that_hangs_breaks_or_talks_nonsense_costs_a_refusal(child: Path, program: str) -> None:
    child.write_text(program)

    with pytest.raises(PhotoTooHeavy):
        run_in_its_place(seconds=0.5)


def test_what_the_child_gives_up_it_cannot_take_back(child: Path) -> None:
    program = Path(pictures.__file__).with_name("decoding_child.py").read_text()
    bounds = ["RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE"]
    child.write_text(
        program.partition('if __name__ == "__main__":')[0]
        + "confine(600_000_000, 5, 1_000_000)\n"
        + f"limits = [resource.getrlimit(getattr(resource, name)) for name in {bounds!r}]\n"
        + "print(json.dumps({'refused': 'pixels 1 ' + str(limits == [(600_000_000,) * 2, (5,) * 2,"
        + " (1_000_000,) * 2, (16,) * 2, (0,) * 2]).replace('True', '1').replace('False', '0')}))\n"
    )

    with pytest.raises(PhotoTooManyPixels) as refusal:
        run_in_its_place()
    assert refusal.value.facts["height"] == 1


def test_photos_wait_for_their_turn_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "CHILD_PATIENCE_SECONDS", 0.01)
    pictures._turns.acquire()
    try:
        with pytest.raises(MediaBusy) as refusal:
            accept_photo(photo(9, 9))
    finally:
        pictures._turns.release()

    assert refusal.value.code == "media_busy"
    assert accept_photo(photo(9, 9)).renditions


def test_a_header_that_says_less_than_the_decoder_finds_changes_nothing() -> None:
    honest = photo(60, 60, "PNG")
    header = struct.pack(">II", 2, 2) + honest[24:29]
    lying = honest[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + honest[33:]

    said, _ = outcome_of("photo", lying)
    assert said in {"taken", "photo_damaged"}

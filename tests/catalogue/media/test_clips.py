"""Clips are known by every frame, page or box; what is no sound never comes through."""

import pytest

from catalogue.media.acceptance import accept_audio
from catalogue.media.clips import clean_clip
from catalogue.media.errors import AudioDamaged, AudioKindUnknown, AudioUnsupported
from catalogue.media.kinds import MediaForm, form_of
from tests.catalogue.media.clips import (
    ADTS_FRAME,
    MP3_FRAME,
    OPUS_HEAD,
    adts,
    box,
    id3,
    m4a,
    mp3,
    ogg_page,
    opus,
)

FOREIGN = b"<script>alert('PK\x03\x04')</script>"


@pytest.mark.parametrize(
    ("data", "form", "duration_ms"),
    [
        (mp3(100), MediaForm.MP3, 2612),
        (adts(100), MediaForm.AAC, 2321),
        (opus(seconds=3), MediaForm.OPUS, 3000),
        (m4a(), MediaForm.M4A, 1000),
    ],
)
def test_each_kind_is_known_by_its_bytes_and_passes_unchanged(
    data: bytes, form: MediaForm, duration_ms: int
) -> None:
    assert form_of(data) is form
    clip = clean_clip(data, form)

    assert clip.duration_ms == duration_ms
    if form in {MediaForm.MP3, MediaForm.AAC}:
        assert clip.data == data
    assert clean_clip(clip.data, form) == clip


@pytest.mark.parametrize(
    "data",
    [
        id3(FOREIGN) + mp3(),
        id3(FOREIGN) + id3(FOREIGN) + mp3(),
        mp3() + FOREIGN,
        mp3() + b"TAG" + FOREIGN.ljust(125),
        id3(FOREIGN) + adts() + FOREIGN,
        opus(comment=FOREIGN),
        opus(comment=FOREIGN * 1000),
        opus() + FOREIGN,
        m4a(udta=FOREIGN),
        m4a(in_mdat=FOREIGN),
        m4a(behind=box(b"uuid", FOREIGN)),
        m4a(behind=box(b"mdat", FOREIGN)),
        m4a(behind=box(b"free", FOREIGN)),
    ],
)
def test_nothing_foreign_comes_through(data: bytes) -> None:
    assert FOREIGN in data
    [rendition] = accept_audio(data).renditions

    assert FOREIGN[:8] not in rendition.data
    assert len(rendition.data) > 100


def test_pages_with_wiped_comments_still_have_right_checksums() -> None:
    cleaned = clean_clip(opus(comment=FOREIGN), MediaForm.OPUS)

    assert clean_clip(cleaned.data, MediaForm.OPUS).data == cleaned.data
    assert len(cleaned.data) == len(opus(comment=FOREIGN))


def test_the_checksum_of_a_page_is_that_of_the_standard() -> None:
    # A page of "OpusHead" as libopusenc writes it, CRC taken bit by bit with the polynomial 0x04C11DB7.
    page = ogg_page(0, OPUS_HEAD, flags=2)
    register = 0
    for byte in page[:22] + bytes(4) + page[26:]:
        register ^= byte << 24
        for _ in range(8):
            register = (register << 1 ^ (0x04C11DB7 if register & 0x80000000 else 0)) & 0xFFFFFFFF

    assert page[22:26] == register.to_bytes(4, "little")


def test_sound_behind_the_samples_of_an_m4a_stays_where_it_was() -> None:
    data = m4a(udta=FOREIGN, in_mdat=FOREIGN)
    cleaned = clean_clip(data, MediaForm.M4A).data

    assert len(cleaned) == len(data)
    assert bytes([0x21, 0x10, 0x04]) * 20 in cleaned
    assert cleaned.count(b"free") == 1


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (mp3(4), MediaForm.MP3),
        (MP3_FRAME + FOREIGN + mp3(50), MediaForm.MP3),
        (b"\xff\xfb" + bytes(500), MediaForm.MP3),
        (ADTS_FRAME * 4 + b"\xff\xf1", MediaForm.AAC),
        (opus()[:60], MediaForm.OPUS),
        (opus().replace(b"OpusTags", b"OpusTugs"), MediaForm.OPUS),
        (opus().replace(b"\xf8\xff\xfe", b"\xf8\xff\xff"), MediaForm.OPUS),
        (ogg_page(0, b"\x01vorbis" + bytes(23), flags=2) + opus(), MediaForm.OPUS),
        (ogg_page(0, OPUS_HEAD, flags=2) + ogg_page(1, b"OpusTags" + bytes(8), serial=8), MediaForm.OPUS),
        (m4a()[:-9], MediaForm.M4A),
        (m4a().replace(b"stco", b"stcx"), MediaForm.M4A),
        (m4a() + b"123", MediaForm.M4A),
        (m4a(samples=0), MediaForm.M4A),
    ],
)
def test_what_is_cut_off_or_only_begins_right_is_refused(data: bytes, form: MediaForm) -> None:
    with pytest.raises(AudioDamaged) as refusal:
        clean_clip(data, form)

    assert refusal.value.code == "audio_damaged"
    assert form.label in refusal.value.text("vi")


@pytest.mark.parametrize(
    "data", [m4a(handler=b"vide"), m4a(entry=b"avc1"), m4a(behind=box(b"moof", bytes(8)))]
)
def test_films_and_fragments_are_refused(data: bytes) -> None:
    with pytest.raises(AudioUnsupported):
        clean_clip(data, MediaForm.M4A)


@pytest.mark.parametrize(
    "data", [b"RIFF\0\0\0\0WAVEfmt ", b"fLaC" + bytes(40), b"<html>", b"\xff\xd8\xff\xe0"]
)
def test_other_sounds_and_files_are_refused(data: bytes) -> None:
    with pytest.raises(AudioKindUnknown):
        accept_audio(data)

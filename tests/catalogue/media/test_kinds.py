"""The bytes say what a file is; what its sender calls it must only be possible."""

from collections.abc import Callable

import pytest

from catalogue.media.acceptance import accept_audio, accept_photo
from catalogue.media.errors import MediaTypeMismatch
from tests.catalogue.media.clips import adts, m4a, mp3, opus
from tests.catalogue.media.photos import photo


def test_what_the_sender_calls_a_file_must_agree_with_its_bytes() -> None:
    with pytest.raises(MediaTypeMismatch) as refusal:
        accept_photo(photo(20, 20, "PNG"), "image/jpeg")
    assert refusal.value.facts == {"declared": "image/jpeg", "found": "image/png"}

    for called in ("", "application/octet-stream", "image/jpg", "IMAGE/JPEG; q=1"):
        assert accept_photo(photo(20, 20), called).renditions
    with pytest.raises(MediaTypeMismatch):
        accept_audio(mp3(), "text/html")


@pytest.mark.parametrize(
    ("clip", "called", "served"),
    [
        (adts, "audio/vnd.dlna.adts", "audio/aac"),
        (m4a, "video/mp4", "audio/mp4"),
        (m4a, "audio/mpeg", "audio/mp4"),
        (m4a, "audio/3gpp", "audio/mp4"),
        (opus, "video/ogg", "audio/ogg"),
        (opus, "Audio/X-Opus; codecs=opus", "audio/ogg"),
        (opus, "application/ogg", "audio/ogg"),
        (mp3, "application/octet-stream", "audio/mpeg"),
        (mp3, "", "audio/mpeg"),
    ],
)
def test_a_clip_is_what_its_bytes_say_whatever_sound_it_is_called(
    clip: Callable[[], bytes], called: str, served: str
) -> None:
    [kept] = accept_audio(clip(), called).renditions

    assert kept.form.media_type == served


@pytest.mark.parametrize(
    "called", ["image/jpeg", "text/html", "application/pdf", "video/webm", "application/xhtml+xml", "audio"]
)
def test_a_clip_that_is_called_no_sound_is_refused(called: str) -> None:
    for clip in (mp3, adts, opus, m4a):
        with pytest.raises(MediaTypeMismatch):
            accept_audio(clip(), called)


def test_pictures_are_taken_by_every_name_of_their_own_kind() -> None:
    for form, called in (
        ("JPEG", "image/pjpeg"),
        ("PNG", "image/x-png"),
        ("PNG", "application/octet-stream"),
        ("WEBP", "image/webp"),
        ("WEBP", "application/octet-stream"),
    ):
        assert accept_photo(photo(20, 20, form), called).renditions
    for called in ("audio/mpeg", "video/mp4", "text/html", "image/svg+xml"):
        with pytest.raises(MediaTypeMismatch):
            accept_photo(photo(20, 20), called)

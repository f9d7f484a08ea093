"""Clips walked from end to end; what is no sound is left out or wiped."""

from catalogue.media.kinds import MediaForm
from catalogue.media.mp4_boxes import clean_m4a
from catalogue.media.mpeg_frames import Clip, clean_adts, clean_mp3
from catalogue.media.ogg_opus import clean_opus

_CLEANERS = {
    MediaForm.MP3: clean_mp3,
    MediaForm.AAC: clean_adts,
    MediaForm.OPUS: clean_opus,
    MediaForm.M4A: clean_m4a,
}


def clean_clip(data: bytes, form: MediaForm) -> Clip:
    """Return the sound of ``data`` as it is served, with how long it plays.

    Raises AudioDamaged or AudioUnsupported.
    """
    return _CLEANERS[form](data)

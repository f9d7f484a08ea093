"""Photos and clips as the wire shows them. Nothing here asks the database."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from catalogue.media.kinds import MediaForm
from catalogue.media.limits import CARD_EDGE
from catalogue.models import MediaFile, MediaItem, MediaKind
from catalogue.texts import pick_text

Shown = dict[str, object]


def address_of(name: str) -> str:
    """Return the public address of a file: under ``HTX_MEDIA_URL``, by default a path of this server."""
    return f"{settings.MEDIA_URL}{name}"


def image_of(
    media: Sequence[MediaItem], name: Mapping[str, str], language: str, *, edge: int = CARD_EDGE
) -> Shown | None:
    """Return the picture of a list: the first photo as JPEG, ``edge`` pixels long; None when there is none.

    Where nobody described it, the product's ``name`` says what is to be seen.
    """
    photo = next((item for item in media if item.kind == MediaKind.PHOTO), None)
    if photo is None:
        return None
    return _picture(_fitting(photo, edge)) | {"alt": _alt(photo, name, language)}


def media_of(media: Sequence[MediaItem], name: Mapping[str, str], language: str) -> list[Shown]:
    """Return all photos and clips in their order, each with every file there is of it.

    The largest JPEG of a photo, or the clip, stands beside its ``sources``.
    """
    return [_item(item, name, language) for item in media]


def _item(item: MediaItem, name: Mapping[str, str], language: str) -> Shown:
    main = max(item.files, key=lambda file: (file["type"] != MediaForm.WEBP.media_type, file["width"] or 0))
    return {
        "kind": item.kind,
        **_picture(main),
        "alt": _alt(item, name, language),
        "language": item.language or None,
        "duration_ms": item.duration_ms,
        "sources": [_picture(file) | {"type": file["type"]} for file in item.files],
    }


def _fitting(photo: MediaItem, edge: int) -> MediaFile:
    """Return the JPEG whose long edge is ``edge`` pixels, or the largest of a smaller photo."""
    drawn = [file for file in photo.files if file["type"] == MediaForm.JPEG.media_type]
    return max(
        (file for file in drawn if max(file["width"] or 0, file["height"] or 0) <= edge),
        key=lambda file: file["width"] or 0,
    )


def _picture(file: MediaFile) -> Shown:
    return {"url": address_of(file["name"]), "width": file["width"], "height": file["height"]}


def _alt(item: MediaItem, name: Mapping[str, str], language: str) -> str:
    return pick_text(item.alt_text, language) or pick_text(name, language)

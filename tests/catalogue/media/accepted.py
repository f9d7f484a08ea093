"""Photos and clips as if they had been accepted, without the child that draws them."""

from itertools import count

from catalogue.media.acceptance import Accepted, digest_of
from catalogue.media.items import Kept, keep
from catalogue.media.kinds import MediaForm
from catalogue.media.pictures import Rendition
from catalogue.models import CertificatePaper, MediaItem, Product

_serial = count(1)


def accepted_photo(content: str = "", *, width: int = 640, height: int = 480) -> Accepted:
    """Return a photo in two sizes and two forms; the same ``content`` is the same photo."""
    text = content or f"photo {next(_serial)}"
    half = (width // 2, height // 2)
    return Accepted(
        digest_of(text.encode()),
        tuple(
            Rendition(form, f"{text} {form.name} {size}".encode(), *size)
            for size in (half, (width, height))
            for form in (MediaForm.JPEG, MediaForm.WEBP)
        ),
    )


def accepted_clip(content: str = "") -> Accepted:
    """Return a clip of two seconds."""
    text = content or f"clip {next(_serial)}"
    return Accepted(digest_of(text.encode()), (Rendition(MediaForm.MP3, text.encode()),), 2000)


def kept_photo(content: str = "", *, width: int = 640, height: int = 480) -> Kept:
    """Return a photo whose files are written."""
    return keep(accepted_photo(content, width=width, height=height))


def kept_clip(content: str = "") -> Kept:
    """Return a clip whose file is written."""
    return keep(accepted_clip(content))


def rows() -> tuple[int, int]:
    """Return how many items and papers there are, deleted ones included."""
    return MediaItem.objects.count(), CertificatePaper.objects.count()


def order_of(product: Product) -> list[int]:
    """Return the ids of the items in the order they are shown."""
    return list(MediaItem.objects.present().filter(product=product).values_list("pk", flat=True))

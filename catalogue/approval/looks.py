"""What each officer was last shown of goods, for decisions that do not say what they are about."""

from catalogue.history import current_actor
from catalogue.models import Product
from catalogue.shared_notes import note, noted

KEPT_SECONDS = 24 * 3600


def note_look(product: Product, mark: str) -> None:
    """Note that who asks is shown ``product`` as ``mark`` says: its ``review_mark``."""
    note(_key(product), mark, KEPT_SECONDS)


def last_look(product: Product) -> str | None:
    """Return the mark of what who asks was last shown of ``product``; None without a look today."""
    mark: str | None = noted(_key(product))
    return mark


def forget_look(product: Product) -> None:
    """Forget what who asks was shown of ``product``: it is decided."""
    note(_key(product), None, 1)


def _key(product: Product) -> str:
    # The moment too: a database that is set up anew gives the same ids to other goods.
    return f"look:{current_actor()}:{product.pk}:{product.created_at.timestamp()}"

"""The address of goods: given with their first approval, and kept for ever."""

from django.db import IntegrityError, transaction

from catalogue.models import Product
from catalogue.slugs import is_provisional, lasting_slug
from catalogue.texts import pick_text


def settle_slug(product: Product) -> None:
    """Give ``product``, which is locked, the slug of its name unless it has a lasting one.

    The row gets it at once, so that of two who are approved at the same moment one takes the next number;
    the caller saves the rest.
    """
    while is_provisional(product.slug):
        slug = lasting_slug(pick_text(product.name, "vi"))
        try:
            with transaction.atomic():
                Product.objects.filter(pk=product.pk).update(slug=slug)
        except IntegrityError:
            if not Product.objects.filter(slug=slug).exists():
                raise  # not the slug, which another transaction took a moment ago
        else:
            product.slug = slug

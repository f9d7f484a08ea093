"""Names in addresses: ``mat-ong-hoa-bac-ha``.

Goods get a slug for ever with their first approval. Until then they have a provisional one: numbered among
all goods, it would tell which names neighbours are preparing.
"""

import secrets
from collections.abc import Callable, Collection, Iterator

from catalogue.models import Cooperative, Product
from catalogue.search.folding import words

LONGEST_SLUG = 80

_FALLBACK = "san-pham"
_BEFORE_TAIL = "_"  # stands in no slug that is made of a name


def slugify(text: str, *, fallback: str = "") -> str:
    """Return ``text`` as a slug of a-z, 0-9 and hyphens: đ stays a d, words are cut whole at 80 letters.

    ``fallback`` is returned when nothing is left, as for a name in Chinese alone.

    >>> slugify("Đồng Văn: mật ong")
    'dong-van-mat-ong'
    """
    slug = ""
    for word in words(text):
        longer = f"{slug}-{word.folded}" if slug else word.folded
        if len(longer) > LONGEST_SLUG:
            break
        if word.folded.isascii():
            slug = longer
    return slug or fallback


def unique_slug(slug: str, taken: Collection[str]) -> str:
    """Return ``slug``, or ``slug-2``, ``slug-3`` … : the first that is not in ``taken``."""
    return _first_free(slug, lambda candidates: {slug for slug in candidates if slug in taken})


def provisional_slug(name: str) -> str:
    """Return a slug for a product's ``name`` until its first approval: ``mat-ong_3f8a90c1d2``, by chance."""
    return f"{slugify(name, fallback=_FALLBACK)}{_BEFORE_TAIL}{secrets.token_hex(5)}"


def is_provisional(slug: str) -> bool:
    """Return whether ``slug`` is one of goods that were never approved; none at all is provisional too."""
    return not slug or _BEFORE_TAIL in slug


def lasting_slug(name: str, *, taken: Collection[str] | None = None) -> str:
    """Return the slug of a product's ``name`` that is not in ``taken``: by default those of all products.

    Provisional ones are never in its way.
    """
    slug = slugify(name, fallback=_FALLBACK)
    if taken is not None:
        return unique_slug(slug, taken)
    return _first_free(
        slug,
        lambda candidates: set(Product.objects.filter(slug__in=candidates).values_list("slug", flat=True)),
    )


def new_cooperative_slug(name: str, *, taken: Collection[str] = ()) -> str:
    """Return a slug for a cooperative's ``name`` that none has, and that is not in ``taken`` either."""
    return _first_free(
        slugify(name, fallback="htx"),
        lambda candidates: (
            {slug for slug in candidates if slug in taken}
            | set(Cooperative.objects.filter(slug__in=candidates).values_list("slug", flat=True))
        ),
    )


def _first_free(slug: str, taken_among: Callable[[list[str]], set[str]]) -> str:
    for candidates in _candidates(slug):
        taken = taken_among(candidates)
        for candidate in candidates:
            if candidate not in taken:
                return candidate
    raise AssertionError(slug)  # the candidates never end


def _candidates(slug: str) -> Iterator[list[str]]:
    """Yield ``slug`` alone, then ever larger groups of it with a number behind."""
    yield [slug]
    number, size = 2, 10
    while True:
        yield [f"{slug}-{number + offset}" for offset in range(size)]
        number, size = number + size, size * 4

"""What a Digital Link of a product may lead to."""

from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

from catalogue.browsing.pages import GENERATION, Version
from catalogue.listings import today
from catalogue.scanning import UnknownCode, scan

_DOCUMENTS = f"""
    SELECT g.number, d.language, d.card, d.detail
    FROM {GENERATION} JOIN catalogue_listingdocument d
    ON d.slug = %s AND d.starts_on <= %s AND d.ends_on >= %s"""  # noqa: S608 - put together from constants


@dataclass(frozen=True)
class LinkedGoods:
    """A public product behind a GTIN: ``names`` by language, and which sections its page has.

    ``languages`` are those of the catalogue that the product has texts in.
    """

    slug: str
    names: dict[str, str]
    languages: tuple[str, ...]
    has_certificates: bool
    has_usage: bool
    has_ingredients: bool
    version: Version

    @property
    def name(self) -> str:
        """The name in the first of its languages."""
        return self.names[self.languages[0]]


def linked_goods(gtin14: str) -> LinkedGoods | None:
    """Return the public product whose piece, pack or case has ``gtin14``; None when there is none.

    A retired number still leads to its goods. Three queries at most.
    """
    try:
        matches = scan(gtin14, language="vi").matches
    except UnknownCode:
        return None
    day = today()
    with connection.cursor() as database:
        database.execute(_DOCUMENTS, [matches[0].product_slug, day.isoformat(), day.isoformat()])
        rows: list[Any] = database.fetchall()
    if not rows:
        return None
    cards = {language: orjson.loads(card) for _, language, card, _ in rows}
    detail = orjson.loads(rows[0][3])
    own = tuple(tag for tag in detail["languages"] if tag in cards)
    return LinkedGoods(
        slug=matches[0].product_slug,
        names={language: card["name"] for language, card in cards.items()},
        languages=own or tuple(cards)[:1],
        has_certificates=bool(detail["certificates"]),
        has_usage=bool(detail["usage"]),
        has_ingredients=bool(detail["ingredients"]),
        version=Version(rows[0][0], day),
    )

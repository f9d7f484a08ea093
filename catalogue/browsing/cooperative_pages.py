"""What the public page of a cooperative shows, and which cooperative a GLN leads to."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import orjson

from catalogue.browsing.products import browse
from catalogue.browsing.queries import ProductQuery, could_be_code
from catalogue.browsing.refusals import CooperativeNotFound, CursorInvalid
from catalogue.listings import today
from catalogue.models import Cooperative, ListingDocument
from catalogue.texts import language_shown, pick_text

_GOODS_ON_A_PAGE = 24


@dataclass(frozen=True)
class CooperativePage:
    """A cooperative in one language with some of its public ``goods``, as items of the store, by name.

    The cursors lead to those before and after. ``text_languages`` has, by field, the tag of the text that is
    shown. The tax code and the telephone are never here: a household's are its owner's.
    """

    name: str
    party_type: str
    gln: str
    commune: str
    address: str
    story: str
    text_languages: dict[str, str]
    goods: list[dict[str, Any]]
    next_cursor: str | None
    previous_cursor: str | None


class LinkedCooperative(NamedTuple):
    """A cooperative with public goods behind a GLN."""

    slug: str
    name: str


def cooperative_page(slug: str, language: str, *, cursor: str = "") -> CooperativePage:
    """Return what the page of ``slug`` shows, in two queries; a cursor that leads nowhere is the beginning.

    Raises CooperativeNotFound, also when it has no public product.
    """
    row = Cooperative.objects.filter(slug=slug).first() if could_be_code(slug) else None
    if row is None:
        raise CooperativeNotFound(slug=slug)
    query = ProductQuery(language=language, cooperative=slug, sort="name", limit=_GOODS_ON_A_PAGE)
    try:
        page = browse(replace(query, cursor=cursor))
    except CursorInvalid:
        page = browse(query)
    if not page.items:
        raise CooperativeNotFound(slug=slug)
    return CooperativePage(
        name=row.name,
        party_type=row.party_type,
        gln=row.gln or "",
        commune=row.commune_name,
        address=pick_text(row.address, language),
        story=pick_text(row.story, language),
        text_languages={name: language_shown(getattr(row, name), language) for name in ("address", "story")},
        goods=[orjson.loads(item) for item in page.items],
        next_cursor=page.next_cursor,
        previous_cursor=page.previous_cursor,
    )


def linked_cooperative(gln: str) -> LinkedCooperative | None:
    """Return the cooperative with ``gln``, in one query; None without one, or without a public product."""
    day = today()
    shown = ListingDocument.objects.filter(starts_on__lte=day, ends_on__gte=day, cooperative__gln=gln)
    found = shown.values_list("cooperative__slug", "cooperative__name").first()
    return LinkedCooperative(*found) if found else None

"""What a shop may ask of the list of products."""

from dataclasses import dataclass, fields
from typing import NamedTuple

from catalogue.browsing.cursors import fingerprint
from catalogue.browsing.refusals import FilterInvalid, LimitOutOfRange, QueryTooLong, SortUnknown
from catalogue.models import CertificateKind

DEFAULT_LIMIT = 20
LARGEST_LIMIT = 100
LONGEST_QUERY = 200
LARGEST_PRICE = 2**31 - 1


class Order(NamedTuple):
    """Columns that decide the order, before the product id; all rise, or all fall."""

    columns: tuple[str, ...]
    types: tuple[type, ...]
    falling: bool


RELEVANCE = "relevance"
NEWEST = "-published_at"
ORDERS: dict[str, Order] = {
    RELEVANCE: Order(("relevance", "published_us"), (int, int), falling=True),
    NEWEST: Order(("published_us",), (int,), falling=True),
    "price": Order(("price_vnd",), (int,), falling=False),
    "-price": Order(("price_vnd",), (int,), falling=True),
    "name": Order(("name_key",), (str,), falling=False),
}


@dataclass(frozen=True, kw_only=True)
class ProductQuery:
    """A page of products: search text, filters, order, place. Empty or None means: not asked.

    ``language`` is one of the catalogue's. A category takes in those below it. Slugs and communes that do not
    exist find nothing. Prices are in whole đồng.

    Raises QueryRefused when a part cannot be.
    """

    language: str = "vi"
    q: str = ""
    category: str = ""
    cooperative: str = ""
    commune: str = ""
    ocop_stars_min: int | None = None
    price_min: int | None = None
    price_max: int | None = None
    available: bool | None = None
    certificate: str = ""
    sort: str = ""
    limit: int = DEFAULT_LIMIT
    cursor: str = ""

    def __post_init__(self) -> None:
        if len(self.q) > LONGEST_QUERY:
            raise QueryTooLong("q", most=LONGEST_QUERY)
        if not 1 <= self.limit <= LARGEST_LIMIT:
            raise LimitOutOfRange("limit", most=LARGEST_LIMIT)
        if self.sort and (self.sort not in ORDERS or (self.sort == RELEVANCE and not self.is_search)):
            raise SortUnknown("sort", sort=self.sort[:30], known=", ".join(ORDERS))
        self._check_filters()

    def _check_filters(self) -> None:
        for name in ("category", "cooperative", "commune"):
            if not could_be_code(getattr(self, name)):
                raise FilterInvalid(name, expected="a-z, 0-9, -")
        if self.certificate and self.certificate not in CertificateKind.values:
            raise FilterInvalid("certificate", expected=", ".join(CertificateKind.values))
        if self.ocop_stars_min is not None and not 1 <= self.ocop_stars_min <= 5:
            raise FilterInvalid("ocop_stars_min", expected="1–5")
        for name in ("price_min", "price_max"):
            price = getattr(self, name)
            if price is not None and not 0 <= price <= LARGEST_PRICE:
                raise FilterInvalid(name, expected=f"0–{LARGEST_PRICE}")

    @property
    def is_search(self) -> bool:
        """Whether there is text to search for."""
        return bool(self.q.strip())

    @property
    def order_name(self) -> str:
        """The order asked for: by default the best answers first, without a search the newest."""
        return self.sort or (RELEVANCE if self.is_search else NEWEST)

    @property
    def fingerprint(self) -> str:
        """What a cursor is tied to: everything but the place and size of the page."""
        place = ("sort", "limit", "cursor")
        asked = [getattr(self, part.name) for part in fields(self) if part.name not in place]
        return fingerprint(*asked, self.order_name)


def could_be_code(text: str) -> bool:
    """Return whether ``text`` may be a slug or code at all: not every text can be sent to a database."""
    return text.isascii() and text.isprintable()

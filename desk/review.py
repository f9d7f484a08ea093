"""What an officer looks at before a decision: the goods as a whole, and what would change of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.approval import Difference, pending_diff, wished_values
from catalogue.approval.pending import fold
from catalogue.gs1.gtin import display_gtin
from catalogue.label_law import lacking_on_labels
from catalogue.listings import today
from catalogue.media.showing import image_of, media_of
from catalogue.models import (
    ApprovalEvent,
    Certificate,
    CertificatePaper,
    Gtin,
    GtinState,
    InStoreNumber,
    MediaItem,
    MediaKind,
    Product,
    ProductState,
    Variant,
)
from catalogue.nutrition import nutrition_text
from catalogue.quantity import NetQuantity
from catalogue.texts import pick_text
from desk.actors import names_of
from desk.texts import language_of_the_moment, say

LATEST_EVENTS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A text, and its language where it is one of several."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field by its name with what it says."""

    label: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Pair:
    """A field as the public sees it beside what it would become; nothing was ``before`` something new."""

    label: str
    before: list[Line]
    after: list[Line]


@dataclass(frozen=True, slots=True)
class SoldAs:
    """A variant with its numbers."""

    variant: Variant
    facts: list[Fact]
    numbers: list[str]
    is_new: bool


@dataclass(frozen=True, slots=True)
class ShownMedia:
    """A photo or clip as it is shown; new ones wait for the decision."""

    item: MediaItem
    shown: Mapping[str, object]
    is_new: bool

    @property
    def wished(self) -> dict[str, str]:
        """Return its words as the cooperative wants them, by language."""
        words: dict[str, str] = wished_values(self.item)["alt_text"]
        return words


@dataclass(frozen=True, slots=True)
class Step:
    """A decision or submission of before."""

    event: ApprovalEvent
    actor: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate with the papers behind it."""

    certificate: Certificate
    papers: list[CertificatePaper] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Review:
    """All that a decision is about."""

    product: Product
    facts: list[Fact]
    changes: list[Pair]
    variants: list[SoldAs]
    photos: list[ShownMedia]
    clips: list[ShownMedia]
    certificates: list[Paper]
    steps: list[Step]
    label_lacks: list[str]
    """What the label law asks for and the goods do not say, in the language of the moment."""
    lacks_address: bool
    """Whether one of them is the address, which is its cooperative's and not the goods'."""


def review_of(product: Product) -> Review:
    """Return what is to be seen of ``product``, in the language of the moment.

    Of approved goods the facts are what the public sees; what waits stands in ``changes``.
    """
    language = language_of_the_moment()
    media = list(MediaItem.objects.present().filter(product=product))
    rows = list(product.variants.filter(deleted_at__isnull=True).order_by("position", "pk"))
    is_public = product.state == ProductState.APPROVED
    if not is_public:
        parts: list[Variant | MediaItem] = [*rows, *media]
        for part in parts:
            fold(part)  # what waited when goods left the public is what comes back
    lacking = lacking_on_labels(product, rows, today())
    new = {row.sku for row in rows if is_public and not row.approved}
    photos = [item for item in media if item.kind == MediaKind.PHOTO]
    clips = [item for item in media if item.kind == MediaKind.AUDIO]
    return Review(
        product,
        _facts(product),
        _changes(product, new, photos, clips),
        _variants(rows, is_public=is_public),
        [
            ShownMedia(item, image_of([item], product.name, language) or {}, is_public and not item.approved)
            for item in photos
        ],
        [
            ShownMedia(item, media_of([item], product.name, language)[0], is_public and not item.approved)
            for item in clips
        ],
        papers_of(Certificate.objects.filter(product=product).order_by("pk")),
        _steps(product),
        [one.vi if language == "vi" else one.en for one in lacking],
        any(one.field == "address" for one in lacking),
    )


def papers_of(certificates: Iterable[Certificate]) -> list[Paper]:
    """Return ``certificates`` with their papers, in one further query."""
    shown = {row.pk: Paper(row) for row in certificates}
    found = CertificatePaper.objects.filter(certificate__in=list(shown), deleted_at__isnull=True)
    for paper in found.order_by("pk"):
        shown[paper.certificate_id].papers.append(paper)
    return list(shown.values())


def lines_of(name: str, value: Any) -> list[Line]:
    """Return what the value of a field says, line by line; nothing for an empty one."""
    if value in (None, "", {}, []):
        return []
    if (spell := _SPELT.get(name)) is not None:
        return [Line(spell(value))]
    if isinstance(value, Mapping):
        return [Line(text, language) for language, text in value.items()]
    return [Line(str(value))]


def _facts(product: Product) -> list[Fact]:
    values = {name: getattr(product, name) for name in wished_values(product) if name != "category"}
    values["category"] = product.category.name
    return [
        Fact(say(f"field_{name}"), lines)
        for name, value in values.items()
        if (lines := lines_of(name, value))
    ]


def _changes(product: Product, new: Collection[str], *media: list[MediaItem]) -> list[Pair]:
    """Return what waits, less ``new`` variants, photos and clips: those are seen among the others."""
    places = {item.pk: place for items in media for place, item in enumerate(items, start=1)}
    return [
        _words(one, places[one.after["id"]]) if one.field == "media" else _pair(one)
        for one in pending_diff(product)
        if (one.sku not in new if one.field != "media" else one.before)
    ]


def _words(one: Difference, place: int) -> Pair:
    """Return the words of the photo or clip that stands at ``place`` among its kind."""
    before, after = (lines_of("alt_text", item["alt_text"]) for item in (one.before, one.after))
    kind = say(f"media_{one.after['kind']}")
    return Pair(f"{kind} {place} · {say('field_alt_text')}", before, after)


def _pair(one: Difference) -> Pair:
    label = say(f"field_{one.field}")
    return Pair(
        f"{one.sku} · {label}" if one.sku else label,
        lines_of(one.field, one.before),
        lines_of(one.field, one.after),
    )


def _variants(rows: list[Variant], *, is_public: bool) -> list[SoldAs]:
    gtins: dict[int, list[str]] = {row.pk: [] for row in rows}
    for entry in Gtin.objects.filter(variant__in=rows, state=GtinState.ASSIGNED).order_by("units", "gtin"):
        gtins[entry.variant_id].append(display_gtin(entry.gtin))  # type: ignore[index] # asked for by variant
    for number in InStoreNumber.objects.filter(variant__in=rows):
        gtins[number.variant_id].append(number.number)
    return [SoldAs(row, _sold(row), gtins[row.pk], is_public and not row.approved) for row in rows]


def _sold(row: Variant) -> list[Fact]:
    quantity = NetQuantity(row.net_amount, row.net_unit, row.pack_count, row.pack_unit, row.specification)
    return [
        Fact(say(f"field_{name}"), lines)
        for name, value in (
            ("name", row.name),
            ("net_quantity", quantity.display(language_of_the_moment())),
            ("sale_unit", row.sale_unit),
        )
        if (lines := lines_of(name, value))
    ]


def _steps(product: Product) -> list[Step]:
    events = list(product.approval_events.order_by("-pk")[:LATEST_EVENTS])
    names = names_of(event.actor for event in events)
    return [Step(event, names[event.actor]) for event in events]


def _number(digits: str) -> str:
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return plain.replace(".", ",") if language_of_the_moment() == "vi" else plain


_SPELT: dict[str, Callable[[Any], str]] = {
    "nutrition": lambda facts: nutrition_text(facts, language_of_the_moment()),
    "category": lambda names: pick_text(names, language_of_the_moment()),
    "label_group": lambda group: say(f"label_group_{group}"),
    "shelf_life_days": lambda count: say("days", count=count),
    "alcohol_percent": lambda digits: f"{_number(str(digits))} % vol",
    "net_amount": lambda digits: _number(str(digits)),
}
"""Fields that are no texts, and how each is said."""

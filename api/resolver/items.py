"""What a key leads to: goods by GTIN, a cooperative by the GLN of its place or itself, a pallet by SSCC.

Source: GS1 Web Vocabulary (link types, and what each is for).
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from api.limits import STORE
from api.resolver.linksets import Link
from catalogue.browsing.cooperative_pages import linked_cooperative
from catalogue.browsing.linked_goods import linked_goods
from catalogue.browsing.unit_pages import is_unit_public


class Item(NamedTuple):
    """What is behind a key: its name, and its links, of which the first is the default."""

    name: str
    links: list[Link]

    @property
    def page(self) -> str:
        """The path that the default link leads to."""
        return self.links[0].path


def find_item(key: str, value: str) -> Item | None:
    """Return what the public may see behind the key, an AI with its value; None when there is nothing."""
    find = _FINDERS.get(key)
    return find(value) if find else None


def _goods(gtin14: str) -> Item | None:
    goods = linked_goods(gtin14)
    if goods is None:
        return None
    parts = [("pip", "", len(goods.languages) > 1)]
    parts += [("certificationInfo", "#certificates", goods.has_certificates)]
    parts += [("instructions", "#usage", goods.has_usage)]
    parts += [("ingredientsInfo", "#ingredients", goods.has_ingredients)]
    parts += [("hasRetailers", "#where", True)]
    page = reverse("product-page", args=[goods.slug])
    # The default link stands under a type that says what it is, too.
    whole = Link("pip", page, "", goods.name, "text/html", goods.languages)
    names = {language: goods.names[language] for language in goods.languages}
    shown = [(name, part) for name, part, is_there in parts if is_there]
    return _item(whole, shown, names, f"{STORE}products/{goods.slug}")


def _unit(sscc: str) -> Item | None:
    if not is_unit_public(sscc):
        return None
    languages = tuple(settings.CATALOGUE_LANGUAGES)
    names = {tag: f"{'Kiện hàng' if tag == 'vi' else 'Logistic unit'} {sscc}" for tag in languages}
    page = reverse("unit-page", args=[sscc])
    whole = Link("whatsInTheBox", page, "", names[languages[0]], "text/html", languages)
    return _item(whole, [("whatsInTheBox", "")], names)


def _place(gln: str) -> Item | None:
    return _cooperative(gln, [("homepage", ""), ("locationInfo", "#place")])


def _party(gln: str) -> Item | None:
    return _cooperative(gln, [("homepage", "")])


def _cooperative(gln: str, parts: Iterable[tuple[str, str]]) -> Item | None:
    found = linked_cooperative(gln)
    if found is None:
        return None
    page = reverse("cooperative-page", args=[found.slug])
    whole = Link("homepage", page, "", found.name, "text/html", tuple(settings.CATALOGUE_LANGUAGES))
    names = dict.fromkeys(whole.languages, found.name)
    return _item(whole, parts, names, f"{STORE}cooperatives/{found.slug}")


def _item(whole: Link, parts: Iterable[tuple[str, str]], names: dict[str, str], data: str = "") -> Item:
    """Return the item with ``parts`` of its page, link type and part, and any ``data``, in each language."""
    rows = [(name, whole.path, part, "text/html") for name, part in parts]
    if data:
        rows.append(("masterData", data, "", "application/json"))
    links = [
        Link(name, path, part, names[language], media_type, (language,), f"lang={language}")
        for name, path, part, media_type in rows
        for language in whole.languages
    ]
    return Item(whole.title, [whole, *links])


_FINDERS: dict[str, Callable[[str], Item | None]] = {
    "00": _unit,
    "01": _goods,
    "414": _place,
    "417": _party,
}
SUPPORTED_KEYS = tuple(_FINDERS)

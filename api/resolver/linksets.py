"""The links of an item, and their document.

Source: RFC 9264 section 4.2 (application/linkset+json); GS1-Conformant Resolver 1.0.0; GS1 Web Vocabulary
(link types).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

VOCABULARY = "https://ref.gs1.org/voc/"
LINKSET_TYPE = "application/linkset+json"
CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context"
CONTEXT_LINK = f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
DEFAULT = "defaultLink"
# What is asked for as a whole; "all" is the older name.
WHOLE = frozenset({"linkset", "all"})
# What GS1's schema takes for a language; Hmong, "hmn", has no place in it.
_HREFLANG = re.compile(r"[a-z]{2}(-[A-Za-z]{2})?")
_SPELLINGS = ("gs1:", VOCABULARY, "https://gs1.org/voc/", "https://www.gs1.org/voc/", "http://gs1.org/voc/")


class Link(NamedTuple):
    """A link of the type ``name``: a path of this server, its part, and what stands there in which languages.

    ``own_query`` asks for the language; without one the target finds it by itself.
    """

    name: str
    path: str
    part: str
    title: str
    media_type: str
    languages: tuple[str, ...]
    own_query: str = ""

    def target(self, query: Sequence[str]) -> str:
        """Return the path with ``query``, parameters as they stand in an address, and its part."""
        return self.path + (f"?{'&'.join(query)}" if query else "") + self.part


def link_name(given: str) -> str:
    """Return the name of a link type in GS1's vocabulary; what is not GS1's, as it was given."""
    prefix = next((spelling for spelling in _SPELLINGS if given.startswith(spelling)), "")
    return given.removeprefix(prefix) if prefix else f"?{given}"


def linkset(anchor: str, name: str, origin: str, links: Sequence[Link]) -> dict[str, object]:
    """Return the linkset of the item called ``name`` at ``anchor``, its addresses under ``origin``."""
    first = links[0]
    context: dict[str, object] = {
        "anchor": anchor,
        "itemDescription": name,
        f"{VOCABULARY}{DEFAULT}": [{"href": f"{origin}{first.path}", "title": first.title}],
    }
    for kind in dict.fromkeys(link.name for link in links):
        context[f"{VOCABULARY}{kind}"] = [_entry(link, origin) for link in links if link.name == kind]
    return {"linkset": [context]}


def _entry(link: Link, origin: str) -> dict[str, object]:
    entry: dict[str, object] = {
        "href": f"{origin}{link.target([link.own_query] if link.own_query else [])}",
        "title": link.title,
        "type": link.media_type,
    }
    if languages := [tag for tag in link.languages if _HREFLANG.fullmatch(tag)]:
        entry["hreflang"] = languages
    return entry

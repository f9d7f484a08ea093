"""What may stand where in a GS1 Digital Link, and how its path and query are written.

Source: GS1 Digital Link Standard: URI Syntax, release 1.6.0, sections 4 and 5; GS1 Barcode Syntax Dictionary,
January 2026 (keys, qualifiers, attributes).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import quote

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS

CANONICAL_STEM = "https://id.gs1.org"
_UNRESERVED = re.compile("[A-Za-z0-9._~-]*")
# Key to the sequences of qualifiers, one of which may follow it in the path, in that order.
QUALIFIERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "01": (("22", "10", "21"), ("235",)),
    "8006": (("22", "10", "21"),),
    "8010": (("8011",),),
    "00": ((),),
    "414": (("254",), ("7040",)),
    "415": (("8020",),),
    "417": (("7040",),),
    "8003": ((),),
    "8004": (("7040",),),
    "8013": ((),),
    "8017": (("8019",),),
    "8018": (("8019",),),
    "253": ((),),
    "255": ((),),
    "401": ((),),
    "402": ((),),
}
# Qualifiers and what may not stand in a link at all.
NEVER_ATTRIBUTES = frozenset(
    {
        "03",
        "21",
        "22",
        "235",
        "254",
        "7040",
        "7041",
        "8011",
        "8014",
        "8019",
        "8020",
        "8040",
        "8041",
        "8042",
        "8043",
        "8200",
    }
)
# Key to the AIs that may be attributes beside it.
ATTRIBUTES = {
    key: frozenset(APPLICATION_IDENTIFIERS).difference(NEVER_ATTRIBUTES, *sequences)
    for key, sequences in QUALIFIERS.items()
}
# Names of AIs in paths, in use until release 1.2.
WITHDRAWN_NAMES = frozenset(
    {
        "gtin",
        "cpv",
        "lot",
        "ser",
        "tpx",
        "itip",
        "cpid",
        "cpsn",
        "sscc",
        "gln",
        "glnx",
        "party",
        "partyGln",
        "payTo",
        "refno",
        "grai",
        "giai",
        "gmn",
        "gsrnp",
        "gsrn",
        "srin",
        "gdti",
        "gcn",
        "ginc",
        "gsin",
    }
)


def link_path(pairs: Mapping[str, str]) -> str:
    """Return the path of a key and its qualifiers, AI to value; all but A-Z a-z 0-9 - . _ ~ is encoded."""
    return "".join(f"/{ai}/{_encoded(value)}" for ai, value in pairs.items())


def link_query(attributes: Mapping[str, str]) -> str:
    """Return the query of attributes, by their number, with its question mark; empty without any."""
    query = "&".join(f"{ai}={_encoded(value)}" for ai, value in sorted(attributes.items()))
    return f"?{query}" if query else ""


def follows_a_sequence(key: str, qualifiers: Sequence[str]) -> bool:
    """Return whether ``qualifiers`` may follow ``key`` in a path, in this order."""
    return any(
        list(qualifiers) == [ai for ai in sequence if ai in qualifiers] for sequence in QUALIFIERS[key]
    )


def qualifiers_among(key: str, elements: Collection[str]) -> list[str]:
    """Return which of the AIs ``elements`` stand behind ``key`` in the path, in their order."""
    found = ([ai for ai in sequence if ai in elements] for sequence in QUALIFIERS[key])
    return next(filter(None, found), [])


def _encoded(value: str) -> str:
    return value if _UNRESERVED.fullmatch(value) else quote(value, safe="")

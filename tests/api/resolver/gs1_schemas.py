"""What GS1 publishes as JSON Schema for its resolvers, written anew from the rules, and stricter in places.

Source: ref.gs1.org/standards/resolver, linkset-schema and description-file-schema (1.0.0 to 1.2.0): an anchor
and every link an http address; a title with each link; languages in a list; nothing else in a linkset.
"""

from typing import Any

_ADDRESS = {"type": "string", "pattern": r"^https?://[A-Za-z0-9./]+"}
_LINKS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["href", "title"],
        "additionalProperties": False,
        "properties": {
            "href": _ADDRESS,
            "title": {"type": "string", "minLength": 1},
            "type": {"type": "string", "pattern": r"^\w+/[-+.\w]+$"},
            "hreflang": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "pattern": r"^\w{2}(-\w{2})?$"},
            },
        },
    },
}
LINKSET: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["linkset"],
    "additionalProperties": False,
    "properties": {
        "linkset": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["anchor", "itemDescription", "https://ref.gs1.org/voc/defaultLink"],
                "additionalProperties": False,
                "properties": {
                    "anchor": _ADDRESS,
                    "itemDescription": {"type": "string"},
                    "https://ref.gs1.org/voc/defaultLink": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {"additionalProperties": False, "properties": {"href": {}, "title": {}}},
                    },
                },
                "patternProperties": {r"^https://ref\.gs1\.org/voc/[A-Za-z]+$": _LINKS},
            },
        }
    },
}
_KEYS = [
    "all", "01", "8006", "8013", "8010", "410", "411", "412", "413", "414", "415", "417", "8017", "8018",
    "255", "00", "253", "401", "402", "8003", "8004",
]  # fmt: skip
DESCRIPTION: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["resolverRoot", "supportedPrimaryKeys"],
    "properties": {
        "name": {"type": "string"},
        "resolverRoot": {"type": "string", "format": "uri", "pattern": "^https?://[^/]+$"},
        "supportedPrimaryKeys": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string", "enum": _KEYS},
        },
        "supportedLinkType": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["namespace", "prefix"],
                "properties": {
                    "namespace": {"type": "string", "format": "uri"},
                    "prefix": {"type": "string", "pattern": "^[a-zA-Z_][A-Za-z0-9_-]*:$"},
                },
            },
        },
        "linkTypeDefaultCanBeLinkset": {"type": "boolean"},
        "jsonLdContextLocation": {"type": "string", "format": "uri"},
    },
}

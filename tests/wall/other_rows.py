"""The Alliance, the store, the desk, and what is open to anybody."""

from typing import Any

from catalogue.gs1.compressed_link import SHORTEST
from catalogue.gs1.link_grammar import QUALIFIERS
from tests.people.cast import PASSWORD
from tests.wall.rows import Attack, Door, Row

ALLIANCE = "api/v1/alliance"
PROOF = {"password": PASSWORD}
PUBLIC = "the public sees what is approved, whoever asks"


def officers(route: str, method: str, *names: str, **more: Any) -> Row:
    """Return a row of the Alliance."""
    return Row(f"{ALLIANCE}/{route}", method, Door.ALLIANCE, names, **more)


def public(route: str, *methods: str, address: str = "") -> tuple[Row, ...]:
    """Return rows that anybody may ask; what is B's and not approved is in none of their answers."""
    return tuple(Row(route, method, Door.OPEN, pattern=address) for method in methods or ("GET",))


OFFICERS = (
    officers("products", "GET"),
    officers("products/<key:key>", "GET", "product"),
    officers("products/<key:key>/approve", "POST", "product"),
    officers("products/<key:key>/reject", "POST", "product"),
    officers("products/<key:key>/withdraw", "POST", "product"),
    officers("certificates/unchecked", "GET"),
    officers("certificates/expiring", "GET"),
    officers("certificates/<key:key>/check", "POST", "certificate"),
    officers("certificates/<key:key>/refuse", "POST", "certificate"),
    officers("users", "GET"),
    officers("users", "POST", own=lambda _: {"username": "moi", "email": "moi@htx.example"}),
    officers("users/<key:key>", "GET", "user"),
    officers("users/<key:key>", "PATCH", "user", own=lambda _: PROOF | {"is_active": True}),
    officers("users/<key:key>", "DELETE", "user", own=lambda _: PROOF),
    officers("users/<key:key>/totp", "DELETE", "user", own=lambda _: PROOF),
    officers("users/<key:key>/password-link", "POST", "user", own=lambda _: PROOF),
    officers("users/<key:key>/history", "GET", "user"),
    officers("cooperatives", "GET"),
    officers("cooperatives", "POST"),
    officers("cooperatives/<key:key>", "GET", "cooperative"),
    officers("cooperatives/<key:key>", "PATCH", "cooperative"),
    officers("storefronts", "GET"),
    officers("storefronts", "POST"),
    officers("storefronts/<key:key>", "GET", "cooperative", ours=False),
    officers("storefronts/<key:key>", "PATCH", "cooperative", ours=False),
    officers("storefronts/<key:key>/history", "GET", "cooperative", ours=False),
    officers(
        "storefronts/<key:key>/history/<key:change>/restore", "POST", "cooperative", "product", ours=False
    ),
    officers("storefronts/<key:key>/rotate-key", "POST", "cooperative", ours=False),
    officers("secret-keys", "GET"),
    officers("secret-keys/<key:key>", "DELETE", "secret_key"),
)


def unapproved(route: str, *names: str) -> Row:
    """Return a row of the store that asks for goods of B, which are drafts."""
    hidden = Attack("path", mixed=names, holds_without_scope=PUBLIC)
    return Row(route, "GET", Door.OPEN, names, ours=False, attacks=(hidden,))


STORE = "api/v1/store"
COMPRESSED_LINK = rf"^[A-Za-z0-9_-]{{{SHORTEST},}}/?$"
DIGITAL_LINK = rf"^(?:{'|'.join(QUALIFIERS)})/(?s:.*)$"
OPEN = (
    *public(f"{STORE}/products"),
    unapproved(f"{STORE}/products/<slug:slug>", "product_slug"),
    *public(f"{STORE}/categories"),
    Row(f"{STORE}/cooperatives", "GET", Door.OPEN),
    Row(f"{STORE}/cooperatives/<slug:slug>", "GET", Door.OPEN, ("slug",), ours=False),
    *public(f"{STORE}/suggest", address=f"{STORE}/suggest?q=mat"),
    *public(f"{STORE}/scan", "GET", "POST", address=f"{STORE}/scan?code=9520007919019"),
    Row(f"{STORE}/barcodes/<str:gtin>.svg", "GET", Door.OPEN, ("gtin",), ours=False),
    Row(f"{STORE}/barcodes/<str:gtin>.png", "GET", Door.OPEN, ("gtin",), ours=False),
    *public("", "GET", "POST", "PUT", "PATCH", "DELETE"),
    *public("desk", "GET", "POST", "PUT", "PATCH", "DELETE"),
    *public("favicon.ico", "GET", "POST", "PUT", "PATCH", "DELETE"),
    *public(DIGITAL_LINK, "GET", "POST", address="01/09520007919019"),
    *public(COMPRESSED_LINK, "GET", "POST", address="DCpqUP8lcZlvj5vrQ"),
    *public("media/<path:name>", "GET", "POST", address="media/x.jpg"),
    unapproved("p/<path:slug>", "product_slug"),
    *public("p/<path:slug>", "POST", address="p/khong-co"),
    unapproved("u/<str:sscc>", "sscc"),
    *public("u/<str:sscc>", "POST", address="u/1"),
    Row("c/<path:slug>", "GET", Door.OPEN, ("slug",), ours=False),
    *public("c/<path:slug>", "POST", address="c/khong-co"),
    *public("livez"),
    *public("readyz"),
    *public("api/docs/", "GET", "POST"),
    *public("api/schema/", "GET", "POST", address="api/schema/?format=json"),
    *public(".well-known/gs1resolver", "GET", "POST"),
)

__all__ = ["OFFICERS", "OPEN"]

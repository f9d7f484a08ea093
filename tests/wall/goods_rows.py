"""Goods, certificates, photos, history: ``api/v1/seller/``."""

from typing import Any

from people.models import Grant
from tests.api.seller.goods import new_product, new_variant
from tests.wall.rows import Attack, Body, Door, Row, body_of_theirs, query_of_theirs
from tests.wall.scene import Side, certificate, picture

SELLER = "api/v1/seller"
READ, WRITE = Grant.CATALOGUE_READ.value, Grant.CATALOGUE_WRITE.value


def into(name: str) -> Attack:
    """Return the attack that merges what is A's into what is B's."""
    return Attack("into theirs", body=lambda _, theirs: {"into": theirs[name]})


def merging(own: str, other: str) -> tuple[Attack, ...]:
    """Return the ways to merge across the wall: ours into theirs, and theirs into ours."""
    mine = Attack("theirs into ours", mixed=(own,), body=lambda ours, _: {"into": ours[other]})
    return into(other), mine


def variant_body(ours: Side, **fields: Any) -> dict[str, Any]:
    return new_variant(ours["product"], sku="MOI-1") | fields


def certificate_of(side: Side) -> dict[str, Any]:
    return certificate(side["product"], "VG-2")


def photo_of(side: Side) -> dict[str, Any]:
    return {"product": side["product"], "file": picture(62)}


def goods(route: str, method: str, *names: str, attacks: tuple[Attack, ...] = (), **more: Any) -> Row:
    """Return a row of goods, under the grant of its method."""
    grant = READ if method == "GET" else WRITE
    return Row(f"{SELLER}/{route}", method, Door.STAFF, names, grant, attacks=attacks, **more)


def change_of(name: str) -> Body:
    return lambda _: {"position": 1} if name == "media" else {"number": "VG-3"}


BY_PRODUCT = query_of_theirs(lambda side: f"product={side['product']}")
BY_COOPERATIVE = query_of_theirs(lambda side: f"cooperative={side['slug']}", 200, 404, 422)

ROWS = (
    goods("cooperatives", "GET", lists=True),
    goods("cooperatives/<key:key>", "GET", "cooperative"),
    Row(
        f"{SELLER}/cooperatives/<key:key>",
        "PATCH",
        Door.OWNER,
        ("cooperative",),
        own=lambda _: {"phone": "+84912345678"},
    ),
    goods("products", "GET", lists=True, attacks=(BY_COOPERATIVE,)),
    goods(
        "products",
        "POST",
        own=lambda _: new_product(),
        attacks=(body_of_theirs(lambda side: new_product(cooperative=side["slug"]), 404, 422),),
    ),
    goods("products/<key:key>", "GET", "product"),
    goods("products/<key:key>", "PATCH", "product"),
    goods("products/<key:key>", "DELETE", "product"),
    goods("products/<key:key>/submit", "POST", "product"),
    goods("products/<key:key>/pending-changes", "DELETE", "product"),
    goods("products/<key:key>/copy", "POST", "product"),
    goods("products/<key:key>/restore", "POST", "gone"),
    goods("products/<key:key>/merge", "POST", "product", attacks=merging("product", "other")),
    goods("variants", "GET", lists=True, attacks=(BY_PRODUCT,)),
    goods("variants", "POST", own=variant_body, attacks=(body_of_theirs(variant_body),)),
    goods("variants/<key:key>", "GET", "variant"),
    goods("variants/<key:key>", "PATCH", "variant"),
    goods("variants/<key:key>", "DELETE", "spare_variant"),
    goods("variants/<key:key>/copy", "POST", "variant", own=lambda _: {"sku": "MOI-2"}),
    goods("variants/<key:key>/restore", "POST", "gone_variant"),
    goods("variants/<key:key>/merge", "POST", "variant", attacks=merging("variant", "spare_variant")),
    goods("certificates", "GET", lists=True, attacks=(BY_PRODUCT,)),
    goods("certificates", "POST", own=certificate_of, attacks=(body_of_theirs(certificate_of),)),
    goods("certificates/<key:key>", "GET", "certificate"),
    goods("certificates/<key:key>", "PATCH", "certificate", own=change_of("certificate")),
    goods("certificates/<key:key>", "DELETE", "certificate"),
    goods("certificates/<key:key>/papers", "GET", "certificate"),
    goods(
        "certificates/<key:key>/papers", "POST", "certificate", own=lambda _: {"file": picture(62)}, form=True
    ),
    goods("papers/<key:key>", "DELETE", "paper"),
    goods("papers/<key:key>/file", "GET", "paper"),
    goods("media", "GET", lists=True, attacks=(BY_PRODUCT,)),
    goods("media", "POST", own=photo_of, form=True, attacks=(body_of_theirs(photo_of),)),
    goods("media/<key:key>", "GET", "media"),
    goods("media/<key:key>", "PATCH", "media", own=change_of("media")),
    goods("media/<key:key>", "DELETE", "media"),
    goods("media/<key:key>/restore", "POST", "gone_media"),
    goods("exports/products.xlsx", "GET", lists=True, attacks=(BY_COOPERATIVE,)),
    goods("exports/products.csv", "GET", lists=True, attacks=(BY_COOPERATIVE,)),
)

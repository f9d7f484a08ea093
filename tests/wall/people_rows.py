"""People, their places, tokens and keys: ``api/v1/seller/``."""

from typing import Any

from people.models import Grant
from tests.wall.goods_rows import BY_COOPERATIVE, SELLER
from tests.wall.rows import Attack, Door, Row, body_of_theirs
from tests.wall.scene import Side

OF_ONESELF = "looked for among one's own, whoever's cooperative it is"


def member_of(side: Side) -> dict[str, Any]:
    return {"cooperative": side["slug"], "role": "staff", "email": "moi@htx.example"}


def key_of(side: Side) -> dict[str, Any]:
    return {"cooperative": side["slug"], "name": "Khóa mới", "grants": [Grant.CATALOGUE_READ.value]}


ROWS = (
    Row(f"{SELLER}/session", "GET", Door.OPEN),
    Row(f"{SELLER}/session", "POST", Door.OPEN),
    Row(f"{SELLER}/session", "DELETE", Door.OPEN),
    Row(f"{SELLER}/password", "POST", Door.PEOPLE),
    Row(f"{SELLER}/password-reset", "POST", Door.OPEN),
    Row(f"{SELLER}/password-reset/confirm", "POST", Door.OPEN),
    Row(f"{SELLER}/totp", "GET", Door.PEOPLE),
    Row(f"{SELLER}/totp", "POST", Door.PEOPLE),
    Row(f"{SELLER}/totp", "DELETE", Door.PEOPLE),
    Row(f"{SELLER}/totp/confirm", "POST", Door.PEOPLE),
    Row(f"{SELLER}/tokens", "GET", Door.PEOPLE, lists=False),
    Row(f"{SELLER}/tokens", "POST", Door.PEOPLE, own=lambda _: {"name": "Máy mới"}),
    Row(
        f"{SELLER}/tokens/<key:key>",
        "DELETE",
        Door.PEOPLE,
        ("token",),
        ours=False,
        attacks=(Attack("path", mixed=("token",), holds_without_scope=OF_ONESELF),),
    ),
    Row(f"{SELLER}/secret-keys", "GET", Door.OWNER, lists=True),
    Row(
        f"{SELLER}/secret-keys",
        "POST",
        Door.OWNER,
        own=key_of,
        attacks=(body_of_theirs(key_of, 404, 422),),
    ),
    Row(f"{SELLER}/secret-keys/<key:key>", "DELETE", Door.OWNER, ("secret_key",)),
    Row(f"{SELLER}/members", "GET", Door.PEOPLE, lists=True, attacks=(BY_COOPERATIVE,)),
    Row(
        f"{SELLER}/members",
        "POST",
        Door.OWNER,
        own=member_of,
        attacks=(body_of_theirs(member_of, 404, 422),),
    ),
    Row(f"{SELLER}/members/<key:key>", "GET", Door.PEOPLE, ("membership",)),
    Row(
        f"{SELLER}/members/<key:key>",
        "PATCH",
        Door.OWNER,
        ("membership",),
        own=lambda _: {"role": "owner"},
    ),
    Row(f"{SELLER}/members/<key:key>", "DELETE", Door.OWNER, ("membership",)),
)

"""Histories, of what is there and of what was removed: ``api/v1/seller/``."""

from people.models import Grant
from tests.wall.goods_rows import READ, SELLER, WRITE
from tests.wall.people_rows import OF_ONESELF
from tests.wall.rows import Attack, Door, Row
from tests.wall.scene import RESTORED

ASSIGN, PRINT = Grant.GTIN_ASSIGN.value, Grant.LABELS_PRINT.value
PLACES = {"company-prefixes": "<str:prefix>", "gtins": "<str:gtin>", "in-store-numbers": "<str:number>"}
# Of what can be removed, what was: it must be as far away as what is there.
READ_BY_MEMBERS = {
    "products": "product",
    "variants": "variant",
    "certificates": "gone_certificate",
    "cooperatives": "cooperative",
    "media": "gone_media",
    "papers": "gone_paper",
    "company-prefixes": "prefix",
    "gtins": "gtin",
    "in-store-numbers": "in_store",
    "scan-aliases": "gone_alias",
    "logistic-units": "unit",
    "label-stocks": "gone_stock",
    "printers": "own_printer",
    "label-templates": "own_template",
}
PRINTED = {"label-stocks", "printers", "label-templates"}
BY_THE_ALLIANCE = {"cooperatives", "company-prefixes"}


def address(kind: str) -> str:
    return f"{SELLER}/{kind}/{PLACES.get(kind, '<key:key>')}/history"


def restoration(kind: str, name: str) -> Row:
    """Return the row of bringing a change of ``name`` back."""
    route, names = f"{address(kind)}/<key:change>/restore", (name, f"{name}_change")
    if kind in BY_THE_ALLIANCE:
        return Row(route, "POST", Door.ALLIANCE, names)
    grant = ASSIGN if kind == "scan-aliases" else PRINT if kind in PRINTED else WRITE
    theirs = Attack(
        "their change on ours",
        mixed=(f"{name}_change",),
        holds_without_scope="a change is looked for among those of its own row",
    )
    return Row(route, "POST", Door.STAFF, names, grant, attacks=(theirs,))


ROWS = (
    *(
        Row(address(kind), "GET", Door.STAFF, (name,), PRINT if kind in PRINTED else READ)
        for kind, name in READ_BY_MEMBERS.items()
    ),
    *(restoration(kind, name) for name, kind in RESTORED.items()),
    Row(address("members"), "GET", Door.OWNER, ("gone_membership",)),
    Row(address("secret-keys"), "GET", Door.OWNER, ("secret_key",)),
    Row(
        address("tokens"),
        "GET",
        Door.PEOPLE,
        ("token",),
        ours=False,
        attacks=(Attack("path", mixed=("token",), holds_without_scope=OF_ONESELF),),
    ),
    Row(f"{SELLER}/account/history", "GET", Door.PEOPLE),
)

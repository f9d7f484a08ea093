"""The staff pages: ``desk/``. Each function answers GET and POST, so each has both rows."""

from typing import Any

from tests.people.cast import PASSWORD
from tests.wall import desk_forms
from tests.wall.people_rows import OF_ONESELF
from tests.wall.rows import Attack, Body, Door, Row, body_of_theirs
from tests.wall.scene import Side


def pages(
    route: str,
    door: Door,
    *names: str,
    lists: bool = False,
    own: Body | None = None,
    button: bool = False,
    ours: bool = True,
    attacks: tuple[Attack, ...] = (),
    typed: tuple[Attack, ...] = (),
) -> tuple[Row, ...]:
    """Return the rows of one page, for looking at it and for its button; some are a ``button`` alone.

    ``typed`` are attacks by what is filled in, which only the button sends.
    """
    path = f"desk/{route}"
    return (
        Row(path, "GET", door, names, lists=lists, attacks=attacks, ours=ours and not button),
        Row(path, "POST", door, names, own=own, attacks=attacks + typed, ours=ours),
    )


def invitation(side: Side) -> dict[str, Any]:
    return {
        "cooperative": side["slug"],
        "role": "staff",
        "email": "moi@htx.example",
        "language": "vi",
    }


def key_of(side: Side) -> dict[str, Any]:
    return {"cooperative": side["slug"], "key_name": "Khóa mới", "grants": "catalogue:read", "days": "90"}


def like(known: str) -> Body:
    return lambda _: {"based_on": known}


ROWS = (
    *pages("", Door.DESK),
    *pages("goods", Door.DESK, lists=True),
    *pages("goods/new", Door.DESK, typed=desk_forms.GOODS),
    *pages("goods/<int:key>/edit", Door.DESK, "product"),
    *pages("goods/<int:key>/variants/new", Door.DESK, "product"),
    *pages("goods/<int:key>/media", Door.DESK, "product", button=True),
    Row("desk/variants/<int:key>/print", "GET", Door.DESK, ("variant",)),
    Row("desk/variants/<int:key>/print", "POST", Door.DESK, ("variant",), attacks=desk_forms.PRINTS),
    *pages("labels", Door.DESK, lists=True),
    *pages("labels/papers/new", Door.DESK, typed=desk_forms.PAPERS),
    *pages("labels/papers/<int:key>", Door.DESK, "own_stock"),
    *pages("labels/printers/new", Door.DESK, own=like("office-600"), typed=desk_forms.PRINTERS),
    *pages(
        "labels/printers/<int:key>",
        Door.DESK,
        "own_printer",
        own=lambda _: {"stock": "a4-24-70x37"},
        typed=desk_forms.ON_THEIR_PAPER,
    ),
    *pages("labels/printers/<int:key>/page", Door.DESK, "own_printer"),
    *pages("labels/templates/new", Door.DESK, own=like("shelf"), typed=desk_forms.TEMPLATES),
    *pages("labels/templates/<int:key>", Door.DESK, "own_template", typed=desk_forms.LOOKED_AT),
    *pages("labels/<int:key>/remove", Door.DESK, "own_stock"),
    *pages("prints", Door.DESK, lists=True),
    *pages("prints/<int:key>", Door.DESK, "label_job", own=lambda _: {"do": "again"}),
    *pages("prints/<int:key>/file", Door.DESK, "label_job"),
    *pages("variants/<int:key>/edit", Door.DESK, "variant"),
    *pages("media/<int:key>/do/<slug:step>", Door.DESK, "media", "first_step", button=True),
    *pages("goods/<int:key>", Door.DESK, "product"),
    *pages("goods/<int:key>/do/<slug:step>", Door.DESK, "product", "copy_step", button=True),
    *pages("variants/<int:key>/do/<slug:step>", Door.DESK, "variant", "sold_out_step", button=True),
    *pages("history/<slug:kind>/<int:key>", Door.DESK, "products_kind", "product"),
    *pages(
        "history/<slug:kind>/<int:key>/<int:change>",
        Door.DESK,
        "products_kind",
        "product",
        "product_change",
        button=True,
    ),
    *pages("removed/<slug:kind>", Door.DESK, "removed_kind", lists=True, ours=False),
    *pages("log-in", Door.OPEN),
    *pages("log-out", Door.OPEN),
    *pages("password", Door.OPEN),
    Row("desk/password/<str:uid>/<str:token>", "GET", Door.OPEN, pattern="desk/password/x/y"),
    Row("desk/password/<str:uid>/<str:token>", "POST", Door.OPEN, pattern="desk/password/x/y"),
    *pages("queue", Door.DESK_ALLIANCE),
    *pages("queue/<int:key>", Door.DESK_ALLIANCE, "product", own=lambda _: {"decision": "reject"}),
    *pages("imports", Door.DESK, lists=True, typed=desk_forms.IMPORTS),
    *pages("imports/template.xlsx", Door.DESK),
    *pages("imports/<int:key>", Door.DESK, "import", own=lambda _: {"do": "submit"}),
    *pages("exports/goods.xlsx", Door.DESK, lists=True),
    *pages("exports/goods.csv", Door.DESK, lists=True),
    *pages("account", Door.DESK),
    *pages("account/password", Door.DESK, button=True),
    *pages("account/tokens", Door.DESK, button=True),
    Row("desk/account/tokens/<int:key>/revoke", "GET", Door.DESK, ("token",), ours=False),
    Row(
        "desk/account/tokens/<int:key>/revoke",
        "POST",
        Door.DESK,
        ("token",),
        ours=False,
        attacks=(Attack("path", mixed=("token",), holds_without_scope=OF_ONESELF),),
    ),
    Row("desk/account/second-factor/<slug:step>", "GET", Door.DESK, ("begin_step",), ours=False),
    Row("desk/account/second-factor/<slug:step>", "POST", Door.DESK, ("begin_step",), ours=False),
    *pages("cooperatives", Door.DESK, lists=True),
    *pages("cooperatives/new", Door.DESK_ALLIANCE),
    *pages("cooperatives/<int:key>/edit", Door.DESK_OWNER, "cooperative"),
    Row("desk/cooperatives/<int:key>/prefixes", "GET", Door.DESK, ("cooperative",)),
    Row("desk/cooperatives/<int:key>/prefixes", "POST", Door.DESK_ALLIANCE, ("cooperative",)),
    *pages("prefixes/<int:key>", Door.DESK_ALLIANCE, "prefix_key"),
    *pages("prefixes/<int:key>/remove", Door.DESK_ALLIANCE, "prefix_key", button=True),
    *pages("storefronts", Door.DESK_ALLIANCE),
    *pages("storefronts/<int:key>", Door.DESK_ALLIANCE, "cooperative", ours=False),
    *pages("storefronts/<int:key>/new-key", Door.DESK_ALLIANCE, "cooperative", button=True, ours=False),
    *pages("users", Door.DESK_ALLIANCE),
    *pages("users/new", Door.DESK_ALLIANCE),
    *pages("users/<int:key>", Door.DESK_ALLIANCE, "user"),
    *pages(
        "users/<int:key>/do/<slug:step>",
        Door.DESK_ALLIANCE,
        "user",
        "link_step",
        own=lambda _: {"password": PASSWORD},
        button=True,
    ),
    Row("desk/members", "GET", Door.DESK, lists=True),
    Row("desk/members", "POST", Door.DESK_OWNER, own=invitation, attacks=(body_of_theirs(invitation, 422),)),
    *pages(
        "members/<int:key>/do/<slug:step>",
        Door.DESK_OWNER,
        "membership",
        "role_step",
        own=lambda _: {"role": "owner"},
        button=True,
    ),
    *pages("keys", Door.DESK_OWNER, lists=True, own=key_of, attacks=(body_of_theirs(key_of, 200, 422),)),
    *pages("keys/<int:key>/revoke", Door.DESK_OWNER, "secret_key", button=True),
    *pages("certificates", Door.DESK, lists=True),
    *pages("certificates/<int:key>", Door.DESK, "certificate"),
    *pages("certificates/<int:key>/edit", Door.DESK, "certificate"),
    *pages(
        "certificates/<int:key>/decision",
        Door.DESK_ALLIANCE,
        "certificate",
        own=lambda _: {"decision": "refuse"},
        button=True,
    ),
    *pages(
        "certificates/<int:key>/do/<slug:step>",
        Door.DESK,
        "certificate",
        "add_paper_step",
        button=True,
    ),
    *pages("goods/<int:key>/certificates/new", Door.DESK, "product"),
    *pages("papers/<int:key>", Door.DESK, "paper"),
)

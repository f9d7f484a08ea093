"""Papers, printers and templates of one's own: ``api/v1/seller/``."""

from typing import Any

from tests.wall.rows import Attack, Body, Row, body_of_theirs
from tests.wall.scene import Side, paper_values
from tests.wall.trade_rows import OF_OWN_PROFILES, labels

MEASURES = {"stock": "a4-24-70x37", "cross_x_mm": 26, "cross_y_mm": 25, "ruler_x_mm": 100, "ruler_y_mm": 100}


def paper_of(side: Side) -> dict[str, Any]:
    return paper_values("giay-khac") | {"cooperative": side["slug"]}


def printer_of(side: Side) -> dict[str, Any]:
    return {"cooperative": side["slug"], "key": "may-khac", "based_on": "office-600"}


def template_of(side: Side) -> dict[str, Any]:
    return {"cooperative": side["slug"], "key": "mau-khac", "based_on": "shelf"}


def based_on_theirs(name: str) -> Attack:
    """Return the attack that begins a printer or template of A's from one of B's own."""
    return Attack(
        "based on theirs",
        body=lambda ours, theirs: {"key": "khac", "cooperative": ours["slug"], "based_on": theirs[name]},
        statuses=frozenset({404, 422}),
        holds_without_scope=OF_OWN_PROFILES,
    )


def rows_of(route: str, name: str, make: Body, changes: dict[str, Any], *more: Attack) -> tuple[Row, ...]:
    one = f"{route}/<key:key>"
    return (
        labels(route, "GET", lists=True),
        labels(route, "POST", own=make, attacks=(body_of_theirs(make, 404, 422), *more)),
        labels(one, "GET", name),
        labels(one, "PATCH", name, own=lambda _: changes),
        labels(one, "DELETE", name),
    )


ON_THEIR_PAPER = Attack(
    "their paper",
    body=lambda _, theirs: MEASURES | {"stock": theirs["own_stock_key"]},
    statuses=frozenset({422}),
    holds_without_scope="a paper is looked for among those of the printer's own cooperative",
)
ROWS = (
    *rows_of("label-stocks", "own_stock", paper_of, {"top_mm": 21}),
    *rows_of("printers", "own_printer", printer_of, {"offset_x_mm": 1}, based_on_theirs("own_printer_key")),
    *rows_of(
        "label-templates", "own_template", template_of, {"ruled": False}, based_on_theirs("own_template_key")
    ),
    labels("printers/<key:key>/calibration-page", "GET", "own_printer"),
    labels(
        "printers/<key:key>/measures",
        "POST",
        "own_printer",
        own=lambda _: MEASURES,
        attacks=(ON_THEIR_PAPER,),
    ),
)

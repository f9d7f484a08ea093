"""Forms of the staff pages that name what is a neighbour's, each filled in as it would be taken otherwise."""

from typing import Any

from catalogue.gs1.gtin import display_gtin
from tests.api.seller.goods import category
from tests.desk.profiles import PAPER
from tests.wall.rows import Attack, body_of_theirs
from tests.wall.scene import Side
from tests.wall.trade_rows import OF_OWN_PROFILES, sheet

OF_THE_ROW = "looked for among the numbers of the variant whose page it is"


def new_goods(side: Side) -> dict[str, Any]:
    """Return new goods for the cooperative of ``side``."""
    goods = {"name_vi": "Mật ong", "category": category().slug, "label_group": "thuc-pham"}
    return goods | {"net": "500 ml", "price": "90.000", "sku": "MOI-3", "cooperative": side["slug"]}


def new_sheet(side: Side) -> dict[str, Any]:
    """Return a spreadsheet for the cooperative of ``side``."""
    return {"file": sheet(), "cooperative": side["slug"]}


def new_paper(side: Side) -> dict[str, Any]:
    """Return a paper for the cooperative of ``side``."""
    return PAPER | {"cooperative": side["slug"]}


def new_printer(side: Side) -> dict[str, Any]:
    """Return a printer for the cooperative of ``side``."""
    return {"based_on": "office-600", "name_of_it": "Máy khác", "cooperative": side["slug"]}


def new_template(side: Side) -> dict[str, Any]:
    """Return a template for the cooperative of ``side``."""
    return {"based_on": "shelf", "name_of_it": "Mẫu khác", "cooperative": side["slug"]}


def labels_of(side: Side) -> dict[str, Any]:
    """Return the form that prints one label of the variant."""
    paper = {"stock": "a4-24-70x37", "printer": "office-600", "template": "standard"}
    return paper | {"number": display_gtin(side["gtin"]), "copies": "1", "start_cell": "1", "do": "print"}


def pallet_of_both(ours: Side, theirs: Side) -> dict[str, Any]:
    """Return the form that prints a pallet label of A's goods under B's SSCC."""
    paper = {"stock": "roll-100x150", "printer": "thermal-203", "template": "pallet"}
    return labels_of(ours) | paper | {"sscc": theirs["sscc"], "count": "5"}


def with_their(field: str, name: str) -> Attack:
    """Return the attack that prints A's goods with a paper, printer or template of B's own."""
    return Attack(
        f"their {field}",
        body=lambda ours, theirs: labels_of(ours) | {field: theirs[name]},
        statuses=frozenset({422}),
        holds_without_scope=OF_OWN_PROFILES,
    )


def based_on_theirs(form: dict[str, str], name: str) -> Attack:
    """Return the attack that begins a printer or template of A's from one of B's own."""
    return Attack(
        "based on theirs",
        body=lambda ours, theirs: form | {"cooperative": ours["slug"], "based_on": theirs[name]},
        holds_without_scope="a new one is begun from those that everybody has",
    )


PRINTS = (
    Attack(
        "their pallet",
        body=pallet_of_both,
        statuses=frozenset({422}),
        holds_without_scope="an SSCC is held against the prefix of the goods' own cooperative",
    ),
    Attack(
        "their number",
        body=lambda ours, theirs: labels_of(ours) | {"number": display_gtin(theirs["gtin"])},
        holds_without_scope=OF_THE_ROW,
    ),
    with_their("stock", "own_stock_key"),
    with_their("printer", "own_printer_key"),
    with_their("template", "own_template_key"),
)
GOODS = (body_of_theirs(new_goods, 422),)
IMPORTS = (body_of_theirs(new_sheet, 422),)
PAPERS = (body_of_theirs(new_paper, 422),)
PRINTERS = (
    body_of_theirs(new_printer, 422),
    based_on_theirs({"name_of_it": "Máy khác"}, "own_printer_key"),
)
TEMPLATES = (
    body_of_theirs(new_template, 422),
    based_on_theirs({"name_of_it": "Mẫu khác"}, "own_template_key"),
)
ON_THEIR_PAPER = (
    Attack(
        "their paper",
        body=lambda _, theirs: {"stock": theirs["own_stock_key"]},
        holds_without_scope=OF_OWN_PROFILES,
    ),
)


def _looked_at(field: str, name: str) -> Attack:
    tried = {"stock": "roll-70x50", "printer": "thermal-203", "do": "look"}
    return Attack(
        f"their {field}",
        body=lambda _, theirs: tried | {field: theirs[name]},
        statuses=frozenset({422}),
        holds_without_scope=OF_OWN_PROFILES,
    )


LOOKED_AT = (_looked_at("stock", "own_stock_key"), _looked_at("printer", "own_printer_key"))

"""Numbers, labels and imports: ``api/v1/seller/``."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from people.models import Grant
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table
from tests.wall.goods_rows import BY_COOPERATIVE, READ, SELLER, WRITE
from tests.wall.rows import Attack, Door, Row, body_of_both, body_of_theirs, query_of_theirs
from tests.wall.scene import Side, labels_of

ASSIGN, PRINT = Grant.GTIN_ASSIGN.value, Grant.LABELS_PRINT.value
OF_THE_LEDGER = "a code is held against the numbers and prefixes of others than the goods' own cooperative"
BY_OTHER_VARIANT = query_of_theirs(lambda side: f"variant={side['other_variant']}")
BY_VARIANT = query_of_theirs(lambda side: f"variant={side['variant']}")


def numbers(route: str, method: str, *names: str, **more: Any) -> Row:
    grant = READ if method == "GET" else ASSIGN
    return Row(f"{SELLER}/{route}", method, Door.STAFF, names, grant, **more)


def labels(route: str, method: str, *names: str, **more: Any) -> Row:
    return Row(f"{SELLER}/{route}", method, Door.STAFF, names, PRINT, **more)


def imports(route: str, method: str, *names: str, **more: Any) -> Row:
    grant = READ if method == "GET" else WRITE
    return Row(f"{SELLER}/{route}", method, Door.STAFF, names, grant, **more)


def of_variant(side: Side) -> dict[str, Any]:
    return {"variant": side["variant"]}


def alias_of(side: Side) -> dict[str, Any]:
    return {"variant": side["variant"], "code": "ma-moi"}


def their_code(label: str, spelling: str, name: str) -> Attack:
    """Return the attack that lets a scan of a number of B's find goods of A's."""
    return Attack(
        f"their {label}",
        body=lambda ours, theirs: {"variant": ours["variant"], "code": spelling.format(theirs[name])},
        statuses=frozenset({409}),
        holds_without_scope=OF_THE_LEDGER,
    )


def prefix_of(side: Side) -> dict[str, Any]:
    return {"cooperative": side["slug"], "prefix": "8931234567"}


def unit_of(side: Side) -> dict[str, Any]:
    contents = [{"gtin": side["gtin"], "count": 2}]
    return {"cooperative": side["slug"], "reference": "Kiện 1", "contents": contents}


def unit_of_both(ours: Side, theirs: Side) -> dict[str, Any]:
    return unit_of(theirs) | {"cooperative": ours["slug"]}


def pallet_of_both(ours: Side, theirs: Side) -> dict[str, Any]:
    items = [{"gtin": ours["gtin"], "sscc": theirs["sscc"], "count": 5}]
    return labels_of() | {
        "stock": "roll-100x150",
        "printer": "thermal-203",
        "template": "pallet",
        "items": items,
    }


def sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("hang.csv", csv_bytes(table({**GOODS, "sku": "A-9"})))


def theirs_among_ours(ours: Side, theirs: Side) -> dict[str, Any]:
    return labels_of(ours["gtin"], theirs["gtin"])


OF_OWN_PROFILES = "papers, printers and templates are looked for among those of the goods' own cooperative"


def with_their(field: str, name: str) -> Attack:
    """Return the attack that prints A's goods with a paper, printer or template of B's own."""
    return Attack(
        f"their {field}",
        body=lambda ours, theirs: labels_of(ours["gtin"]) | {field: theirs[name]},
        statuses=frozenset({422}),
        holds_without_scope=OF_OWN_PROFILES,
    )


THEIR_CODES = (
    their_code("number", "{}", "gtin"),
    their_code("retired number", "{}", "retired"),
    their_code("retired number in bars", "(01){}(10)L1", "retired"),
    their_code("element string", "01{}", "gtin"),
    their_code("number with its carrier", "]C101{}", "gtin"),
    their_code("link", "https://example.com/01/{}", "gtin"),
    their_code("number in words", "x {}", "gtin"),
    their_code("SSCC", "(00){}", "sscc"),
    their_code("in-store number", "{}", "in_store"),
    their_code("in-store number in bars", "]E0{}", "in_store"),
)
LABELS = (
    with_their("stock", "own_stock_key"),
    with_their("printer", "own_printer_key"),
    with_their("template", "own_template_key"),
    body_of_theirs(lambda side: labels_of(side["gtin"])),
    body_of_both(theirs_among_ours, label="bulk"),
    body_of_theirs(lambda side: labels_of(side["in_store"]), label="in-store number"),
    Attack(
        "their pallet",
        body=pallet_of_both,
        statuses=frozenset({404, 422}),
        holds_without_scope="an SSCC is held against the prefix of the goods' own cooperative",
    ),
)

ROWS = (
    numbers("company-prefixes", "GET", lists=True),
    Row(
        f"{SELLER}/company-prefixes",
        "POST",
        Door.ALLIANCE,
        (),
        ASSIGN,
        own=prefix_of,
    ),
    Row(f"{SELLER}/company-prefixes/<str:prefix>", "GET", Door.STAFF, ("prefix",), READ),
    *(
        Row(f"{SELLER}/company-prefixes/<str:prefix>", method, Door.ALLIANCE, ("prefix",), ASSIGN)
        for method in ("PATCH", "DELETE")
    ),
    numbers("gtins", "GET", lists=True, attacks=(BY_VARIANT,)),
    numbers(
        "gtins",
        "POST",
        own=of_variant,
        attacks=(
            body_of_theirs(of_variant),
            Attack(
                "their number on our goods",
                body=lambda ours, theirs: {"variant": ours["other_variant"], "gtin": theirs["gtin"]},
                statuses=frozenset({409, 422}),
                holds_without_scope="a number stands once in the ledger, whosever it is",
            ),
        ),
    ),
    numbers("gtins/<str:gtin>/retire", "POST", "gtin"),
    numbers("in-store-numbers", "GET", lists=True, attacks=(BY_OTHER_VARIANT,)),
    numbers("in-store-numbers", "POST", own=of_variant, attacks=(body_of_theirs(of_variant),)),
    numbers("scan-aliases", "GET", lists=True, attacks=(BY_VARIANT,)),
    numbers("scan-aliases", "POST", own=alias_of, attacks=(body_of_theirs(alias_of), *THEIR_CODES)),
    numbers("scan-aliases/<key:key>", "DELETE", "alias"),
    numbers("logistic-units", "GET", lists=True),
    numbers(
        "logistic-units",
        "POST",
        own=unit_of,
        attacks=(
            body_of_theirs(unit_of, 404, 422),
            Attack(
                "their goods",
                body=unit_of_both,
                statuses=frozenset({422}),
                holds_without_scope="what is in a unit is held against the numbers of its own cooperative",
            ),
        ),
    ),
    labels("labels", "GET", lists=True),
    labels("labels", "POST", own=lambda side: labels_of(side["gtin"]), attacks=LABELS),
    labels("labels/preflight", "POST", own=lambda side: labels_of(side["gtin"]), attacks=LABELS),
    labels("labels/<key:key>", "GET", "label_job"),
    labels("labels/<key:key>/file", "GET", "label_job"),
    labels("labels/<key:key>/cancel", "POST", "label_job"),
    labels(
        "labels/<key:key>/reprint",
        "POST",
        "label_job",
        own=lambda _: {"labels": [1]},
    ),
    labels("labels/preview", "POST", own=lambda side: labels_of(side["gtin"]), attacks=LABELS),
    imports("imports", "GET", lists=True),
    imports(
        "imports",
        "POST",
        own=lambda _: {"file": sheet()},
        form=True,
        attacks=(
            Attack(
                "for them",
                body=lambda *_: {"file": sheet()},
                query=lambda side: f"cooperative={side['slug']}",
                statuses=frozenset({404, 422}),
            ),
        ),
    ),
    imports("imports/template.xlsx", "GET"),
    imports("imports/<key:key>", "GET", "import"),
    imports("imports/<key:key>/errors", "GET", "import"),
    imports("imports/<key:key>/warnings", "GET", "import"),
    imports("imports/<key:key>/apply", "POST", "import", own=lambda _: {"submit": True}),
    imports("imports/<key:key>/undo", "POST", "import"),
)

__all__ = ["BY_COOPERATIVE", "ROWS"]

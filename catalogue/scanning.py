"""From what a scanner gives to the goods on the shelf.

The ledger and the in-store numbers of the showroom outrank aliases, which are only looked up when neither
has a number in use, and then lead to no goods but those of whose number was scanned. A retired GTIN still
finds its goods, because labels stay on them for years: the match says ``retired``, and aliases that carry the
number on stand behind it. What a scale prints is looked up without its weight, price or count, and stays an
in-store number if an alias holds it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import orjson
from django.db import connection

from catalogue.errors import NotFound
from catalogue.gs1.carried_numbers import CarriedNumbers, carried_by, written_in
from catalogue.gs1.errors import Gs1Error
from catalogue.gs1.scan_code import ScannedCode
from catalogue.models import GtinState, PackagingLevel
from catalogue.numbering.aliases import LONGEST_ALIAS, alias_code
from catalogue.scan_reading import read_scan
from catalogue.texts import pick_text

_IDENTIFIER = re.compile(r"^\][A-Za-z][0-9A-Za-z]")

# Written by hand, for a till waits for each scan: the ORM takes ten times as long to write the statement as
# the database to answer it. Each row begins with the five columns that ``_match`` reads.
_VARIANT = "SELECT p.slug, p.name, v.sku, v.price_vnd, v.available"
_PUBLIC = """
    JOIN catalogue_variant v ON v.id = n.variant_id AND v.deleted_at IS NULL AND v.approved
    JOIN catalogue_product p ON p.id = v.product_id AND p.deleted_at IS NULL AND p.state = 'approved'"""
_OWN_GTIN = """
    LEFT JOIN catalogue_gtin g
    ON g.variant_id = v.id AND g.state = 'assigned' AND g.packaging_level = 'each'"""
_LEDGER = f"""{_VARIANT}, n.gtin, n.packaging_level, n.units, n.state FROM catalogue_gtin n {_PUBLIC}
    WHERE n.gtin = %s AND n.state IN ('assigned', 'retired')"""
_IN_STORE = f"""{_VARIANT}, g.gtin FROM catalogue_instorenumber n {_PUBLIC} {_OWN_GTIN}
    WHERE n.number = %s"""
_ALIASES = f"""{_VARIANT}, g.gtin, i.number FROM catalogue_scanalias n {_PUBLIC} {_OWN_GTIN}
    LEFT JOIN catalogue_instorenumber i ON i.variant_id = v.id
    WHERE n.code IN ({{codes}}){{guards}} ORDER BY p.slug, v.sku, v.id"""
# An alias may be older than the number, or its prefix: whose number it is says whose goods it may find.
_NOT_OF_ANOTHER = """
    AND NOT EXISTS (SELECT 1 FROM {owners} WHERE o.{column} IN ({places}) AND {owner} <> v.cooperative_id)"""
_GUARDS = (
    ("catalogue_gtin o", "gtin", "o.cooperative_id"),
    (
        "catalogue_instorenumber o JOIN catalogue_variant w ON w.id = o.variant_id",
        "number",
        "w.cooperative_id",
    ),
    ("catalogue_companyprefix o", "prefix", "o.cooperative_id"),
)

Kind = Literal["gtin", "element_string", "digital_link", "in_store", "alias"]


class UnknownCode(NotFound):
    """A code that is well-formed and stands on nothing that the public may see."""

    code = "not_found"
    vi = "Mã đúng quy cách, nhưng không có hàng hóa nào đang bán mang mã này."
    en = "The code is well-formed, but nothing on sale here carries it."

    def __init__(self, scanned: ScannedCode) -> None:
        self.scanned = scanned
        super().__init__()


@dataclass(frozen=True, slots=True)
class Match:
    """A variant that carries the code.

    ``gtin`` is the ledger's number on the pack that was scanned (for in-store numbers and aliases, the one of
    a single piece), 14 digits or None; ``units`` pieces are in that pack; ``price_vnd`` is for one piece.
    """

    product_slug: str
    name: str
    sku: str
    gtin: str | None
    in_store_number: str | None
    packaging_level: str
    units: int
    price_vnd: int
    available: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What the code says and whose it is; ``measure`` and ``price_vnd`` for variable-measure goods only."""

    kind: Kind
    gtin: str | None
    data: dict[str, str]
    decoded: dict[str, str | int]
    matches: list[Match]
    measure: tuple[Decimal, str] | None
    price_vnd: int | None


def scan(raw: str, *, language: str) -> ScanResult:
    """Return the public goods that carry ``raw``, in one query for a known GTIN and two at most.

    Raises the Gs1Error of a malformed code that is no alias either, or UnknownCode.
    """
    try:
        scanned: ScannedCode | None = read_scan(raw)
        reason = None
    except Gs1Error as error:
        scanned, reason = None, error
    matches = _carrying(scanned, language) if scanned else []
    kind: Kind = scanned.kind if scanned and (matches or scanned.item_number) else "alias"
    if all(match.retired for match in matches) and (codes := _spellings(raw, scanned)):
        numbers = carried_by(scanned) if scanned else written_in(raw)
        matches += _alias_matches(codes, numbers, language)
    if matches:
        return _result(kind, scanned, matches)
    if reason:
        raise reason
    assert scanned is not None
    raise UnknownCode(scanned)


def _result(kind: Kind, scanned: ScannedCode | None, matches: list[Match]) -> ScanResult:
    if scanned is None:
        return ScanResult(kind, None, {}, {}, matches, None, None)
    return ScanResult(
        kind, scanned.gtin, scanned.data, scanned.decoded, matches, scanned.measure, scanned.price_vnd
    )


def _carrying(scanned: ScannedCode, language: str) -> list[Match]:
    if scanned.gtin:
        return _ledger_matches(scanned.gtin, language)
    if scanned.kind == "in_store" and scanned.number:
        return _in_store_matches(scanned.item_number or scanned.number, language)
    return []


def _ledger_matches(gtin14: str, language: str) -> list[Match]:
    return [
        _match(row[:5], language, row[5], None, row[6], row[7], retired=row[8] == GtinState.RETIRED)
        for row in _read(_LEDGER, [gtin14])
    ]


def _in_store_matches(number: str, language: str) -> list[Match]:
    return [
        _match(row[:5], language, row[5], number, PackagingLevel.EACH, 1)
        for row in _read(_IN_STORE, [number])
    ]


def _alias_matches(codes: list[str], numbers: CarriedNumbers, language: str) -> list[Match]:
    guards, parameters = "", [*codes]
    held = (numbers.gtins, numbers.in_store_numbers, numbers.prefixes)
    for (owners, column, owner), values in zip(_GUARDS, held, strict=True):
        if values:
            guards += _NOT_OF_ANOTHER.format(
                owners=owners, column=column, owner=owner, places=_places(values)
            )
            parameters += sorted(values)
    found = (
        _match(row[:5], language, row[5], row[6], PackagingLevel.EACH, 1)
        for row in _read(_ALIASES.format(codes=_places(codes), guards=guards), parameters)
    )
    return list(dict.fromkeys(found))


def _places(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _read(statement: str, parameters: list[str]) -> list[Any]:
    with connection.cursor() as database:
        database.execute(statement, parameters)
        rows: list[Any] = database.fetchall()
    return rows


def _match(
    variant: tuple[Any, ...],
    language: str,
    gtin: str | None,
    in_store_number: str | None,
    packaging_level: str,
    units: int,
    *,
    retired: bool = False,
) -> Match:
    slug, names, sku, price_vnd, available = variant
    return Match(
        product_slug=slug,
        name=pick_text(orjson.loads(names), language),
        sku=sku,
        gtin=gtin,
        in_store_number=in_store_number,
        packaging_level=packaging_level,
        units=units,
        price_vnd=price_vnd,
        available=bool(available),
        retired=retired,
    )


def _spellings(raw: str, scanned: ScannedCode | None) -> list[str]:
    """Return the texts under which an alias for ``raw`` may have been entered."""
    given = [alias_code(raw), alias_code(_IDENTIFIER.sub("", raw.strip(), count=1))]
    if scanned:
        given += [scanned.item_number or "", scanned.number or "", scanned.gtin or ""]
    return [code for code in dict.fromkeys(given) if 0 < len(code) <= LONGEST_ALIAS and code.isprintable()]

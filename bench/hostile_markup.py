"""Workbooks whose markup is a trick."""

from collections.abc import Iterator

from bench.picture_bytes import Named
from bench.workbook_parts import (
    WORKBOOK,
    header_row,
    honest,
    inline,
    parts_of,
    sheet,
    with_parts,
)

ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefghi", "abcdefgh", strict=True))
    + "]>"
)


def markup_tricks() -> Iterator[Named]:
    """Yield workbooks whose markup reaches out, or is written in no way that anybody reads."""
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "{}">]>'
    for name, target in {"file": "file:///etc/passwd", "address": "http://169.254.169.254/"}.items():
        doctype = outside.format(target).encode()
        for part in ("sheet", "strings", "workbook", "relations"):
            yield f"{part} that reads a {name}", with_parts(**{part: doctype + b"<a>&x;</a>"})
    for part in ("sheet", "strings", "workbook"):
        yield f"a billion laughs in {part}", with_parts(**{part: ENTITIES.encode() + b"<a>&i;</a>"})
    relation = '<Relationships><Relationship Id="rId1" TargetMode="External" Target="{}"/></Relationships>'
    for target in (
        "http://169.254.169.254/x.xml",
        "file:///etc/passwd",
        "//evil.example/worksheets/a.xml",
        "../../../etc/passwd",
        "/etc/passwd",
        "worksheets/../../../x.xml",
        "worksheets/",
        "",
    ):
        yield f"a sheet at {target!r}", with_parts(relations=relation.format(target).encode())
    utf_16 = sheet(header_row()).decode().encode("utf-16")
    yield "a sheet in UTF-16", with_parts(sheet=utf_16)
    yield (
        "a sheet in UTF-7",
        with_parts(sheet=b'<?xml version="1.0" encoding="UTF-7"?>' + sheet(header_row())),
    )
    yield "a sheet with NULs", with_parts(sheet=sheet(header_row()).replace(b"sku", b"s\0u"))
    yield (
        "two sheets of one name",
        with_parts(
            workbook=parts_of(honest())[WORKBOOK].replace(
                b"</sheets>", b'<sheet name="Sheet1" sheetId="2" r:id="rId1"/></sheets>'
            )
        ),
    )
    yield (
        "a hidden sheet alone",
        with_parts(workbook=parts_of(honest())[WORKBOOK].replace(b"<sheet ", b'<sheet state="veryHidden" ')),
    )


def cell_tricks() -> Iterator[Named]:
    """Yield workbooks whose cells stand where none can, or hold what none can."""
    for reference in (
        b"ZZZ1",
        b"A1048577",
        b"XFD1048576",
        b"A0",
        b"A99999999999",
        b"a1",
        b"1A",
        b"A1:B2",
        b"\xc3\xa91",
    ):
        rows = header_row() + b"<row>" + inline(b"x", reference) + b"</row>"
        yield f"a cell at {reference.decode()}", with_parts(sheet=sheet(rows))
    for number in (b"0", b"-1", b"1048577", b"99999999999999999999", b"x"):
        yield (
            f"row {number.decode()}",
            with_parts(sheet=sheet(header_row() + b'<row r="%s">' % number + inline(b"x") + b"</row>")),
        )
    for value in (b"9" * 5_000, b"1e999", b"-1e999", b"nan", b"0x7f", b"1" * 400 + b".5", b""):
        yield (
            f"a number {value[:12].decode()!r}",
            with_parts(sheet=sheet(header_row() + b"<row>" + b"<c><v>" + value + b"</v></c>" + b"</row>")),
        )
    for index in (b"-1", b"999999", b"99999999999999999999", b"x"):
        yield (
            f"shared text {index.decode()}",
            with_parts(sheet=sheet(header_row() + b'<row><c t="s"><v>' + index + b"</v></c></row>")),
        )
    for kind in (b"b", b"d", b"str", b"zzz", b""):
        yield (
            f"a cell of kind {kind.decode()!r}",
            with_parts(sheet=sheet(header_row() + b'<row><c t="%s"><v>9999999</v></c></row>' % kind)),
        )
    for style in (b"-1", b"4294967296", b"x"):
        yield (
            f"style {style.decode()}",
            with_parts(sheet=sheet(header_row() + b'<row><c s="%s"><v>45000</v></c></row>' % style)),
        )

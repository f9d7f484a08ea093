"""A printer that understands the ZPL of labels and refuses everything else."""

import re

from PIL import Image

from tests.catalogue.labels.printed import (
    INK,
    Printed,
    Refused,
    draw_box,
    draw_code_128,
    draw_interleaved,
    draw_retail_bars,
)

# Commands that say how a label is printed; any other value would print it elsewhere or otherwise.
FRESH = {"CI28", "LH0,0", "FWN", "PON", "PMN", "LRN"}
RETAIL = {"BE": "EAN13", "B8": "EAN8", "BU": "UPCA"}
CODE_128 = {">:": ("B", 104), ">;": ("C", 105)}
ORDER = re.compile(r"\^([A-Z][A-Z0-9])([^^~]*)")


def interpret_zpl(stream: bytes, *, guard_tail: int = 13) -> list[Printed]:
    """Return the labels of ``stream``. Raises Refused for anything that is not a label of ours.

    ``guard_tail`` is how many dots the guards of EAN and UPC reach below the other bars.
    """
    text = stream.decode("ascii")
    labels = []
    at = 0
    while at < len(text):
        found = re.compile(r"\^XA(.*?)\^XZ\n", re.DOTALL).match(text, at)
        if found is None:
            raise Refused(text[at : at + 40])
        labels.append(_label(found[1], guard_tail))
        at = found.end()
    return labels


def _label(text: str, guard_tail: int) -> Printed:
    orders = [(found[1], found[2].rstrip("\n")) for found in ORDER.finditer(text)]
    if "".join(f"^{name}{values}" for name, values in orders) != text.replace("\n", ""):
        raise Refused(text[:60])
    fresh = [f"{name}{values}" for name, values in orders[: len(FRESH)]]
    if set(fresh) != FRESH:
        raise Refused(fresh)
    (wide, width), (long, length), *rest = orders[len(FRESH) :]
    if (wide, long) != ("PW", "LL"):
        raise Refused((wide, long))
    picture = Image.new("1", (int(width), int(length)), 0)
    copies = 1
    if rest and rest[-1][0] == "PQ":
        copies = int(rest.pop()[1])
    fields: list[list[tuple[str, str]]] = []
    for name, values in rest:
        if name == "FO":
            fields.append([])
        fields[-1].append((name, values))
    return Printed(picture, copies, tuple(_draw(picture, field, guard_tail) for field in fields))


def _draw(picture: Image.Image, field: list[tuple[str, str]], tail: int) -> str:
    (_, origin), *orders, (end, nothing) = field
    if (end, nothing) != ("FS", ""):
        raise Refused(field)
    left, top = map(int, origin.split(","))
    names = [name for name, _ in orders]
    if names == ["GF"]:
        _graphic(picture, (left, top), orders[0][1])
    elif names == ["GB"]:
        width, height, thick = map(int, orders[0][1].split(","))
        if thick != min(width, height):
            raise Refused(orders)
        draw_box(picture, left, top, width, height)
    elif len(names) == 3 and (names[0], names[2]) == ("BY", "FD"):
        _bars(picture, (left, top), orders, tail)
        return names[1]
    else:
        raise Refused(field)
    return names[0]


def _bars(picture: Image.Image, place: tuple[int, int], orders: list[tuple[str, str]], tail: int) -> None:
    (_, by), (name, settings), (_, data) = orders
    module, ratio, height_by = by.split(",")
    x = int(module)
    turned, height, *flags = settings.split(",")
    if not 1 <= x <= 10 or ratio != "3.0" or turned != "N" or height != height_by or set(flags) != {"N"}:
        raise Refused(orders)
    if name in RETAIL:
        draw_retail_bars(picture, RETAIL[name], data, place, x, int(height), tail)
    elif name == "B2":
        draw_interleaved(picture, data, place, x, 3 * x, int(height))
    elif name == "BC":
        draw_code_128(picture, code_128_values(data), place, x, int(height))
    else:
        raise Refused(name)


def code_128_values(data: str) -> list[int]:
    """Return the characters that field data stands for: subsets are chosen by their invocation codes."""
    if data[:2] not in CODE_128:
        raise Refused(data)
    subset, start = CODE_128[data[:2]]
    values, at = [start], 2
    while at < len(data):
        pair = data[at : at + 2]
        if pair == ">8":
            values.append(102)
        elif (subset, pair) == ("B", ">5"):
            subset = "C"
            values.append(99)
        elif (subset, pair) == ("C", ">6"):
            subset = "B"
            values.append(100)
        elif (subset, pair) == ("B", ">0"):
            values.append(ord(">") - 32)
        elif subset == "C" and len(pair) == 2 and pair.isdigit():
            values.append(int(pair))
        elif subset == "B" and pair[0] != ">":
            values.append(ord(pair[0]) - 32)
            at -= 1
        else:
            raise Refused(data)
        at += 2
    return values


def _graphic(picture: Image.Image, place: tuple[int, int], values: str) -> None:
    kind, sent, total, row_bytes, data = values.split(",", 4)
    if kind != "A" or sent != total or int(total) % int(row_bytes):
        raise Refused(values[:40])
    rows = _rows(data, 2 * int(row_bytes))
    if len(rows) != int(total) // int(row_bytes):
        raise Refused(f"{len(rows)} rows for {values[:40]}")
    size = 8 * int(row_bytes), len(rows)
    ink = Image.frombytes("1", size, bytes.fromhex("".join(rows)))
    box = ink.getbbox()
    if box is not None:
        draw_box(picture, place[0] + box[2] - 1, place[1] + box[3] - 1, 0, 0)
        if place[0] + box[2] > picture.width or place[1] + box[3] > picture.height:
            raise Refused(f"{values[:40]} outside the page")
    picture.paste(INK, place, ink)


def _rows(data: str, digits: int) -> list[str]:
    rows: list[str] = []
    row, times = "", 0
    for sign in data:
        if sign in "0123456789ABCDEF":
            row += sign * (times or 1)
            times = 0
        elif "G" <= sign <= "Y":
            times += ord(sign) - ord("F")
        elif "g" <= sign <= "z":
            times += 20 * (ord(sign) - ord("f"))
        elif sign in ",!":
            row = row.ljust(digits, "0" if sign == "," else "F")
        elif sign == ":" and not row and rows:
            row = rows[-1]
        else:
            raise Refused(sign)
        if len(row) > digits:
            raise Refused(row)
        if len(row) == digits:
            rows.append(row)
            row = ""
    if row or times:
        raise Refused(data[-20:])
    return rows

"""A side that is not there: keys like those of a neighbour, none of which names a row."""

import re
from typing import Any

import orjson

from catalogue.gs1.gtin import check_digit
from catalogue.models import Cooperative, Gtin, InStoreNumber, LogisticUnit
from tests.wall.asking import Answer
from tests.wall.rows import Row
from tests.wall.scene import Side

_TAG = re.compile(r"<[^>]*>")
# Those of everybody's papers, printers and templates that are spelled most like what was sent.
_LIKE_WHAT_WAS_SENT = re.compile(r"(?<=có thể dùng: )[a-z0-9, -]+")
UNKNOWN = 99_999_999
_TEXTS = {
    "slug": "khong-co-ai",
    "prefix": "8939999",
    "product_slug": "khong-co-gi",
    "own_stock_key": "giay-khong-co",
    "own_printer_key": "may-khong-co",
    "own_template_key": "mau-khong-co",
}
_ECHOED = ("sscc", *_TEXTS)


def nobody_like(side: Side) -> Side:
    """Return ``side`` with each of its keys, numbers and names put in place of by one that names nothing."""
    cooperative = Cooperative(pk=UNKNOWN, slug=_TEXTS["slug"], name="Không có ai")
    return Side(
        cooperative, side.owner, side.staff, {name: _unknown(name, key) for name, key in side.keys.items()}
    )


def require_nobody(nobody: Side) -> None:
    """Raise AssertionError if one of its numbers stands in a ledger."""
    assert not Gtin.objects.filter(gtin__in=[nobody["gtin"], nobody["retired"]]).exists()
    assert not InStoreNumber.objects.filter(number=nobody["in_store"]).exists()
    assert not LogisticUnit.objects.filter(sscc=nobody["sscc"]).exists()


def shape_of(row: Row, answer: Answer, sent: Side) -> tuple[Any, ...]:
    """Return what must not differ between a neighbour's row and none.

    The status; of a problem each code and pointer too, of a page for people what it says but the keys that
    were ``sent``.
    """
    if row.route.startswith("desk/"):
        said = _TAG.sub(" ", answer.content.decode("utf-8", "replace"))
        said = _LIKE_WHAT_WAS_SENT.sub("", said)
        for name in _ECHOED:
            said = said.replace(str(sent[name]), name)
        return (answer.status, " ".join(said.split()))
    if answer.status < 400 or not answer.content.startswith(b"{"):
        return (answer.status,)
    problem = orjson.loads(answer.content)
    entries = [(entry["pointer"], entry["code"]) for entry in problem["errors"]]
    return (answer.status, problem["code"], *entries)


def _unknown(name: str, key: Any) -> Any:
    if name in {"gtin", "retired", "in_store", "sscc"}:
        payload = str(int(key[:-1]) + 7).zfill(len(key) - 1)  # the same prefix, another reference
        return payload + check_digit(payload)
    if name in _TEXTS or isinstance(key, str):
        return _TEXTS.get(name, key)
    return UNKNOWN

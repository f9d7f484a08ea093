"""What labels of goods would lack in law, told before anything is printed: when they are looked at.

Source: see ``catalogue.labels.rules``.
"""

import copy
import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from catalogue.approval.pending import wished_values
from catalogue.labelling import unnumbered_content
from catalogue.labels.rules.legal_check import Missing, check_label
from catalogue.labels.templates.field_texts import law_fields
from catalogue.models import Product, Variant

Goods = TypeVar("Goods", Product, Variant)

TYPED_WHEN_PRINTED = frozenset(("lot", "produced_on", "packed_on", "expires_on"))
"""Contents that belong to a batch and not to the goods: whoever prints enters them."""


def lacking_on_labels(product: Product, variants: Iterable[Variant], on: datetime.date) -> list[Missing]:
    """Return what the largest label would lack in law ``on`` that day, each thing once.

    ``product`` has its cooperative with it; ``variants`` are its own. Without any, the product's own content
    is judged, and a net quantity is lacking. What waits for approval counts as wished. No queries.
    """
    wished = _as_wished(product)
    found: dict[Missing, None] = {}
    labels = [_fields(_as_wished(row), wished, on) for row in variants]
    for fields in labels or [_fields_of_no_variant(wished, on)]:
        missing = check_label(fields, wished.label_group, on)
        found |= dict.fromkeys(one for one in missing if one.field not in TYPED_WHEN_PRINTED)
    return list(found)


def _fields(variant: Variant, product: Product, on: datetime.date) -> dict[str, str]:
    variant.product = product
    return law_fields(unnumbered_content(variant, on))


def _fields_of_no_variant(product: Product, on: datetime.date) -> dict[str, str]:
    """Return what labels say of goods that have nothing to sell yet: no quantity, and no size."""
    blank = Variant(net_amount=Decimal(1), net_unit="g", price_vnd=1)
    return _fields(blank, product, on) | {"net_quantity": "", "specification": ""}


def _as_wished(row: Goods) -> Goods:
    """Return a copy of ``row``, never saved, with what waits for approval in its columns."""
    wished = copy.copy(row)
    for name, value in wished_values(row).items():
        if name != "category":
            setattr(wished, name, value)
    return wished

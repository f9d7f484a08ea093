"""What labels of goods would lack in law, told before anything is printed: when they are looked at.

Source: see ``catalogue.labels.rules``.
"""

import copy
import datetime
from collections.abc import Iterable
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

    ``product`` has its cooperative with it; ``variants`` are its own. What waits for approval counts as
    wished. No queries.
    """
    wished = _as_wished(product)
    found: dict[Missing, None] = {}
    for row in variants:
        variant = _as_wished(row)
        variant.product = wished
        fields = law_fields(unnumbered_content(variant, on))
        missing = check_label(fields, wished.label_group, on)
        found |= dict.fromkeys(one for one in missing if one.field not in TYPED_WHEN_PRINTED)
    return list(found)


def _as_wished(row: Goods) -> Goods:
    """Return a copy of ``row``, never saved, with what waits for approval in its columns."""
    wished = copy.copy(row)
    for name, value in wished_values(row).items():
        if name != "category":
            setattr(wished, name, value)
    return wished

"""Bringing a former content of a row back: through the verbs that edit it, so that all their rules hold."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from catalogue.approval.certificates import add_certificate, certificate_fields, edit_certificate
from catalogue.approval.editing import edit_product, edit_variant
from catalogue.approval.errors import NotRestorable, RecordNotFound
from catalogue.approval.pending import FREE_OF_VARIANT, wished_values
from catalogue.categories import CATEGORY_FIELDS, edit_category
from catalogue.cooperatives import COOPERATIVE_FIELDS, edit_cooperative
from catalogue.history import find_record
from catalogue.models import Category, Certificate, CompanyPrefix, Cooperative, Product, Variant
from catalogue.numbering import change_prefix_validity


@transaction.atomic
def restore(row: models.Model, history_id: int) -> models.Model:
    """Return ``row`` with the content that its record ``history_id`` tells of, changes that waited included.

    Of approved goods the former content waits for the Alliance as any change does. A certificate that was
    removed is entered anew. Whether goods are deleted or approved is not brought back.

    Raises RecordNotFound, NotRestorable, and what the verb that edits the row raises.
    """
    record = find_record(row, history_id)
    if record is None:
        raise RecordNotFound
    for kind, verb in _VERBS.items():
        if isinstance(row, kind):
            return verb(row, record)
    raise NotRestorable


def _product(row: Any, record: Any) -> models.Model:
    return edit_product(product=row, changes=wished_values(record))


def _variant(row: Any, record: Any) -> models.Model:
    return edit_variant(variant=row, changes=wished_values(record) | _fields(record, FREE_OF_VARIANT))


def _certificate(row: Any, record: Any) -> models.Model:
    if Certificate.objects.filter(pk=row.pk).exists():
        return edit_certificate(certificate=row, changes=certificate_fields(record))
    return add_certificate(product=record.product, values=certificate_fields(record))


def _cooperative(row: Any, record: Any) -> models.Model:
    return edit_cooperative(cooperative=row, changes=_fields(record, COOPERATIVE_FIELDS))


def _category(row: Any, record: Any) -> models.Model:
    return edit_category(category=row, changes=_fields(record, CATEGORY_FIELDS))


def _company_prefix(row: Any, record: Any) -> models.Model:
    return change_prefix_validity(company_prefix=row, valid_from=record.valid_from, valid_to=record.valid_to)


def _fields(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: record.serializable_value(name) for name in names}


_VERBS: dict[type[models.Model], Callable[[Any, Any], models.Model]] = {
    Product: _product,
    Variant: _variant,
    Certificate: _certificate,
    Cooperative: _cooperative,
    Category: _category,
    CompanyPrefix: _company_prefix,
}

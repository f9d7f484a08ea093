"""Bringing a former content of a row back: through the verbs that edit it, so that all their rules hold."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from catalogue.approval import add_certificate, certificate_fields, edit_certificate, wished_values
from catalogue.approval.editing import edit_product, edit_variant
from catalogue.approval.pending import FREE_OF_VARIANT
from catalogue.categories import CATEGORY_FIELDS, edit_category
from catalogue.cooperatives import COOPERATIVE_FIELDS, edit_cooperative
from catalogue.errors import Invalid, NotFound
from catalogue.history import RecordKind, find_record, records_of
from catalogue.locks import lock_products
from catalogue.media.errors import MediaNotFound
from catalogue.media.items import describe_media, move_media
from catalogue.models import (
    Category,
    Certificate,
    CompanyPrefix,
    Cooperative,
    LabelProfile,
    MediaItem,
    Product,
    ProfileKind,
    ScanAlias,
    Storefront,
    Variant,
)
from catalogue.numbering import add_scan_alias, change_prefix_validity, register_company_prefix
from catalogue.printing.profiles import add_profile, edit_profile, lock_profiles_of
from catalogue.skus import sku_error
from catalogue.standing_again import standing_again
from catalogue.storefronts import edit_storefront

# A closed storefront is opened, and a key changed, by who means to.
_OF_STOREFRONT = ("name", "origins", "grants")


class RecordNotFound(NotFound):
    """A record that the row does not have."""

    code = "record_not_found"
    vi = "Không có bản ghi lịch sử này."
    en = "There is no such record of changes."


class NotRestorable(Invalid):
    """A record of a kind of row that no verb edits."""

    code = "not_restorable"
    vi = "Loại dữ liệu này không khôi phục được từ lịch sử."
    en = "Rows of this kind cannot be brought back from their history."


@transaction.atomic
def restore(row: models.Model, history_id: int, *, together: Iterable[models.Model] = ()) -> models.Model:
    """Return ``row`` with the content that its record ``history_id`` tells of, changes that waited included.

    Of approved goods the former content waits for the Alliance as any change does. A certificate, a scan
    alias or a label profile that was removed is entered anew, as another row, unless one that says the same
    stands there: then that one is returned. A SKU that could not be chosen today stays as it is. Whether
    goods or photos are deleted or approved and whether a storefront is open is not brought back, and no key
    is. The record may also be of a row that is told ``together`` with it.

    Raises RecordNotFound, NotRestorable, and what the verb that edits the row raises.
    """
    record = find_record(history_id, row, *together)
    if record is None:
        raise RecordNotFound
    for kind, verb in _VERBS.items():
        if isinstance(row, kind):
            return verb(row, record)
    raise NotRestorable


def restorable_records(*rows: models.Model, most: int = 100) -> frozenset[int]:
    """Return the ids of those of the latest ``most`` records of ``rows`` that bring another content back.

    Only those that changed the content themselves: not that goods were submitted, approved or deleted. Of
    what was removed each content brings it back. Several rows are told together, as for ``history_of``.
    """
    content = next((read for kind, read in _CONTENTS.items() if isinstance(rows[0], kind)), None)
    if content is None:
        return frozenset()
    found = [(key, kind, content(then)) for key, kind, then in records_of(*rows, most=most + 1)]
    now = found[0][2] if found and found[0][1] != RecordKind.REMOVED else None
    offered = set()
    for (key, kind, held), older in zip(found[:most], [*found[1:], None], strict=False):
        before = older[2] if older and kind != RecordKind.CREATED else None
        if kind != RecordKind.REMOVED and held not in (before, now):
            offered.add(key)
    return frozenset(offered)


def _product(row: Any, record: Any) -> models.Model:
    return edit_product(product=row, changes=wished_values(record))


def _variant(row: Any, record: Any) -> models.Model:
    changes = wished_values(record) | _fields(record, FREE_OF_VARIANT)
    if sku_error(record.sku):
        del changes["sku"]  # of before the rule of today: the rest comes back all the same
    return edit_variant(variant=row, changes=changes)


def _certificate(row: Any, record: Any) -> models.Model:
    if Certificate.objects.filter(pk=row.pk).exists():
        return edit_certificate(certificate=row, changes=certificate_fields(record))
    lock_products([record.product_id])  # of two that bring it back at once the second finds it
    if again := standing_again([record]):
        return again[record.pk]  # type: ignore[no-any-return]
    return add_certificate(product=record.product, values=certificate_fields(record))


def _media(row: Any, record: Any) -> models.Model:
    if row.deleted_at is not None:
        raise MediaNotFound  # it is restored first, as goods are
    item: models.Model = describe_media(item=row, **wished_values(record))
    return move_media(item=row, position=record.position) if row.position != record.position else item


def _scan_alias(row: Any, record: Any) -> models.Model:
    del row  # it is as it was, or it is removed
    return add_scan_alias(variant=record.variant, code=record.code)


def _label_profile(row: Any, record: Any) -> models.Model:
    if LabelProfile.objects.filter(pk=row.pk).exists():
        gone = dict.fromkeys(row.values) if row.kind == ProfileKind.TEMPLATE else {}
        return edit_profile(profile=row, changes={**gone, **record.values})
    lock_profiles_of(record.cooperative)
    if again := standing_again([record]):
        return again[record.pk]  # type: ignore[no-any-return]
    return add_profile(
        cooperative=record.cooperative,
        kind=ProfileKind(record.kind),
        key=record.key,
        based_on=record.based_on,
        values=record.values,
    )


def _cooperative(row: Any, record: Any) -> models.Model:
    return edit_cooperative(cooperative=row, changes=_fields(record, COOPERATIVE_FIELDS))


def _category(row: Any, record: Any) -> models.Model:
    return edit_category(category=row, changes=_fields(record, CATEGORY_FIELDS))


def _company_prefix(row: Any, record: Any) -> models.Model:
    del row  # removed perhaps, and the same number registered again since
    days = {"valid_from": record.valid_from, "valid_to": record.valid_to}
    own = CompanyPrefix.objects.filter(cooperative=record.cooperative_id)
    if present := own.filter(prefix=record.prefix).first():
        return change_prefix_validity(company_prefix=present, **days)
    return register_company_prefix(cooperative=record.cooperative, prefix=record.prefix, **days)


def _storefront(row: Any, record: Any) -> models.Model:
    return edit_storefront(row, **_fields(record, _OF_STOREFRONT))


def _fields(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: record.serializable_value(name) for name in names}


def _columns(names: Iterable[str]) -> Callable[[Any], dict[str, Any]]:
    return lambda row: _fields(row, names)


# What each verb below brings back of a row.
_CONTENTS: dict[type[models.Model], Callable[[Any], dict[str, Any]]] = {
    Product: wished_values,
    Variant: lambda row: wished_values(row) | _fields(row, FREE_OF_VARIANT),
    Certificate: certificate_fields,
    MediaItem: lambda row: wished_values(row) | {"position": row.position},
    ScanAlias: _columns(["code"]),
    LabelProfile: _columns(["values"]),
    Cooperative: _columns(COOPERATIVE_FIELDS),
    Category: _columns(CATEGORY_FIELDS),
    CompanyPrefix: _columns(["valid_from", "valid_to"]),
    Storefront: _columns(_OF_STOREFRONT),
}
_VERBS: dict[type[models.Model], Callable[[Any, Any], models.Model]] = {
    Product: _product,
    Variant: _variant,
    Certificate: _certificate,
    MediaItem: _media,
    ScanAlias: _scan_alias,
    LabelProfile: _label_profile,
    Cooperative: _cooperative,
    Category: _category,
    CompanyPrefix: _company_prefix,
    Storefront: _storefront,
}

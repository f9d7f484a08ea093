"""A cooperative's own papers, printers and templates: rows, checked whenever they are written.

They are read as they were kept: a rule that came later must not take away what a cooperative prints with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from catalogue.errors import Conflict, NotFound
from catalogue.labels.calibration import calibrated, marks_of, measured_deviation
from catalogue.labels.custom_printers import custom_printer
from catalogue.labels.custom_stocks import custom_stock
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.printer import Printer
from catalogue.labels.printers import PRINTERS, find_printer
from catalogue.labels.profile_values import read_key
from catalogue.labels.stocks import STOCKS, find_stock
from catalogue.labels.templates.customising import customise
from catalogue.labels.templates.design import Template
from catalogue.labels.templates.logos import logo_from_base64, logo_to_base64
from catalogue.labels.templates.registry import TEMPLATES, find_template
from catalogue.models import Cooperative, LabelProfile, ProfileKind
from catalogue.slugs import slugify, unique_slug

MOST_PROFILES = 100
"""A cooperative has at most so many of each kind."""
_SHIPPED = {
    ProfileKind.STOCK: frozenset(stock.key for stock in STOCKS),
    ProfileKind.PRINTER: frozenset(printer.key for printer in PRINTERS),
    ProfileKind.TEMPLATE: frozenset(template.key for template in TEMPLATES),
}


class ProfileKeyTaken(Conflict):
    """A key that the cooperative or the product itself uses already."""

    code = "label_profile_key_taken"
    vi = "Đã có “{key}”. Hãy chọn tên khác."
    en = "There is a “{key}” already. Choose another name."
    field = "key"


class TooManyProfiles(Conflict):
    """More than a cooperative can have."""

    code = "label_profiles_too_many"
    vi = "Mỗi hợp tác xã có tối đa {most} mục mỗi loại. Hãy xoá mục không dùng nữa."
    en = "A cooperative has at most {most} of a kind. Remove what is no longer used."


class ProfileNotFound(NotFound):
    """A profile that somebody has just removed."""

    code = "not_found"
    vi = "Không tìm thấy, hoặc đã bị xoá."
    en = "It is not there, or it was removed."


@dataclass(frozen=True)
class Profiles:
    """What one cooperative prints with: its own first, then what comes with the product."""

    stocks: tuple[LabelStock, ...]
    printers: tuple[Printer, ...]
    rows: tuple[LabelProfile, ...]

    def stock(self, key: str) -> LabelStock:
        """Return the paper with this key. Raises UnknownStock."""
        return next((own for own in self.stocks if own.key == key), None) or find_stock(key)

    def printer(self, key: str) -> Printer:
        """Return the printer with this key. Raises UnknownPrinter."""
        return next((own for own in self.printers if own.key == key), None) or find_printer(key)

    def template(self, key: str) -> Template:
        """Return the template with this key. Raises UnknownTemplate."""
        own = (row for row in self.rows if (row.kind, row.key) == (ProfileKind.TEMPLATE, key))
        row = next(own, None)
        return find_template(key) if row is None else template_of(row)

    def templates(self) -> tuple[Template, ...]:
        """Return the templates of one's own."""
        return tuple(template_of(row) for row in self.rows if row.kind == ProfileKind.TEMPLATE)


def profiles_of(cooperative: int | None) -> Profiles:
    """Return what the cooperative with this id prints with; None has what comes with the product alone."""
    rows = tuple(LabelProfile.objects.filter(cooperative=cooperative).order_by("pk"))
    return Profiles(
        tuple(stock_of(row) for row in rows if row.kind == ProfileKind.STOCK) + STOCKS,
        tuple(printer_of(row) for row in rows if row.kind == ProfileKind.PRINTER) + PRINTERS,
        rows,
    )


def stock_of(row: LabelProfile) -> LabelStock:
    """Return the paper that ``row`` keeps."""
    return LabelStock(key=row.key, **row.values)


def printer_of(row: LabelProfile) -> Printer:
    """Return the printer that ``row`` keeps."""
    return Printer(key=row.key, **row.values)


def template_of(row: LabelProfile) -> Template:
    """Return the template that ``row`` keeps, made anew of the one it is based on."""
    return customise(find_template(row.based_on), row.values, key=row.key)


@transaction.atomic
def add_profile(
    *, cooperative: Cooperative, kind: ProfileKind, key: str, values: Mapping[str, Any], based_on: str = ""
) -> LabelProfile:
    """Return a new profile of ``cooperative``.

    ``values`` of a printer may be left out where ``based_on`` names one that has them; of a template they are
    the changes, and None takes nothing over.

    Raises ProfileKeyTaken, TooManyProfiles, StockInvalid, PrinterInvalid, UnknownPrinter, UnknownTemplate,
    TemplateFixed, TemplateChangesInvalid, or ProfileValueInvalid for the key.
    """
    read_key("key", key)
    if kind == ProfileKind.PRINTER and based_on:
        values = {**find_printer(based_on).to_dict(), **values}
    kept = _checked(kind, key, based_on, values)
    lock_profiles_of(cooperative)
    require_room(cooperative=cooperative, kind=kind, key=key)
    return LabelProfile.objects.create(
        cooperative=cooperative, kind=kind, key=key, based_on=based_on, values=kept
    )


def lock_profiles_of(cooperative: Cooperative) -> None:
    """Let all who add a profile of ``cooperative`` wait for each other until the transaction ends."""
    Cooperative.objects.select_for_update(no_key=True).get(pk=cooperative.pk)


def require_room(*, cooperative: Cooperative, kind: ProfileKind, key: str) -> None:
    """Check that the cooperative may have one more of ``kind``, and by this key.

    Raises ProfileKeyTaken, TooManyProfiles.
    """
    own = LabelProfile.objects.filter(cooperative=cooperative, kind=kind)
    if key in _SHIPPED[kind] or own.filter(key=key).exists():
        raise ProfileKeyTaken(key=key)
    if own.count() >= MOST_PROFILES:
        raise TooManyProfiles(most=MOST_PROFILES)


def free_key(*, cooperative: Cooperative, kind: ProfileKind, name: str) -> str:
    """Return a key made of ``name`` that neither the cooperative nor the product has for this kind."""
    own = LabelProfile.objects.filter(cooperative=cooperative, kind=kind).values_list("key", flat=True)
    slug = slugify(name, fallback=kind)[:50].rstrip("-")
    return unique_slug(slug, _SHIPPED[kind] | set(own))


@transaction.atomic
def edit_profile(*, profile: LabelProfile, changes: Mapping[str, Any]) -> LabelProfile:
    """Return ``profile`` with ``changes``; None takes a change of a template back.

    Raises what ``add_profile`` raises about values, and ProfileNotFound.
    """
    row = lock_profile(profile.pk)
    values = _checked(ProfileKind(row.kind), row.key, row.based_on, {**row.values, **changes})
    if values == row.values:
        return row
    row.values = values
    row.save(update_fields=["values", "updated_at"])
    return row


@transaction.atomic
def calibrate_profile(
    *, profile: LabelProfile, stock: LabelStock, measures: Mapping[str, Any]
) -> LabelProfile:
    """Return the printer made up for what was measured on the calibration page that it printed on ``stock``.

    ``measures`` are those that ``measured_deviation`` takes. Raises MeasurementInvalid, PrinterInvalid or
    ProfileNotFound.
    """
    row = lock_profile(profile.pk)
    printer = printer_of(row)
    deviation = measured_deviation(marks_of(stock, printer), **measures)
    row.values = _without_key(calibrated(printer, deviation).to_dict())
    row.save(update_fields=["values", "updated_at"])
    return row


@transaction.atomic
def remove_profile(*, profile: LabelProfile) -> None:
    """Remove ``profile``; jobs printed with it keep what it was, and can be printed again.

    Raises ProfileNotFound.
    """
    lock_profile(profile.pk).delete()


def lock_profile(key: int) -> LabelProfile:
    """Return the profile with this id, locked until the transaction ends. Raises ProfileNotFound."""
    row = LabelProfile.objects.select_for_update(no_key=True).filter(pk=key).first()
    if row is None:
        raise ProfileNotFound
    return row


def _checked(kind: ProfileKind, key: str, based_on: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` as they are kept. Raises what is wrong with them."""
    if kind == ProfileKind.STOCK:
        return _without_key(custom_stock(**{**values, "key": key}).to_dict())
    if kind == ProfileKind.PRINTER:
        return _without_key(custom_printer(**{**values, "key": key}).to_dict())
    changes = {name: value for name, value in values.items() if value is not None}
    customise(find_template(based_on), changes, key=key)
    if "logo" in changes:
        # What is kept is drawn by us: nothing of the file that came in is ever opened again.
        changes["logo"] = logo_to_base64(logo_from_base64(changes["logo"]))
    return changes


def _without_key(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "key"}

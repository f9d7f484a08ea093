"""What each row would do to the catalogue as it is now. Reads in bulk, writes nothing."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from catalogue.errors import DomainError
from catalogue.gs1.gtin import check_digit, display_gtin
from catalogue.imports.cell_errors import ChoiceUnknown
from catalogue.imports.certificates import CertificatePlan, plan_certificates
from catalogue.imports.cooperatives import CooperativeBook
from catalogue.imports.fields import Image, product_fields, set_changed, take_image, variant_fields
from catalogue.imports.row_errors import ProductShared, SkuMerged
from catalogue.imports.rows import CheckedRow
from catalogue.models import (
    Category,
    Certificate,
    CertificateKind,
    Cooperative,
    Gtin,
    GtinState,
    ImportAction,
    PackagingLevel,
    Product,
    ProductState,
    Variant,
)
from catalogue.numbering import ownable_gtin
from catalogue.numbering.errors import GtinAlreadyAssigned, GtinRetired, VariantHasGtin
from catalogue.numbering.prefixes import INDICATORS

CHUNK = 500
"""Rows planned and written at once."""


@dataclass
class RowPlan:
    """A row with the product and variant it makes or changes; nothing is saved yet."""

    row: CheckedRow
    action: ImportAction
    product: Product
    variant: Variant
    certificates: CertificatePlan
    kept_certificates: list[Certificate]
    before: Image | None = None
    """What is on record; none for what the row creates."""
    new_gtin: str | None = None

    def image_after(self) -> Image:
        """Return the image of what the row leaves behind."""
        return take_image(self.product, self.variant, self.kept_certificates)


class Planner:
    """Plans the rows of one file against the catalogue."""

    def __init__(self, book: CooperativeBook, today: datetime.date) -> None:
        self._book = book
        self._today = today
        self._now = timezone.now()
        self._categories = dict(Category.objects.values_list("slug", "pk"))

    def plan(self, rows: Sequence[CheckedRow]) -> list[RowPlan | None]:
        """Return a plan for each of some hundred rows, or None where the row is refused, which says why."""
        present = _Present(rows, self._book)
        return [None if row.errors else self._plan_row(row, present) for row in rows]

    def _plan_row(self, row: CheckedRow, present: "_Present") -> RowPlan | None:
        if row.values["category"] not in self._categories:  # it went after the file was checked
            known = ", ".join(self._categories)
            row.refuse("category", ChoiceUnknown(text=row.values["category"], choices=known))
            return None
        cooperative = self._book.known.get(row.values["tax_code"])
        variant = present.variants.get((cooperative.pk, row.values["sku"])) if cooperative else None
        try:
            number = self._new_gtin(row, variant, present)
        except DomainError as error:
            row.refuse("gtin", error)
            number = None
        if variant is None:
            plan = self._create(row, cooperative)
        elif variant.merged_into is not None:
            row.refuse("sku", SkuMerged(sku=variant.sku, known=variant.merged_into.sku))
            return None
        else:
            plan = self._change(row, variant, present)
        plan.new_gtin = number
        if number and plan.action == ImportAction.UNCHANGED:
            plan.action = ImportAction.UPDATE
        return None if row.errors else plan

    def _create(self, row: CheckedRow, cooperative: Cooperative | None) -> RowPlan:
        product = Product(cooperative=cooperative)
        set_changed(product, product_fields(row.values, self._categories, product))
        variant = Variant(product=product, cooperative=cooperative, sku=row.values["sku"])
        set_changed(variant, variant_fields(row.values))
        self._publish(product, row, default=True)
        certificates = plan_certificates(row, [], self._today)
        return RowPlan(row, ImportAction.CREATE, product, variant, certificates, list(certificates.save))

    def _change(self, row: CheckedRow, variant: Variant, present: "_Present") -> RowPlan:
        product = variant.product
        known = present.certificates[product.pk]
        before = take_image(product, variant, known)
        restored = product.deleted_at is not None or variant.deleted_at is not None
        product_changed = set_changed(product, product_fields(row.values, self._categories, product))
        product_changed = set_changed(product, {"deleted_at": None}) or product_changed
        variant.deleted_at = None
        changed = set_changed(variant, variant_fields(row.values)) or restored
        product_changed = self._publish(product, row, default=restored) or product_changed
        ocop = [one for one in known if one.kind == CertificateKind.OCOP]
        certificates = plan_certificates(row, ocop, self._today)
        product_changed = product_changed or bool(certificates.save or certificates.drop)
        siblings = present.siblings[product.pk]
        if product_changed and siblings > 1:
            row.refuse("sku", ProductShared(sku=variant.sku, count=siblings))
        action = ImportAction.UPDATE if changed or product_changed else ImportAction.UNCHANGED
        kept = [one for one in known if one not in certificates.drop]
        kept += [one for one in certificates.save if one.pk is None]
        return RowPlan(
            row,
            ImportAction.RESTORE if restored else action,
            product,
            variant,
            certificates,
            kept,
            before,
        )

    def _publish(self, product: Product, row: CheckedRow, *, default: bool) -> bool:
        """Set the product's state as the row asks; return whether it changed.

        What is new or restored is published unless the row says no; what is there keeps its state.
        """
        stated = row.values.get("published")
        if stated is None and not default:
            return False
        wanted = ProductState.PUBLISHED if stated is not False else ProductState.DRAFT
        fields: dict[str, object] = {"state": wanted}
        if wanted == ProductState.PUBLISHED and product.published_at is None:
            fields["published_at"] = self._now
        return set_changed(product, fields)

    def _new_gtin(self, row: CheckedRow, variant: Variant | None, present: "_Present") -> str | None:
        """Return the number that the row brings and the ledger has not for it yet.

        Raises DomainError for a number of another prefix or item, or when the variant has another.
        """
        number: str | None = row.values.get("gtin")
        if not number:
            return None
        ownable_gtin(number, self._book.prefixes(row))
        shown = display_gtin(number)
        entry = present.by_number.get(number)
        own = present.assigned.get(variant.pk) if variant else None
        if entry and entry.state == GtinState.RETIRED:
            raise GtinRetired(number=shown)
        if own == number:
            return None
        cooperative = self._book.known.get(row.values["tax_code"])
        reserved = (
            entry is not None
            and entry.state == GtinState.RESERVED
            and cooperative is not None
            and entry.cooperative_id == cooperative.pk
            and entry.packaging_level == PackagingLevel.EACH
            and entry.variant_id in (None, variant.pk if variant else None)
        )
        if (entry and not reserved) or present.taken_by_others(number, variant):
            raise GtinAlreadyAssigned(number=shown)
        if own:
            raise VariantHasGtin(number=display_gtin(own))
        return number


class _Present:
    """What the catalogue holds of the goods that some rows name."""

    def __init__(self, rows: Sequence[CheckedRow], book: CooperativeBook) -> None:
        wanted = {
            (book.known[tax_code].pk, row.values.get("sku"))
            for row in rows
            if (tax_code := row.values.get("tax_code")) in book.known
        }
        found = Variant.objects.filter(
            cooperative__in={cooperative for cooperative, _ in wanted},
            sku__in={sku for _, sku in wanted if sku},
        ).select_related("product", "merged_into")
        self.variants = {(one.cooperative_id, one.sku): one for one in found}
        product_ids = {one.product_id for one in self.variants.values()}
        self.siblings = Counter(
            Variant.objects.filter(product__in=product_ids, deleted_at=None).values_list("product", flat=True)
        )
        self.certificates: dict[int, list[Certificate]] = defaultdict(list)
        for certificate in Certificate.objects.filter(product__in=product_ids).order_by("pk"):
            self.certificates[certificate.product_id].append(certificate)
        self._read_ledger([gtin for row in rows if (gtin := row.values.get("gtin"))])

    def _read_ledger(self, numbers: list[str]) -> None:
        variant_ids = [one.pk for one in self.variants.values()]
        pieces = Gtin.objects.assigned().for_one_piece().filter(variant__in=variant_ids)
        self.assigned = dict(pieces.values_list("variant", "gtin"))
        forms = [f"{indicator}{number[1:13]}" for number in numbers for indicator in INDICATORS]
        entries = list(Gtin.objects.filter(gtin__in=[form + check_digit(form) for form in forms]))
        self.by_number = {entry.gtin: entry for entry in entries}
        self._holders: dict[str, set[int | None]] = defaultdict(set)
        for entry in entries:
            self._holders[entry.gtin[1:13]].add(entry.variant_id)

    def taken_by_others(self, number: str, variant: Variant | None) -> bool:
        """Return whether a pack of another variant carries the item number of ``number``."""
        entry = self.by_number.get(number)
        others = self._holders.get(number[1:13], set()) - {variant.pk if variant else 0}
        return bool(others - {None} if entry else others)

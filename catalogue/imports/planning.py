"""What each row would do to the catalogue as it is now. Reads in bulk, writes nothing."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from catalogue.errors import DomainError
from catalogue.gs1.gtin import check_digit, display_gtin
from catalogue.history import current_actor
from catalogue.imports.cell_errors import ChoiceUnknown
from catalogue.imports.certificates import CertificatePlan, plan_certificates
from catalogue.imports.cooperatives import CooperativeBook
from catalogue.imports.entering import Entrance
from catalogue.imports.fields import Image, product_fields, reviewed_part, take_image, variant_fields
from catalogue.imports.row_errors import ProductShared, SkuMerged
from catalogue.imports.rows import CheckedRow
from catalogue.models import (
    ApprovalKind,
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
from catalogue.skus import sku_error

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
    before: Image | None
    """What is on record; none for what the row creates."""
    after: Image
    """What the row leaves behind."""
    step: ApprovalKind | None
    """The step on the way to the public that this is."""
    new_gtin: str | None = None

    def changes(self, part: str) -> bool:
        """Return whether the ``product`` or the ``variant`` differs from what is on record."""
        return self.before is None or bool(self.before[part] != self.after[part])

    def asks(self) -> bool:
        """Return whether anything that the Alliance looks at differs from what is on record."""
        return self.before is None or reviewed_part(self.before) != reviewed_part(self.after)


class Planner:
    """Plans the rows of one file against the catalogue; ``enter_as`` says how goods enter."""

    def __init__(self, book: CooperativeBook, today: datetime.date, enter_as: ProductState) -> None:
        self._book = book
        self._today = today
        self._entrance = Entrance(enter_as, timezone.now(), current_actor())
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
            if wrong := sku_error(row.values["sku"]):
                row.refuse("sku", wrong)
                return None
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
        variant = Variant(product=product, cooperative=cooperative, sku=row.values["sku"])
        self._write(row, product, variant)
        step = self._entrance.enter(product, variant, published=row.values.get("published"))
        self._note_unsubmitted(row, product, siblings=1)
        certificates = self._certificates(row, [])
        kept = list(certificates.save)
        after = take_image(product, variant, kept)
        return RowPlan(row, ImportAction.CREATE, product, variant, certificates, None, after, step)

    def _change(self, row: CheckedRow, variant: Variant, present: "_Present") -> RowPlan:
        product = variant.product
        known = present.certificates[product.pk]
        before = take_image(product, variant, known)
        restored = self._entrance.bring_back(product, variant)
        self._write(row, product, variant)
        published = row.values.get("published")
        siblings = present.siblings[product.pk]
        step = self._entrance.settle(
            product, variant, published=published, restored=restored, siblings=siblings
        )
        self._note_unsubmitted(row, product, siblings=siblings)
        certificates = self._certificates(row, known)
        kept = [one for one in known if one not in certificates.drop]
        kept += [one for one in certificates.save if one.pk is None]
        after = take_image(product, variant, kept)
        if siblings > 1 and (before["product"], before["certificates"]) != (
            after["product"],
            after["certificates"],
        ):
            row.refuse("sku", ProductShared(sku=variant.sku, count=siblings))
        action = ImportAction.UPDATE if after != before else ImportAction.UNCHANGED
        action = ImportAction.RESTORE if restored else action
        return RowPlan(row, action, product, variant, certificates, before, after, step)

    def _write(self, row: CheckedRow, product: Product, variant: Variant) -> None:
        texts = self._entrance.known_texts(product)
        fields = product_fields(row.values, self._categories, texts)
        self._entrance.write(product, variant, fields, variant_fields(row.values))

    def _note_unsubmitted(self, row: CheckedRow, product: Product, *, siblings: int) -> None:
        published = row.values.get("published")
        if note := self._entrance.note_unsubmitted(product, published=published, siblings=siblings):
            row.warn("published", note)

    def _certificates(self, row: CheckedRow, known: list[Certificate]) -> CertificatePlan:
        ocop = [one for one in known if one.kind == CertificateKind.OCOP]
        plan = plan_certificates(row, ocop, self._today)
        self._entrance.vouch(plan.save)
        return plan

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
        products: dict[int, Product] = {}
        for variant in self.variants.values():  # rows of one product change one product
            variant.product = products.setdefault(variant.product_id, variant.product)
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

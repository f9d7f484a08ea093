"""Taking an applied import back: created goods are deleted, changed ones are as they were.

Numbers stay: a GTIN that came with a row stands on packs somewhere, so it stays with its variant for ever,
deleted or not. Cooperatives and prefixes stay too, for numbers may have been given under them.

Goods that were worked with since are not deleted: a photo, a number, a label or a pallet would be of nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from catalogue.approval.queue import settle_queues
from catalogue.imports.fields import (
    Image,
    certificate_image,
    digest,
    put_back,
    put_certificate_back,
    save_products,
    save_variants,
    take_image,
)
from catalogue.imports.later_uses import LaterUses
from catalogue.imports.planning import CHUNK
from catalogue.imports.row_errors import ImportChangedSince, ImportNotApplied, ImportOfTheHouse
from catalogue.imports.staging import Progress, no_progress
from catalogue.imports.steps import tell_steps_back
from catalogue.listings import render_products
from catalogue.locks import lock_variants
from catalogue.models import (
    Certificate,
    ImportAction,
    ImportJob,
    ImportRow,
    ImportStatus,
    Product,
    ProductState,
    Variant,
)

_SHOWN_ROWS = 10


@dataclass
class _Target:
    """A row that changed something, with what it changed as it is now."""

    row: ImportRow
    variant: Variant
    certificates: list[Certificate]
    siblings: int
    used_later: bool = False
    """Whether something came to the goods, or to papers, that would be lost with them."""
    now: Image = field(init=False)

    def __post_init__(self) -> None:
        self.now = take_image(self.variant.product, self.variant, self.certificates)

    def is_untouched(self) -> bool:
        """Return whether nobody has changed the product since the import, or uses what undoing deletes."""
        if self.used_later or (self.row.action == ImportAction.CREATE and self.siblings != 1):
            return False
        return digest(self.now) == self.row.after_digest

    def changes(self, part: str) -> bool:
        """Return whether undoing the row changes the ``product`` or the ``variant``."""
        before = self.row.before
        return part == "product" if before is None else bool(before[part] != self.now[part])

    def changes_certificates(self) -> bool:
        """Return whether undoing the row changes, removes or deletes certificates."""
        before = self.row.before
        return before is None or bool(before["certificates"] != self.now["certificates"])

    def deletes(self, part: str) -> bool:
        """Return whether undoing the row deletes the ``product`` or the ``variant``."""
        before = self.row.before
        return before is None or bool(before[part]["deleted_at"] != self.now[part]["deleted_at"])


@transaction.atomic
def undo(job: ImportJob, *, may_publish: bool = False, progress: Progress = no_progress) -> ImportJob:
    """Return ``job``, undone.

    Goods that the public saw before the import, and sees no longer, are submitted to the Alliance, unless
    whoever undoes it ``may_publish``.

    Raises ImportNotApplied; ImportChangedSince when goods were changed after it, or got photos, numbers,
    labels or the like that would be lost with them, then nothing is undone; ImportOfTheHouse for what the
    command has imported, whose rows and papers count as approved.
    """
    job = ImportJob.objects.select_for_update().get(pk=job.pk)
    if not (job.actor or may_publish):
        raise ImportOfTheHouse
    if job.status != ImportStatus.APPLIED or job.applied_at is None:
        raise ImportNotApplied(status=job.status)
    rows = list(job.rows.exclude(action=ImportAction.UNCHANGED).order_by("number"))
    lock_variants([row.variant_id for row in rows if row.variant_id], also_deleted=True)
    uses = LaterUses(job.applied_at)
    changed: list[int] = []
    touched: list[int] = []
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        targets = _load(chunk)
        _find_later_uses(targets, uses)
        changed += sorted({row.number for row in chunk} - {one.row.number for one in targets})
        changed += [one.row.number for one in targets if not one.is_untouched()]
        if not changed:
            _put_back(job, targets, may_publish=may_publish)
        touched += [one.variant.product_id for one in targets]
        progress("undo", start + len(chunk), len(rows))
    if changed:
        more = " …" if len(changed) > _SHOWN_ROWS else ""
        raise ImportChangedSince(rows=", ".join(map(str, sorted(changed)[:_SHOWN_ROWS])) + more)
    render_products(touched, progress=lambda done: progress("render", done, len(touched)))
    job.status = ImportStatus.UNDONE
    job.undone_at = timezone.now()
    job.save(update_fields=["status", "undone_at"])
    return job


def _load(rows: Sequence[ImportRow]) -> list[_Target]:
    """Return the goods of ``rows`` as they are now; a row whose variant is gone has none."""
    ids = [row.variant_id for row in rows if row.variant_id]
    variants = Variant.objects.select_related("product").in_bulk(ids)
    products: dict[int, Product] = {}
    for one in variants.values():  # rows of one product change one product
        one.product = products.setdefault(one.product_id, one.product)
    product_ids = set(products)
    siblings = Counter(
        Variant.objects.filter(product__in=product_ids, deleted_at=None).values_list("product", flat=True)
    )
    certificates: dict[int, list[Certificate]] = {}
    for certificate in Certificate.objects.filter(product__in=product_ids).order_by("pk"):
        certificates.setdefault(certificate.product_id, []).append(certificate)
    return [
        _Target(row, variant, certificates.get(variant.product_id, []), siblings[variant.product_id])
        for row in rows
        if row.variant_id and (variant := variants.get(row.variant_id))
    ]


def _find_later_uses(targets: Sequence[_Target], uses: LaterUses) -> None:
    """Note for each of ``targets`` whether undoing it would take goods away from what came to them since."""
    products = {one.variant.product_id for one in targets if one.deletes("product")}
    variants = {one.variant.pk for one in targets if one.deletes("product") or one.deletes("variant")}
    papered = uses.papers({one.variant.product_id for one in targets if one.changes_certificates()})
    used_products, used_variants = uses.of_products(products), uses.of_variants(variants)
    for one in targets:
        product_id = one.variant.product_id
        one.used_later = (
            (one.deletes("product") and product_id in used_products)
            or one.variant.pk in used_variants
            or (one.changes_certificates() and product_id in papered)
        )


def _put_back(job: ImportJob, targets: list[_Target], *, may_publish: bool) -> None:
    now = timezone.now()
    states = []
    for target in targets:
        before: Image | None = target.row.before
        variant, product = target.variant, target.variant.product
        states.append((product, product.state))
        if before is None:
            product.deleted_at = now
        else:
            state = product.state
            put_back(before, product, variant)
            _put_certificates_back(target, before)
            if not may_publish and product.state == ProductState.APPROVED != state:
                product.state, product.submitted_at = ProductState.SUBMITTED, now
    save_variants(one.variant for one in targets if one.changes("variant"))
    products = {one.variant.product_id: one.variant.product for one in targets}
    queued = settle_queues(products.values(), ask=products)
    save_products([*(one.variant.product for one in targets if one.changes("product")), *queued])
    tell_steps_back(job, states)


def _put_certificates_back(target: _Target, before: Image) -> None:
    """Give certificates their former content; each stays the same row, so that its papers stay with it."""
    missing = list(before["certificates"])
    changed = []
    for row in target.certificates:
        image = certificate_image(row)
        if image in missing:
            missing.remove(image)
        else:
            changed.append(row)
    for image in missing:
        row = next((one for one in changed if one.kind == image["kind"]), Certificate())
        if row in changed:
            changed.remove(row)
        row.product = target.variant.product
        put_certificate_back(image, row)
        row.save()
    for row in changed:
        row.delete()

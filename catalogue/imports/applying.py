"""Applying a staged import: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from catalogue.approval.queue import settle_queues
from catalogue.approval.unseen import forget_unseen
from catalogue.history import RecordKind, record_rows
from catalogue.imports.cooperatives import CooperativeBook
from catalogue.imports.fields import digest, save_products, save_variants
from catalogue.imports.planning import CHUNK, Planner, RowPlan
from catalogue.imports.row_errors import ImportNotStaged, ImportOutdated, ImportOvertaken, ImportRefused
from catalogue.imports.rows import CheckedRow
from catalogue.imports.staging import Progress, no_progress
from catalogue.imports.steps import tell_steps
from catalogue.listings import render_products, today
from catalogue.locks import lock_company_prefixes, lock_variants
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
from catalogue.numbering import adopt_gtins
from catalogue.slugs import is_provisional, lasting_slug, provisional_slug
from catalogue.texts import pick_text

_OUTCOME = ("action", "warnings", "before", "after_digest", "variant")
_SHOWN_ROWS = 10


def apply(
    job: ImportJob,
    *,
    enter_as: ProductState = ProductState.DRAFT,
    progress: Progress = no_progress,
) -> ImportJob:
    """Return ``job``, applied: its rows are in the catalogue, and rendered as far as they are public.

    ``enter_as`` says how new goods enter. Approved: the operator of the house imports, and all of it is
    approved by that, changes too. Draft or submitted: a cooperative does, and changes of goods that are
    approved wait for the Alliance.

    Interrupted at any point, nothing is applied, and the job may be applied again.

    Raises ImportRefused, ImportNotStaged, ImportOutdated when the catalogue has changed so that a row no
    longer fits, or ImportOvertaken when somebody writes the same goods at this very moment.
    """
    if job.status == ImportStatus.FAILED:
        raise ImportRefused(count=job.invalid_count)
    startable = ImportJob.objects.filter(pk=job.pk, status__in=[ImportStatus.STAGED, ImportStatus.APPLYING])
    if not startable.update(status=ImportStatus.APPLYING):
        raise ImportNotStaged(status=ImportJob.objects.get(pk=job.pk).status)
    try:
        with transaction.atomic():
            return _apply(ImportJob.objects.select_for_update().get(pk=job.pk), enter_as, progress)
    except (IntegrityError, OperationalError) as error:
        # Another transaction has created the same goods, or locked them in another order.
        _put_back_in_line(job)
        raise ImportOvertaken from error
    except BaseException:
        _put_back_in_line(job)
        raise


def _put_back_in_line(job: ImportJob) -> None:
    # Should this fail too, the job stays "applying", which may be applied again just as well.
    with suppress(DatabaseError):
        ImportJob.objects.filter(pk=job.pk, status=ImportStatus.APPLYING).update(status=ImportStatus.STAGED)


def _apply(job: ImportJob, enter_as: ProductState, progress: Progress) -> ImportJob:
    _require_still_applying(job)
    stored = list(job.rows.order_by("number"))
    rows = [CheckedRow(one.number, one.values) for one in stored]
    book = CooperativeBook(rows)
    book.check()
    _require_current(rows)
    book.create_missing()
    _lock_goods(rows, book)
    writer = _Writer(Planner(book, today(), enter_as), job, approves=enter_as == ProductState.APPROVED)
    for start in range(0, len(rows), CHUNK):
        chunk = slice(start, start + CHUNK)
        writer.write(rows[chunk], stored[chunk])
        progress("apply", min(start + CHUNK, len(rows)), len(rows))
    touched = writer.touched_products
    render_products(touched, progress=lambda done: progress("render", done, len(touched)))
    return _finish(job, stored)


def _require_still_applying(job: ImportJob) -> None:
    """Raise ImportNotStaged when another worker was faster; ``job`` is locked by now."""
    if job.status != ImportStatus.APPLYING:
        raise ImportNotStaged(status=job.status)


def _lock_goods(rows: Sequence[CheckedRow], book: CooperativeBook) -> None:
    """Lock the goods on record that the rows name, and the prefixes of those that bring a number.

    All at once, in the order that all verbs keep: taken chunk by chunk they would follow the file.
    """
    found: list[int] = []
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        found += Variant.objects.filter(
            cooperative__in={book.known[row.values["tax_code"]] for row in chunk},
            sku__in=[row.values["sku"] for row in chunk],
        ).values_list("pk", flat=True)
    lock_variants(found, also_deleted=True)
    lock_company_prefixes({book.known[row.values["tax_code"]].pk for row in rows if row.values.get("gtin")})


def _finish(job: ImportJob, stored: list[ImportRow]) -> ImportJob:
    actions = [one.action for one in stored]
    job.created_count = sum(action in (ImportAction.CREATE, ImportAction.RESTORE) for action in actions)
    job.updated_count = actions.count(ImportAction.UPDATE)
    job.unchanged_count = actions.count(ImportAction.UNCHANGED)
    job.applied_count = len(actions)
    job.status = ImportStatus.APPLIED
    job.applied_at = timezone.now()
    job.save()
    return job


def _require_current(rows: Sequence[CheckedRow]) -> None:
    """Raise ImportOutdated when rows that were valid at staging no longer are."""
    refused = [str(row.number) for row in rows if row.errors]
    if refused:
        more = " …" if len(refused) > _SHOWN_ROWS else ""
        raise ImportOutdated(rows=", ".join(refused[:_SHOWN_ROWS]) + more)


class _Writer:
    """Writes the plans of one job, some hundred rows at a time."""

    def __init__(self, planner: Planner, job: ImportJob, *, approves: bool) -> None:
        self.touched_products: list[int] = []
        self._planner = planner
        self._job = job
        self._approves = approves
        self._slugs = set(Product.objects.values_list("slug", flat=True))

    def write(self, rows: Sequence[CheckedRow], stored: Sequence[ImportRow]) -> None:
        """Save what ``rows`` ask for and note the outcome in ``stored``."""
        plans = [plan for plan in self._planner.plan(rows) if plan]
        _require_current(rows)
        self._create([plan for plan in plans if plan.action == ImportAction.CREATE])
        self._change([p for p in plans if p.action in (ImportAction.UPDATE, ImportAction.RESTORE)])
        changed = [plan for plan in plans if plan.action != ImportAction.UNCHANGED]
        _write_certificates(changed)
        tell_steps(self._job, [(plan.product, plan.step) for plan in changed if plan.step])
        adopt_gtins([(plan.variant, plan.new_gtin) for plan in changed if plan.new_gtin])
        self.touched_products += [plan.product.pk for plan in changed]
        _note_outcomes(plans, stored)

    def _create(self, plans: list[RowPlan]) -> None:
        self._settle_slugs(plans)
        Product.objects.bulk_create([plan.product for plan in plans])
        record_rows(Product, [plan.product.pk for plan in plans], RecordKind.CREATED)
        for plan in plans:
            plan.variant.product = plan.product
        Variant.objects.bulk_create([plan.variant for plan in plans])
        record_rows(Variant, [plan.variant.pk for plan in plans], RecordKind.CREATED)

    def _change(self, plans: list[RowPlan]) -> None:
        self._settle_slugs(plans)
        save_variants(plan.variant for plan in plans if plan.changes("variant"))
        asking = set() if self._approves else {plan.product.pk for plan in plans if plan.asks()}
        queued = settle_queues([plan.product for plan in plans], ask=asking)
        save_products([*(plan.product for plan in plans if plan.changes("product")), *queued])
        if self._approves:
            forget_unseen([plan.product.pk for plan in plans if plan.asks()])

    def _settle_slugs(self, plans: list[RowPlan]) -> None:
        """Give goods that are approved by now their lasting slug, and other new ones a provisional one."""
        for product in (plan.product for plan in plans):
            name = pick_text(product.name, "vi")
            if product.state == ProductState.APPROVED and is_provisional(product.slug):
                product.slug = lasting_slug(name, taken=self._slugs)
                self._slugs.add(product.slug)
            elif not product.slug:
                product.slug = provisional_slug(name)


def _write_certificates(plans: list[RowPlan]) -> None:
    dropped = [one.pk for plan in plans for one in plan.certificates.drop]
    if dropped:
        Certificate.objects.filter(pk__in=dropped).delete()
    fresh = []
    for plan in plans:
        for certificate in plan.certificates.save:
            if certificate.pk:
                certificate.save()
            else:
                certificate.product = plan.product
                fresh.append(certificate)
    Certificate.objects.bulk_create(fresh)
    record_rows(Certificate, [certificate.pk for certificate in fresh], RecordKind.CREATED)


def _note_outcomes(plans: list[RowPlan], stored: Sequence[ImportRow]) -> None:
    by_number = {one.number: one for one in stored}
    for plan in plans:
        outcome = by_number[plan.row.number]
        outcome.action = plan.action
        outcome.variant = plan.variant
        outcome.before = plan.before if plan.action != ImportAction.UNCHANGED else None
        outcome.warnings = [remark.as_json() for remark in plan.row.warnings]
        if plan.action != ImportAction.UNCHANGED:
            outcome.after_digest = digest(plan.after)
    ImportRow.objects.bulk_create(stored, update_conflicts=True, unique_fields=["pk"], update_fields=_OUTCOME)

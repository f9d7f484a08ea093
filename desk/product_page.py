"""The page of one product, and the steps that are one tap from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalogue.approval import discard_changes, submit_product
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.gs1.gtin import display_gtin
from catalogue.lifecycle import copy_product, delete_product, restore_product
from catalogue.models import (
    ApprovalKind,
    CompanyPrefix,
    Gtin,
    GtinState,
    InStoreNumber,
    PackagingLevel,
    Product,
    ProductState,
    ScanAlias,
    Variant,
)
from catalogue.models.approvals import NEEDS_REASON
from desk.deleted_parts import deleted_parts, quantity_shown
from desk.frame import DeskRequest, desk_page, one
from desk.review import Review, Step, review_of
from desk.small_forms import RefusedForm, refused_form
from desk.templatetags.desk import dong
from desk.texts import say
from people.scope import Scope
from people.sent_forms import do_once

CLIP_LANGUAGES = ("vi", "en", "hmn", "ium", "tyz", "nut")
"""Vietnamese, English, H'Mông, Dao, Tày and Nùng (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as it is printed; ``units`` are the pieces in a pack, None on the piece itself.

    ``key`` is the row's in the ledger, None for an in-store number; ``row`` is either, for its history.
    """

    number: str
    units: int | None
    row: Gtin | InStoreNumber
    key: int | None = None


@dataclass(frozen=True, slots=True)
class VariantCard:
    """A variant with what can be done about it."""

    variant: Variant
    quantity: str
    numbers: list[Numbered]
    other_codes: list[ScanAlias]
    needs_number: bool
    may_have_in_store: bool

    @property
    def price(self) -> str:
        """Return the price as its form shows it."""
        return dong(self.variant.price_vnd)

    @property
    def may_retire(self) -> bool:
        """Return whether it has numbers of the ledger; an in-store number stays."""
        return any(number.key for number in self.numbers)


def product_of(scope: Scope, key: int) -> Product:
    """Return the product, a deleted one too. Raises Http404, also for a neighbour's."""
    rows = Product.objects.filter(merged_into__isnull=True)
    return one(rows.select_related("cooperative", "category"), key, scope)


@desk_page
def product(request: DeskRequest, key: int) -> HttpResponse:
    """Show a product of one's own."""
    return show_product(request, product_of(request.scope, key))


@desk_page
@require_POST
def product_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Do what a button of the page says. Raises Http404 for a step that is not there."""
    row = product_of(request.scope, key)
    verb = _STEPS.get(step)
    if verb is None:
        raise Http404
    return carry_out(request, row, lambda: product_address(verb(row)), say(f"did_{step}"))


def carry_out(
    request: DeskRequest, row: Product, effect: Callable[[], str], said: str, form: str = ""
) -> HttpResponse:
    """Do ``effect`` once and go where it leads; a refusal is told on the page of ``row``, in ``form``."""
    try:
        address = do_once(request.user, request.POST.get("mark", ""), effect)
    except NotFound:
        raise
    except CodedError as error:
        return show_product(request, product_of(request.scope, row.pk), refused_form(request, form, error))
    messages.success(request, said)
    return redirect(address)


def product_address(row: Product) -> str:
    """Return where the page of ``row`` is."""
    return reverse("desk:product", args=[row.pk])


def show_product(request: DeskRequest, row: Product, refused: RefusedForm | None = None) -> HttpResponse:
    """Return the page of ``row``, with the form that was refused a moment ago."""
    review = review_of(row)
    variants = list(row.variants.filter(merged_into__isnull=True).order_by("position", "pk"))
    shown = {
        "review": review,
        "row": row,
        "sent_back": _sent_back(review.steps, row),
        "cards": _cards(row, [one for one in variants if one.deleted_at is None]),
        "gone": deleted_parts(row, variants),
        "mistakes": refused.lines if refused else (),
        "refused": refused,
        "owns_cooperative": request.scope.owns(row.cooperative_id),
        "languages": [(code, say(f"language_{code}")) for code in CLIP_LANGUAGES],
        "can_submit": _can_submit(row, has_changes=_waits(review)),
        "can_discard": row.state == ProductState.APPROVED and bool(review.changes),
    }
    return render(request, "desk/goods/product.html", shown, status=422 if refused else 200)


def _waits(review: Review) -> bool:
    new_media = any(media.is_new for media in (*review.photos, *review.clips))
    return bool(review.changes) or new_media or any(sold.is_new for sold in review.variants)


def _can_submit(row: Product, *, has_changes: bool) -> bool:
    if row.deleted_at is not None or row.submitted_at is not None:
        return False
    return row.state != ProductState.APPROVED or has_changes


def _sent_back(steps: Sequence[Step], row: Product) -> Step | None:
    """Return the latest step when it was a refusal with a reason and nobody has asked again since."""
    latest = steps[0] if steps and row.submitted_at is None else None
    return latest if latest and ApprovalKind(latest.event.kind) in NEEDS_REASON else None


def _cards(row: Product, variants: Sequence[Variant]) -> list[VariantCard]:
    """Return ``variants`` with their numbers and other codes, in four queries."""
    numbers: dict[int | None, list[Numbered]] = {variant.pk: [] for variant in variants}
    pieces = set()
    for entry in Gtin.objects.filter(variant__in=variants, state=GtinState.ASSIGNED).order_by(
        "units", "gtin"
    ):
        is_piece = entry.packaging_level == PackagingLevel.EACH
        numbers[entry.variant_id].append(
            Numbered(display_gtin(entry.gtin), None if is_piece else entry.units, entry, entry.pk)
        )
        pieces |= {entry.variant_id} if is_piece else set()
    in_store = {row.variant_id: row for row in InStoreNumber.objects.filter(variant__in=variants)}
    for key, row_of_number in in_store.items():
        numbers[key].append(Numbered(row_of_number.number, None, row_of_number))
    other_codes: dict[int, list[ScanAlias]] = {variant.pk: [] for variant in variants}
    for alias in ScanAlias.objects.filter(variant__in=variants).order_by("code"):
        other_codes[alias.variant_id].append(alias)
    prefixes = CompanyPrefix.objects.filter(cooperative=row.cooperative_id)
    has_prefix = prefixes.in_force(timezone.localdate()).exists()
    return [
        VariantCard(
            variant,
            quantity_shown(variant),
            numbers[variant.pk],
            other_codes[variant.pk],
            variant.pk not in pieces,
            variant.pk not in pieces and variant.pk not in in_store and not has_prefix,
        )
        for variant in variants
    ]


_STEPS: dict[str, Callable[[Product], Product]] = {
    "submit": lambda row: submit_product(product=row),
    "discard": lambda row: discard_changes(product=row),
    "copy": lambda row: copy_product(product=row),
    "delete": lambda row: delete_product(product=row),
    "restore": lambda row: restore_product(product=row),
}

"""What is done about one variant from the page of its product: numbers, price, availability, removal."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from catalogue.approval import edit_variant
from catalogue.gs1.errors import CodedError, printable
from catalogue.imports.prices import read_price_vnd
from catalogue.lifecycle import delete_variant, restore_variant
from catalogue.locks import lock_variants
from catalogue.models import Variant
from catalogue.numbering import adopt_gtin, allocate_gtin, assign_in_store_number
from catalogue.numbering.errors import GtinAlreadyAssigned, InStoreNumberAlreadyAssigned
from desk.code_steps import add_code, remove_code, retire
from desk.frame import DeskRequest, desk_page, one
from desk.product_page import carry_out, product_address
from desk.small_forms import require_seen
from desk.templatetags.desk import dong
from desk.texts import say
from people.number_rights import may_adopt
from people.scope import Scope

LONGEST_FIELD = 100


def variant_of(scope: Scope, key: int) -> Variant:
    """Return the variant, a deleted one too. Raises Http404, also for a neighbour's."""
    rows = Variant.objects.filter(merged_into__isnull=True)
    return one(rows.select_related("product"), key, scope)


@desk_page
@require_POST
def variant_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Do what a button beside a variant says. Raises Http404 for a step that is not there."""
    row = variant_of(request.scope, key)
    verb = _STEPS.get(step)
    if verb is None:
        raise Http404

    def effect() -> str:
        verb(row, request)
        return product_address(row.product)

    try:
        return carry_out(request, row.product, effect, say(f"did_variant_{step}"), f"{step}-{key}")
    except _AlreadyThere as present:
        messages.info(request, say("has_number", number=present.number))
        return redirect(product_address(row.product))


class _AlreadyThere(Exception):
    """The number that was asked for was given a moment ago, by a colleague perhaps."""

    def __init__(self, number: str) -> None:
        self.number = number


class _OwnersAlone(CodedError):
    """A number under no company prefix, which a member of staff typed."""

    code = "owner_only"
    vi = "GTIN-8 không nằm dưới mã doanh nghiệp GS1 nào: chỉ chủ quản của hợp tác xã nhập được."
    en = "A GTIN-8 stands under no GS1 company prefix: only an owner of the cooperative enters it."


class _NotWhole(CodedError):
    """Pieces of a pack that are no whole number."""

    code = "packaging_units"
    vi = "“{text}” không phải số nguyên. Hãy viết số món bên trong, ví dụ 12."
    en = "“{text}” is no whole number. Write how many pieces are inside, such as 12."


class _NothingTyped(_NotWhole):
    """A pack of nobody knows how many pieces."""

    vi = "Hãy viết số món bên trong, ví dụ 12."
    en = "Write how many pieces are inside, such as 12."


def _number(row: Variant, _: DeskRequest) -> None:
    try:
        allocate_gtin(variant=row)
    except GtinAlreadyAssigned as present:
        raise _AlreadyThere(str(present.facts["number"])) from None


def _in_store(row: Variant, _: DeskRequest) -> None:
    try:
        assign_in_store_number(variant=row)
    except InStoreNumberAlreadyAssigned as present:
        raise _AlreadyThere(str(present.facts["number"])) from None


def _pack(row: Variant, request: DeskRequest) -> None:
    level = request.POST.get("level", "")
    allocate_gtin(variant=row, packaging_level=level[:LONGEST_FIELD], units=_whole(request, "units"))


def _adopt(row: Variant, request: DeskRequest) -> None:
    number = request.POST.get("number", "").strip()[:LONGEST_FIELD]
    if not may_adopt(request.scope, cooperative=row.cooperative_id, gtin=number):
        raise _OwnersAlone
    adopt_gtin(variant=row, gtin=number)


def _price(row: Variant, request: DeskRequest) -> None:
    price = read_price_vnd(request.POST.get("price", "")[:LONGEST_FIELD])
    now = lock_variants([row.pk])[row.pk].price_vnd
    require_seen(request, str(now), dong(now))
    edit_variant(variant=row, changes={"price_vnd": price})


def _whole(request: DeskRequest, name: str) -> int:
    """Return the whole number that was typed. Raises _NotWhole, which says what was typed instead."""
    text = request.POST.get(name, "").strip()[:LONGEST_FIELD]
    if not text:
        raise _NothingTyped
    if not (text.isascii() and text.isdecimal()):
        raise _NotWhole(text=printable(text))
    return int(text)


_STEPS: dict[str, Callable[[Variant, DeskRequest], object]] = {
    "number": _number,
    "in_store": _in_store,
    "pack": _pack,
    "adopt": _adopt,
    "add_code": add_code,
    "remove_code": remove_code,
    "retire": retire,
    "price": _price,
    "sold_out": lambda row, _: edit_variant(variant=row, changes={"available": False}),
    "available": lambda row, _: edit_variant(variant=row, changes={"available": True}),
    "delete": lambda row, _: delete_variant(variant=row),
    "restore": lambda row, _: restore_variant(variant=row),
}

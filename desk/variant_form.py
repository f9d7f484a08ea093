"""The form of a variant: another size or packing of the same goods, or one to be changed."""

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from catalogue.approval import edit_variant
from catalogue.approval.pending import wished_values
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.lifecycle import create_variant
from catalogue.lifecycle.creation import next_sku
from catalogue.locks import lock_variants
from catalogue.models import Product, Variant
from catalogue.quantity import NetQuantity
from desk.frame import DeskRequest, desk_page, one
from desk.goods_fields import form_shown, note_refusal, read_sold, typed
from desk.product_page import product_address, product_of
from desk.texts import say
from people.sent_forms import do_once

FIELDS = ("net", "price", "sku", "name_vi", "name_en")


@desk_page
def new_variant(request: DeskRequest, key: int) -> HttpResponse:
    """Show the empty form, or add what was filled in to the product."""
    product = product_of(request.scope, key)
    if request.method != "POST":
        return _form(request, product, dict.fromkeys(FIELDS, ""), {})
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    sold = read_sold(given, mistakes)

    def make() -> str:
        sku = given["sku"] or next_sku(product.cooperative)
        create_variant(product=product, sku=sku, name=_name(given, {}), **sold)  # type: ignore[arg-type]
        return product_address(product)

    if not mistakes:
        try:
            address = do_once(request.user, request.POST.get("mark", ""), make)
        except NotFound:
            raise
        except CodedError as error:
            note_refusal(error, mistakes, given)
        else:
            messages.success(request, say("did_add_variant"))
            return redirect(address)
    return _form(request, product, given, mistakes)


@desk_page
def edit(request: DeskRequest, key: int) -> HttpResponse:
    """Show a variant to be changed, and change it; a stale form shows what is there now."""
    rows = Variant.objects.present().select_related("product", "cooperative")
    row = one(rows, key, request.scope)
    if request.method != "POST":
        return _form(request, row.product, _shown(row), {}, row)
    given, mistakes = typed(request, *FIELDS), dict[str, str]()
    try:
        if not _change(request, row, given, mistakes):
            row = one(rows, key, request.scope)
            return _form(request, row.product, given, {"": say("changed_meanwhile")}, row, _shown(row))
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given)
    if mistakes:
        return _form(request, row.product, given, mistakes, row)
    messages.success(request, say("saved"))
    return redirect(product_address(row.product))


@transaction.atomic
def _change(request: DeskRequest, row: Variant, given: Mapping[str, str], mistakes: dict[str, str]) -> bool:
    """Change the variant unless ``mistakes`` come up; return False where the form is stale."""
    locked = lock_variants([row.pk])[row.pk]
    if request.POST.get("seen") != locked.updated_at.isoformat():
        return False
    sold = read_sold(given, mistakes)
    if not mistakes:
        name = _name(given, wished_values(locked)["name"])
        edit_variant(variant=locked, changes=sold | {"sku": given["sku"], "name": name})
    return True


def _name(given: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    typed_in = {language: given[f"name_{language}"] for language in ("vi", "en")}
    return {name: text for name, text in (dict(before) | typed_in).items() if text}


def _shown(row: Variant) -> dict[str, str]:
    wished = wished_values(row)
    parts = (wished[name] for name in ("net_amount", "net_unit", "pack_count", "pack_unit", "specification"))
    return {
        "net": NetQuantity(*parts).display("vi"),
        "price": str(row.price_vnd),
        "sku": row.sku,
        "name_vi": wished["name"].get("vi", ""),
        "name_en": wished["name"].get("en", ""),
    }


def _form(
    request: DeskRequest,
    product: Product,
    given: Mapping[str, str],
    mistakes: Mapping[str, str],
    row: Variant | None = None,
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    shown = {
        "product": product,
        "row": row,
        **form_shown(given, mistakes, theirs),
        "seen": row.updated_at.isoformat() if row else "",
    }
    return render(request, "desk/goods/variant_form.html", shown, status=422 if mistakes else 200)

"""The form of a product: a new one with its first variant and photo, or its content to be changed."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from catalogue.approval import edit_product
from catalogue.approval.pending import wished_values
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.lifecycle import create_product, create_variant
from catalogue.lifecycle.creation import next_sku
from catalogue.locks import lock_products
from catalogue.media.acceptance import accept_photo
from catalogue.media.items import Kept, add_photo, keep
from catalogue.media.limits import MAX_PHOTO_BYTES
from catalogue.models import Category, Product
from desk.frame import DeskRequest, desk_page
from desk.goods_fields import (
    attempt,
    categories,
    form_shown,
    label_groups,
    merged_texts,
    names_of_texts,
    note_refusal,
    read_days,
    read_sold,
    typed,
)
from desk.imports import choices_of
from desk.product_page import product_address, product_of
from desk.texts import say
from people.scope import choose_cooperative
from people.sent_forms import do_once

CONTENT = (*names_of_texts(), "category", "label_group", "shelf_life_days")
NEW = (*CONTENT, "net", "price", "sku", "cooperative")


@desk_page
def new_product(request: DeskRequest) -> HttpResponse:
    """Show the empty form, or make a draft of what was filled in: product, first variant, photo."""
    if request.method != "POST":
        return _form(request, dict.fromkeys(NEW, ""), {})
    given, mistakes = typed(request, *NEW), dict[str, str]()
    values = _content(given, {}, mistakes)
    sold = read_sold(given, mistakes)
    kept = _photo(request.FILES.get("photo"), mistakes)
    if not mistakes:
        try:
            address = do_once(
                request.user, request.POST.get("mark", ""), lambda: _make(request, given, values, sold, kept)
            )
        except NotFound:
            raise
        except CodedError as error:
            note_refusal(error, mistakes, given)
        else:
            messages.success(request, say("did_add"))
            return redirect(address)
    return _form(request, given, mistakes)


@desk_page
def edit(request: DeskRequest, key: int) -> HttpResponse:
    """Show the content of a product to be changed, and change it.

    The form carries when the content was last written: what somebody else wrote meanwhile is shown beside
    what was typed, and nothing is overwritten unseen.
    """
    row = product_of(request.scope, key)
    if request.method != "POST":
        return _form(request, _shown(row), {}, row=row)
    given, mistakes = typed(request, *CONTENT), dict[str, str]()
    try:
        if not _change(request, row, given, mistakes):
            row = product_of(request.scope, key)
            return _form(request, given, {"": say("changed_meanwhile")}, row=row, theirs=_shown(row))
    except NotFound:
        raise
    except CodedError as error:
        note_refusal(error, mistakes, given)
    if mistakes:
        return _form(request, given, mistakes, row=row)
    messages.success(request, say("saved"))
    return redirect(product_address(row))


@transaction.atomic
def _change(request: DeskRequest, row: Product, given: Mapping[str, str], mistakes: dict[str, str]) -> bool:
    """Change the content unless ``mistakes`` come up; return False where the form is stale."""
    locked = lock_products([row.pk])[row.pk]
    if request.POST.get("seen") != _version(locked.updated_at):
        return False
    values = _content(given, wished_values(locked), mistakes)
    if not mistakes:
        edit_product(product=locked, changes=values)
    return True


def _version(moment: datetime.datetime) -> str:
    return moment.isoformat()


def _content(given: Mapping[str, str], before: Mapping[str, Any], mistakes: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a product as typed; what is wrong goes into ``mistakes``."""
    values: dict[str, Any] = dict(merged_texts(given, before))
    category = Category.objects.filter(slug=given["category"]).first()
    if category is None:
        mistakes["category"] = say("choose_one")
    if not given["name_vi"]:
        mistakes["name_vi"] = say("needed")
    if not given["label_group"]:
        mistakes["label_group"] = say("choose_one")
    days = attempt("shelf_life_days", lambda: read_days(given["shelf_life_days"]), mistakes)
    return values | {"category": category, "label_group": given["label_group"], "shelf_life_days": days}


def _photo(file: UploadedFile[bytes] | None, mistakes: dict[str, str]) -> Kept | None:
    """Return the photo, checked and drawn anew before anything else is written."""
    if file is None:
        return None
    data = file.read(MAX_PHOTO_BYTES + 1)
    kept: Kept | None = attempt("photo", lambda: keep(accept_photo(data, file.content_type or "")), mistakes)
    return kept


def _make(
    request: DeskRequest,
    given: Mapping[str, str],
    values: dict[str, Any],
    sold: dict[str, Any],
    kept: Kept | None,
) -> str:
    cooperative = choose_cooperative(request.scope, given["cooperative"] or None)
    product = create_product(cooperative=cooperative, **values)
    create_variant(product=product, sku=given["sku"] or next_sku(cooperative), **sold)
    if kept is not None:
        add_photo(product=product, kept=kept, alt_text={"vi": given["name_vi"]})
    return product_address(product)


def _shown(row: Product) -> dict[str, str]:
    """Return the content of ``row`` as its cooperative wants it, field by field."""
    wished = wished_values(row)
    shown = {name: wished[name.rpartition("_")[0]].get(name[-2:], "") for name in names_of_texts()}
    category = Category.objects.get(pk=wished["category"])
    days = wished["shelf_life_days"]
    return shown | {
        "category": category.slug,
        "label_group": wished["label_group"],
        "shelf_life_days": "" if days is None else str(days),
    }


def _form(
    request: DeskRequest,
    given: Mapping[str, str],
    mistakes: Mapping[str, str],
    *,
    row: Product | None = None,
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    shown = {
        "row": row,
        **form_shown(given, mistakes, theirs),
        "seen": _version(row.updated_at) if row else "",
        "categories": categories(given["category"]),
        "label_groups": label_groups(given["label_group"]),
        "cooperatives": [] if row else choices_of(request.scope),
        "photo_chosen": "photo" in request.FILES,
    }
    return render(request, "desk/goods/form.html", shown, status=422 if mistakes else 200)

"""Photos and clips of a product: one more, another first, one away and back."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from catalogue.approval import wished_values
from catalogue.errors import NotFound
from catalogue.gs1.errors import CodedError
from catalogue.locks import lock_products
from catalogue.media.items import (
    delete_media,
    describe_media,
    move_media,
    restore_media,
    upload_audio,
    upload_photo,
)
from catalogue.media.limits import MAX_AUDIO_BYTES, MAX_PHOTO_BYTES
from catalogue.models import MediaItem, MediaKind, Product
from desk.frame import DeskRequest, desk_page, one
from desk.product_page import product_address, product_of, show_product
from desk.small_forms import FileMissing, refused_form, require_seen
from desk.texts import say

LONGEST_TEXT = 600


@desk_page
@require_POST
def add_media(request: DeskRequest, key: int) -> HttpResponse:
    """Add a photo or, with a ``language``, a clip to a product. The same file again changes nothing."""
    product = product_of(request.scope, key)
    try:
        _upload(request, product)
    except NotFound:
        raise
    except CodedError as error:
        form = f"add_{'clip' if request.POST.get('language') else 'photo'}-{key}"
        return show_product(request, product_of(request.scope, key), refused_form(request, form, error))
    messages.success(request, say("did_media_add"))
    return redirect(f"{product_address(product)}#media")


def _upload(request: DeskRequest, product: Product) -> MediaItem:
    file = request.FILES.get("file")
    if file is None:
        raise FileMissing
    text = request.POST.get("alt", "").strip()[:LONGEST_TEXT]
    alt_text = {"vi": text} if text else {}
    declared = file.content_type or ""
    language = request.POST.get("language", "")
    if language:
        return upload_audio(
            product=product,
            data=file.read(MAX_AUDIO_BYTES + 1),
            language=language[:LONGEST_TEXT],
            declared_type=declared,
            alt_text=alt_text,
        )
    return upload_photo(
        product=product, data=file.read(MAX_PHOTO_BYTES + 1), declared_type=declared, alt_text=alt_text
    )


@desk_page
@require_POST
def media_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Do what a button beside a photo or clip says. Raises Http404 for a step that is not there."""
    item = one(MediaItem.objects.select_related("product"), key, request.scope)
    verb = _STEPS.get(step)
    if verb is None or item.kind not in MediaKind.values:
        raise Http404
    try:
        with transaction.atomic():
            verb(item, request)
    except NotFound:
        raise
    except CodedError as error:
        refused = refused_form(request, f"{step}-{key}", error)
        return show_product(request, product_of(request.scope, item.product_id), refused)
    messages.success(request, say(f"did_media_{step}"))
    return redirect(f"{product_address(item.product)}#media")


def _describe(item: MediaItem, request: DeskRequest) -> MediaItem:
    lock_products([item.product_id])
    item.refresh_from_db()
    now = wished_values(item)["alt_text"].get("vi", "")
    require_seen(request, now, now)
    text = request.POST.get("alt", "").strip()[:LONGEST_TEXT]
    others = {name: value for name, value in wished_values(item)["alt_text"].items() if name != "vi"}
    return describe_media(item=item, alt_text=others | ({"vi": text} if text else {}))


_STEPS: dict[str, Callable[[MediaItem, DeskRequest], MediaItem]] = {
    "first": lambda item, _: move_media(item=item, position=0),
    "describe": _describe,
    "delete": lambda item, _: delete_media(item=item),
    "restore": lambda item, _: restore_media(item=item),
}

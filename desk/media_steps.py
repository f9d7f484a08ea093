"""Photos and clips of a product: one more, another first, one away and back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from catalogue.approval import wished_values
from catalogue.errors import Invalid, NotFound
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
from people.sent_forms import do_once, led_to

LONGEST_WORDS = 500
LONGEST_LANGUAGE = 40
"""What is taken of a language tag: more than the longest, so that the verb can say it."""


class WordsTooLong(Invalid):
    """A description longer than its field."""

    code = "too_long"
    vi = "Mô tả dài {length} ký tự; nhiều nhất là {limit}."
    en = "The description has {length} characters; {limit} is the most."


@desk_page
@require_POST
def add_media(request: DeskRequest, key: int) -> HttpResponse:
    """Add a photo or, with a ``language``, a clip to a product. The same file again changes nothing."""
    product = product_of(request.scope, key)
    mark = request.POST.get("mark", "")
    address = f"{product_address(product)}#media"
    said = "did_media_add"
    # Not all within ``do_once``: a photo is drawn anew outside the transaction, and once for a double click.
    if not led_to(request.user, mark):
        try:
            said = _upload(request, product)
        except NotFound:
            raise
        except CodedError as error:
            form = f"add_{'clip' if request.POST.get('language') else 'photo'}-{key}"
            return show_product(request, product_of(request.scope, key), refused_form(request, form, error))
        do_once(request.user, mark, lambda: address)
    messages.success(request, say(said))
    return redirect(address)


def _upload(request: DeskRequest, product: Product) -> str:
    """Add the file and return what to say: that it was added, or that it is there already."""
    file = request.FILES.get("file")
    if file is None:
        raise FileMissing
    words = _words(request)
    known = set(MediaItem.objects.present().filter(product=product).values_list("pk", flat=True))
    alt_text = {"vi": words} if words else {}
    declared = file.content_type or ""
    language = request.POST.get("language", "")[:LONGEST_LANGUAGE]
    if language:
        item = upload_audio(
            product=product,
            data=file.read(MAX_AUDIO_BYTES + 1),
            language=language,
            declared_type=declared,
            alt_text=alt_text,
        )
    else:
        data = file.read(MAX_PHOTO_BYTES + 1)
        item = upload_photo(product=product, data=data, declared_type=declared, alt_text=alt_text)
    return f"media_there_{item.kind}" if item.pk in known else "did_media_add"


def _words(request: DeskRequest) -> str:
    """Return the description as typed. Raises WordsTooLong."""
    words = request.POST.get("alt", "").strip()
    if len(words) > LONGEST_WORDS:
        raise WordsTooLong(length=len(words), limit=LONGEST_WORDS)
    return words


@desk_page
@require_POST
def media_step(request: DeskRequest, key: int, step: str) -> HttpResponse:
    """Do what a button beside a photo or clip says. Raises Http404 for a step that is not there."""
    item = one(MediaItem.objects.select_related("product"), key, request.scope)
    verb = _STEPS.get(step)
    if verb is None or item.kind not in MediaKind.values:
        raise Http404

    def effect() -> str:
        verb(item, request)
        return f"{product_address(item.product)}#media"

    try:
        address = do_once(request.user, request.POST.get("mark", ""), effect)
    except NotFound:
        raise
    except CodedError as error:
        refused = refused_form(request, f"{step}-{key}", error)
        return show_product(request, product_of(request.scope, item.product_id), refused)
    messages.success(request, say(f"did_media_{step}"))
    return redirect(address)


def _describe(item: MediaItem, request: DeskRequest) -> MediaItem:
    lock_products([item.product_id])
    item.refresh_from_db()
    now = wished_values(item)["alt_text"].get("vi", "")
    require_seen(request, now, now)
    text = _words(request)
    others = {name: value for name, value in wished_values(item)["alt_text"].items() if name != "vi"}
    return describe_media(item=item, alt_text=others | ({"vi": text} if text else {}))


def _delete(item: MediaItem, _: DeskRequest) -> MediaItem:
    return item if item.deleted_at is not None else delete_media(item=item)


_STEPS: dict[str, Callable[[MediaItem, DeskRequest], MediaItem]] = {
    "first": lambda item, _: move_media(item=item, position=0),
    "describe": _describe,
    "delete": _delete,
    "restore": lambda item, _: restore_media(item=item),
}

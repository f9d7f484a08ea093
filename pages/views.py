"""``/p/{slug}``: the page that a phone lands on when it scans a label."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.browsing.product_pages import ProductPage, product_page, why_not_shown
from catalogue.browsing.refusals import ProductNotFound
from pages.answering import answer, not_shown, other_languages, page_language
from pages.head import head, product_data
from pages.pack import Pack, read_pack
from pages.room import fit
from pages.wording import KINDS, TONGUES, UNITS, WORDING, day, money, wording_language

_SHOWN = ("description", "ingredients", "usage", "storage", "origin")
_PICTURE_SIZES = "(min-width: 60rem) 34rem, 100vw"


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the product; 404 where none ever was, 410 for one that was withdrawn."""
    language = page_language(request)
    try:
        page = product_page(slug, language)
    except ProductNotFound:
        return _not_shown(request, slug, language)
    pack = read_pack(request.META.get("QUERY_STRING", ""))
    html = render_to_string("pages/product.html", _context(request, page, pack, language))
    return answer(request, html, language)


def _not_shown(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    gone = why_not_shown(slug)
    if gone and gone.moved_to:
        return HttpResponsePermanentRedirect(reverse("product-page", args=[gone.moved_to]))
    return not_shown(request, language, "gone", 410) if gone else not_shown(request, language, "missing", 404)


def _context(request: HttpRequest, page: ProductPage, pack: Pack, language: str) -> dict[str, Any]:
    own = wording_language(language)
    words, document = WORDING[own], page.product
    variants = [_variant(variant, page, own) for variant in document["variants"]]
    photos = [_photo(item) for item in document["media"] if item["kind"] == "photo"]
    texts = fit({name: document[name] for name in _SHOWN} | {"warnings": page.warnings, "story": page.story})
    tongue = {name: tag for name, tag in page.text_languages.items() if tag != language}
    price = money(document["price"]["amount"], own)
    place = {"cooperative": document["cooperative"]["name"], "commune": page.commune}
    summary = document["description"] or f"{document['name']} · {' · '.join(place.values())} · {price}"
    data = partial(product_data, document=document, photos=photos)
    image = photos[0]["url"] if photos else ""
    return head(request, language, document["name"], summary, data, kind="product", image=image) | {
        "w": words,
        "lang": language,
        "p": document,
        # Marked where a text is in another language than its page.
        "tongue": tongue,
        "switch": other_languages(request.path, language, pack.query),
        "maker": reverse("cooperative-page", args=[document["cooperative"]["slug"]]),
        "price": price,
        "price_word": words["price_from"] if len({v["price"] for v in variants}) > 1 else words["price"],
        "unit_price": variants[0]["unit_price"] if len(variants) == 1 else "",
        "stars": "★" * (document["ocop_stars"] or 0),
        "variants": variants,
        "photos": photos,
        "photo_sizes": _PICTURE_SIZES,
        "clips": [
            item | {"tongue": TONGUES.get(item["language"], item["language"])}
            for item in document["media"]
            if item["kind"] == "audio"
        ],
        "description": texts["description"],
        "texts": [(name, words[name], texts[name], tongue.get(name)) for name in _SHOWN[1:] if texts[name]],
        "warnings": texts["warnings"],
        "certificates": [_certificate(certificate, own) for certificate in document["certificates"]],
        "story": texts["story"],
        "commune": page.commune,
        "where": words["where_text"].format(**place),
        "pack": [(words[word], _shown(word, text, own)) for word, text in pack.facts],
        "expired": pack.is_expired,
    }


def _shown(word: str, text: str, own: str) -> str:
    return text if word in {"lot_number", "serial"} else day(text, own)


def _variant(variant: dict[str, Any], page: ProductPage, own: str) -> dict[str, Any]:
    price, per = variant["price"]["amount"], variant["unit_price"]
    unit = UNITS[own].get(per["per"], per["per"])
    return {
        "name": page.variant_names.get(variant["sku"], ""),
        "quantity": page.quantities.get(variant["sku"], ""),
        "price": money(price, own),
        "unit_price": f"{money(per['amount'], own)}/{unit}" if per["amount"] != price else "",
        "available": variant["available"],
        "code": variant["gtin_display"],
        "barcode": variant["barcode"],
    }


def _certificate(certificate: dict[str, Any], own: str) -> dict[str, Any]:
    return certificate | {
        "name": KINDS[own].get(certificate["kind"], certificate["kind"]),
        "ends": day(certificate["valid_to"], own),
        "mark": "★" * (certificate["stars"] or 0),
    }


def _photo(item: dict[str, Any]) -> dict[str, Any]:
    def of(kind: str) -> str:
        return ", ".join(f"{one['url']} {one['width']}w" for one in item["sources"] if one["type"] == kind)

    return item | {"webp": of("image/webp"), "jpeg": of("image/jpeg")}

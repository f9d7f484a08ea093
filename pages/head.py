"""What search engines and messengers read of a product's page."""

import json
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString

from api.languages import is_language_tag

_LONGEST = 500
_LOCALES = {"vi": "vi_VN", "en": "en_US"}


def head(
    request: HttpRequest,
    document: dict[str, Any],
    photos: list[dict[str, Any]],
    language: str,
    summary: str,
) -> dict[str, Any]:
    """Return what the head of the page needs: addresses by language, a summary, a picture and the data.

    The page in a language that was asked for is a page of its own; without one the address finds it.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    address = f"{origin}{request.path}"
    asked = parse_qs(request.META.get("QUERY_STRING", "")).get("lang", [""])[-1]
    return {
        "address": address,
        "canonical": f"{address}?lang={language}" if is_language_tag(asked) else address,
        "alternates": [(tag, f"{address}?lang={tag}") for tag in settings.CATALOGUE_LANGUAGES],
        "locale": _LOCALES.get(language, ""),
        "summary": summary,
        "share_image": _absolute(origin, photos[0]["url"]) if photos else "",
        "data": _structured(document, address, origin, photos),
    }


def _absolute(origin: str, address: str) -> str:
    return address if "://" in address else f"{origin}{address}"


def _structured(
    document: dict[str, Any], address: str, origin: str, photos: list[dict[str, Any]]
) -> SafeString:
    """Return the product in the words of schema.org, as JSON that cannot leave its element."""
    numbers = {variant["gtin"] for variant in document["variants"] if variant["gtin"]}
    offers = [
        {
            "@type": "Offer",
            "sku": variant["sku"],
            **({"gtin": variant["gtin"]} if variant["gtin"] else {}),
            "price": variant["price"]["amount"],
            "priceCurrency": "VND",
            "availability": f"https://schema.org/{'InStock' if variant['available'] else 'OutOfStock'}",
            "url": address,
        }
        for variant in document["variants"]
    ]
    text = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "Product",
            "name": document["name"],
            **({"gtin": numbers.pop()} if len(numbers) == 1 else {}),
            "description": document["description"][:_LONGEST],
            "category": document["category"]["name"],
            "image": [_absolute(origin, photo["url"]) for photo in photos],
            "brand": {"@type": "Organization", "name": document["cooperative"]["name"]},
            "url": address,
            "offers": offers,
        },
        ensure_ascii=False,
    )
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return SafeString(text)

"""What search engines and messengers read of a public page."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString

from api.languages import is_language_tag
from catalogue.browsing.cooperative_pages import CooperativePage

_LONGEST = 500
_LOCALES = {"vi": "vi_VN", "en": "en_US"}


def head(
    request: HttpRequest,
    language: str,
    title: str,
    summary: str,
    data: Callable[[str, str], dict[str, Any]],
    *,
    kind: str = "website",
    image: str = "",
) -> dict[str, Any]:
    """Return what the head of a page needs: addresses by language, a summary, a picture and the data.

    The page in a language that was asked for is a page of its own; without one the address finds it. ``data``
    takes the address of the page and of this server, and returns words of schema.org.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    address = f"{origin}{request.path}"
    asked = parse_qs(request.META.get("QUERY_STRING", "")).get("lang", [""])[-1]
    return {
        "address": address,
        "canonical": f"{address}?lang={language}" if is_language_tag(asked) else address,
        "alternates": [(tag, f"{address}?lang={tag}") for tag in settings.CATALOGUE_LANGUAGES],
        "locale": _LOCALES.get(language, ""),
        "share_title": title,
        "share_kind": kind,
        "summary": summary,
        "share_image": _absolute(origin, image) if image else "",
        "data": _as_json(data(address, origin)),
    }


def product_data(
    address: str, origin: str, *, document: dict[str, Any], photos: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return a product in the words of schema.org."""
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
    return {
        "@type": "Product",
        "name": document["name"],
        **({"gtin": numbers.pop()} if len(numbers) == 1 else {}),
        "description": document["description"][:_LONGEST],
        "category": document["category"]["name"],
        "image": [_absolute(origin, photo["url"]) for photo in photos],
        "brand": {"@type": "Organization", "name": document["cooperative"]["name"]},
        "url": address,
        "offers": offers,
    }


def cooperative_data(address: str, origin: str, *, page: CooperativePage) -> dict[str, Any]:  # noqa: ARG001
    """Return a cooperative in the words of schema.org."""
    return {
        "@type": "Organization",
        "name": page.name,
        "address": page.address or page.commune,
        **({"globalLocationNumber": page.gln} if page.gln else {}),
        "url": address,
    }


def _absolute(origin: str, address: str) -> str:
    return address if "://" in address else f"{origin}{address}"


def _as_json(data: dict[str, Any]) -> SafeString:
    """Return ``data`` as JSON-LD that cannot leave its element."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return SafeString(text)

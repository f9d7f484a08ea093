"""GS1 Digital Link: ``/01/{gtin}`` and the other keys of ``items.py``, and what says how each is answered.

No lot, serial or part of a place has links of its own, so each walks up to its key. Other keys are read, and
nothing is known of them: 404. A compressed link is answered as the plain one that it stands for.

Source: GS1-Conformant Resolver 1.0.0 (February 2024); GS1 Digital Link: URI Syntax 1.6.0; RFC 9264; RFC 8288.
"""

import re
from functools import wraps
from typing import Protocol
from urllib.parse import parse_qsl, quote, urlsplit

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from api.browser_headers import LINK_EXPOSED, let_any_origin_read
from api.errors import problem
from api.freshness import REVALIDATED, etag_of_body, fresh
from api.languages import is_language_tag, language_of_header, language_of_tag
from api.refusals import MethodNotAllowed
from api.request_facts import HOST
from api.resolver.items import SUPPORTED_KEYS, Item, find_item
from api.resolver.linksets import (
    CONTEXT,
    CONTEXT_LINK,
    DEFAULT,
    LINKSET_TYPE,
    VOCABULARY,
    WHOLE,
    Link,
    link_name,
    linkset,
)
from api.resolver.refusals import LinkTypeNotFound, LinkTypeRepeated, MalformedLink, UnknownItem
from catalogue.gs1.compressed_link import plain_link
from catalogue.gs1.digital_link import DigitalLink, read_link_path
from catalogue.gs1.errors import CodedError, Gs1Error
from catalogue.gs1.link_grammar import link_query

METHODS = "GET, HEAD, OPTIONS"
# Printed codes stay, what they lead to may be withdrawn: nobody keeps a redirect for long.
SHORTLY = "public, max-age=60"
_ACCEPTED = re.compile(
    rf"{re.escape(LINKSET_TYPE)}\s*(?:;\s*q=(?P<q>[01](?:\.[0-9]{{0,3}})?)\s*)?", re.IGNORECASE
)


class _Answering(Protocol):
    def __call__(self, request: HttpRequest) -> HttpResponse: ...


def _open_to_all(view: _Answering) -> _Answering:
    """Return ``view`` for GET and HEAD, with OPTIONS, refusals as problems, and readable from any origin."""

    @csrf_exempt  # nothing is written here, and what is no GET is a 405 for everybody
    @wraps(view)
    def answering(request: HttpRequest) -> HttpResponse:
        try:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response.headers["Access-Control-Max-Age"] = "86400"
            elif request.method in {"GET", "HEAD"}:
                response = view(request)
            else:
                response = problem(request, MethodNotAllowed(method=request.method))
        except CodedError as error:
            response = problem(request, error)
        let_any_origin_read(response, LINK_EXPOSED)
        if request.method == "OPTIONS" or response.status_code == 405:
            response.headers["Allow"] = METHODS
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
        return response

    return answering


@_open_to_all
def resolve(request: HttpRequest) -> HttpResponse:
    """Lead to the page of the item (307), to the asked link type, or show the linkset."""
    path, query = _raw_path(request), request.META.get("QUERY_STRING", "")
    try:
        plain = plain_link(path, query)
        link = read_link_path(*(plain or (path, query)))
    except Gs1Error as error:
        raise MalformedLink(error) from None
    asked = _link_type(link)
    item = find_item(link.key, link.value)
    if item is None:
        raise UnknownItem
    if asked in WHOLE or _accepts_linkset(request):
        response = _linkset_answer(request, link, item)
    else:
        chosen = _chosen(request, link, item.links, asked)
        response = _redirect(request, link, item, chosen, plain[1] if plain else query)
    if plain:
        same = f"{_origin(request)}{link.path}{link_query(link.attributes)}"
        response.headers["Link"] += f', <{same}>; rel="owl:sameAs"'
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


@_open_to_all
def description(request: HttpRequest) -> HttpResponse:
    """Say what this resolver knows. Source: GS1-Conformant Resolver 1.0.0, description file."""
    origin = _origin(request)
    body = orjson.dumps(
        {
            "name": "HTX",
            "resolverRoot": origin,
            "supportedPrimaryKeys": list(SUPPORTED_KEYS),
            "supportedLinkType": [
                {
                    "namespace": VOCABULARY,
                    "prefix": "gs1:",
                    "profile": "https://ref.gs1.org/voc/?show=linktypes",
                }
            ],
            "linkTypeDefaultCanBeLinkset": False,
            "jsonLdContextLocation": CONTEXT,
        }
    )
    response = HttpResponse(body, content_type="application/json")
    return fresh(request, response, etag_of_body(body), cache_control=REVALIDATED)


def _raw_path(request: HttpRequest) -> str:
    """Return the path as it was sent, for a ``%2F`` in a lot is lost where it is decoded.

    The server gives it (gunicorn as RAW_URI, uWSGI as REQUEST_URI); without one the decoded path is encoded.
    """
    raw = request.META.get("RAW_URI") or request.META.get("REQUEST_URI") or ""
    if raw.startswith("/"):
        return str(raw).partition("?")[0].partition("#")[0]
    if "://" in raw:
        return urlsplit(raw).path
    return quote(request.path_info, safe="/:@!$&'()*+,;=~", errors="replace")


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.META[HOST]}"


def _link_type(link: DigitalLink) -> str:
    """Return the asked link type, empty without one. Raises LinkTypeRepeated."""
    given = [value for name, value in parse_qsl(link.foreign_query) if name == "linkType"]
    if len(given) > 1:
        raise LinkTypeRepeated
    return given[0] if given else ""


def _accepts_linkset(request: HttpRequest) -> bool:
    ranges = request.META.get("HTTP_ACCEPT", "").split(",")
    found = (_ACCEPTED.fullmatch(one.strip()) for one in ranges)
    return any(match and float(match["q"] or 1) > 0 for match in found)


def _chosen(request: HttpRequest, link: DigitalLink, links: list[Link], asked: str) -> Link | None:
    """Return the link of the ``asked`` type in the language of the client; None for the default link.

    Raises LinkTypeNotFound.
    """
    name = link_name(asked) if asked else DEFAULT
    if name == DEFAULT:
        return None
    fitting = [one for one in links if one.name == name]
    if not fitting:
        raise LinkTypeNotFound(link_type=asked[:60])
    tag = dict(parse_qsl(link.foreign_query)).get("lang", "")
    header = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    language = language_of_tag(tag) if is_language_tag(tag) else language_of_header(header)
    return next((one for one in fitting if one.languages == (language,)), fitting[0])


def _redirect(
    request: HttpRequest, link: DigitalLink, item: Item, chosen: Link | None, query: str
) -> HttpResponse:
    """Return the 307 to ``chosen``, or to the page, which finds the language itself.

    The address is a path of ours; what was asked for, ``query`` too, stands behind its question mark alone.
    """
    page = item.page
    passed_on = [f"{ai}={quote(value, safe='')}" for ai, value in link.qualifiers.items()]
    passed_on += [quote(part, safe="%=+:;,/@!$'()*~?") for part in query.split("&") if part]
    if chosen is None:
        target = f"{page}?{'&'.join(passed_on)}" if passed_on else page
    else:
        if chosen.media_type == "application/json":  # it refuses what it does not know
            passed_on = []
        own = "" if any(part.startswith("lang=") for part in passed_on) else chosen.own_query
        target = chosen.target([own, *passed_on] if own else passed_on)
    response = HttpResponse(status=307)
    response.headers["Location"] = target
    root = f"{_origin(request)}/{link.key}/{link.value}"
    response.headers["Link"] = (
        f'<{root}?linkType=linkset>; rel="linkset"; type="{LINKSET_TYPE}", '
        f'<{_origin(request)}{page}>; rel="{VOCABULARY}{DEFAULT}"; type="text/html"'
    )
    response.headers["Cache-Control"] = SHORTLY
    return response


def _linkset_answer(request: HttpRequest, link: DigitalLink, item: Item) -> HttpResponse:
    origin = _origin(request)
    body = orjson.dumps(linkset(f"{origin}/{link.key}/{link.value}", item.name, origin, item.links))
    response = HttpResponse(body, content_type=LINKSET_TYPE)
    response.headers["Link"] = CONTEXT_LINK
    return fresh(request, response, etag_of_body(body), cache_control=REVALIDATED)

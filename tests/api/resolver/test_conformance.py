"""The conformance statements of the GS1-Conformant Resolver standard 1.0.0, one after the other, as requests.

The statements are in our words and numbered in the order of the standard's own list. What a statement asks of
resolvers that hand whole prefixes on (``gs1:handledBy``) has no request here: this one hands none on.
"""

import re
from typing import Any

import jsonschema
import pytest
from django.test import Client

from tests.api.resolver.conftest import CASE, GLN, GTIN, Ask, make_honey
from tests.api.resolver.gs1_schemas import DESCRIPTION, LINKSET
from tests.api.resolver.statements import AS_LINKSET, AS_SET, CORS, HOST, KNOWN, VOC, Known, Row, rows_of, to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shown")]

LINK = f"/01/{GTIN}"
PAGE = "/p/mat-ong"
# (01) GTIN (10) L/1 (21) 0001, compressed by the algorithm; and its (10) and (21) alone.
WHOLE, PARTLY = "ARFRGWFrViEHMXsSEEAAQ", "EIOYvYkIIAAg"
STATEMENTS = {
    1: "of a key that is known, every qualifier SHALL be understood",
    2: "GET, HEAD and OPTIONS SHALL be answered, HTTP 1.1 or later",
    3: "HTTPS SHALL be there",
    4: "CORS SHALL be there",
    5: "what breaks the syntax SHALL be 400",
    6: "200 SHALL NOT come with an error in its body",
    7: "compressed links SHALL be read",
    8: "a compressed link SHOULD NOT be redirected to itself in plain",
    9: "the plain link SHALL stand in the Link header as owl:sameAs",
    10: "the linkset of RFC 9264 SHALL come for linkType=linkset and for Accept: application/linkset+json",
    11: "the links of each level up to the key SHALL be in it",
    12: "its anchor SHALL be the plain link",
    13: "each link SHALL have a target, a type and a title, and SHOULD have languages",
    14: "media types SHALL be registered ones",
    15: "the default link SHALL also stand under a type that says what it is",
    16: "a JSON-LD context SHOULD be linked",
    17: "there SHALL be one default link, with nothing but its title",
    18: "without anything better, the redirect SHALL go to the default link",
    19: "however fine the link, there SHALL be a default at its level or above",
    20: "the redirect SHALL go to the type that was asked for",
    21: "a type that is not there SHALL be 404",
    22: "the query SHALL be passed on",
    23: "Accept-Language SHOULD choose between links of a type",
    24: "a description file SHALL be at /.well-known/gs1resolver",
    25: "it SHALL list the keys that are known",
    26: "it SHOULD name the JSON-LD context",
    27: "the linkset SHOULD stand in the Link header of a redirect",
    28: "a slash at the end SHOULD NOT matter",
}
ROWS = (
    *(row for known in KNOWN for row in rows_of(known)),
    Row(4, "/.well-known/gs1resolver", 200, CORS),
    Row(5, "/01/9520007919019", 400, code="digital_link_invalid"),
    Row(5, "/gtin/09520007919019", 404),
    Row(5, f"{LINK}/21/S1/10/L1", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}/10/", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}/10/{'L' * 21}", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}?17=271331", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}?10=L1", 400, code="digital_link_invalid"),
    Row(5, "/00/106141412345678909", 400, code="digital_link_invalid"),
    Row(5, "/AQnYUc1gm-_", 400, code="digital_link_invalid"),
    Row(6, "/00/106141412345678908", 404, code="not_found"),
    Row(6, f"/415/{GLN}/8020/1", 404, code="not_found"),
    Row(7, f"/{WHOLE}", 307, to(f"{PAGE}?10=L%2F1&21=0001")),
    Row(7, f"{LINK}/{PARTLY}", 307, to(f"{PAGE}?10=L%2F1&21=0001")),
    Row(7, f"/{WHOLE}/?x=1", 307, to(f"{PAGE}?10=L%2F1&21=0001&x=1")),
    Row(7, "/AQnYUc1gmg", 404, code="not_found"),
    Row(8, f"/{WHOLE}", 307, to(f"{PAGE}?10=L%2F1&21=0001")),
    Row(9, f"/{WHOLE}", 307, {}, {"Link": f'<{HOST}{LINK}/10/L%2F1/21/0001>; rel="owl:sameAs"'}),
    Row(9, f"{LINK}/{PARTLY}?17=270331", 307, {}, {"Link": f"<{HOST}{LINK}/10/L%2F1/21/0001?17=270331>"}),
    Row(9, f"/{WHOLE}", 200, AS_SET, {"Link": f'<{HOST}{LINK}/10/L%2F1/21/0001>; rel="owl:sameAs"'},
        given=AS_LINKSET),
    Row(19, f"/01/{CASE}/10/L9", 307, to(f"{PAGE}?10=L9")),
    Row(22, f"{LINK}/10/L1?17=270331&utm_source=qr", 307, to(f"{PAGE}?10=L1&17=270331&utm_source=qr")),
    Row(24, "/.well-known/gs1resolver", 200, {"Content-Type": "application/json"}),
)  # fmt: skip
BY_DOCUMENT = {3, 11, 12, 13, 14, 15, 17, 25, 26}


@pytest.fixture(scope="module")
def shown(rows_of_module: None) -> None:
    """The honey, which all requests here only read."""
    make_honey()


each_key = pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.key)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.statement}-{row.method}-{row.address}")
def test_each_request_has_the_answer_of_the_standard(ask: Ask, row: Row) -> None:
    answer = ask(row.address, row.method, **row.given)

    assert answer.status_code == row.status
    assert {name: answer[name] for name in row.headers} == row.headers
    for name, text in row.holding.items():
        assert text in answer[name]
    if row.code:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == row.code
    if row.method in {"head", "options"} or row.status == 307:
        assert answer.content == b""


def test_every_statement_has_a_test() -> None:
    assert {row.statement for row in ROWS} | BY_DOCUMENT == set(STATEMENTS)


def linkset_of(ask: Ask, address: str) -> dict[str, Any]:
    document = ask(address, **AS_LINKSET).json()
    jsonschema.Draft7Validator(LINKSET).validate(document)
    (context,) = document["linkset"]
    return dict(context)


@each_key
def test_the_linkset_keeps_the_schema_and_names_the_plain_link_at_every_level(ask: Ask, known: Known) -> None:
    whole = linkset_of(ask, known.link)

    assert whole["anchor"] == f"{HOST}{known.link}"  # 12
    for tail, _ in known.qualified:
        assert linkset_of(ask, f"{known.link}{tail}") == whole  # 11: no lot has links of its own
    assert linkset_of(ask, known.compressed) == whole
    asked = ask(f"{known.link}?linkType=linkset")
    assert (asked.json(), asked.content) == ({"linkset": [whole]}, ask(known.link, **AS_LINKSET).content)


def test_a_compressed_link_of_a_lot_has_the_linkset_of_its_goods(ask: Ask) -> None:
    assert linkset_of(ask, f"/{WHOLE}") == linkset_of(ask, f"{LINK}/{PARTLY}") == linkset_of(ask, LINK)


@each_key
def test_the_default_link_is_one_bare_link_that_is_also_described(ask: Ask, known: Known) -> None:
    whole = linkset_of(ask, known.link)

    assert whole[f"{VOC}defaultLink"] == [{"href": f"{HOST}{known.page}", "title": known.title}]  # 17
    described = whole[f"{VOC}{known.kind}"]
    assert f"{HOST}{known.page}" in {link["href"] for link in described}  # 15
    others = [link for name, links in whole.items() if isinstance(links, list) for link in links][1:]
    assert all(link["title"] and link["hreflang"] for link in others)  # 13
    media_types = {"text/html", "application/json"} if known.data else {"text/html"}
    assert {link["type"] for link in others} == media_types  # 14
    metadata = [(name, link["type"], *link["hreflang"]) for name, links in whole.items()
                if isinstance(links, list) and name != f"{VOC}defaultLink" for link in links]  # fmt: skip
    assert len(metadata) == len(set(metadata))  # no two tie, so nothing asks for 300


@each_key
def test_every_link_of_the_linkset_is_where_its_type_leads(ask: Ask, known: Known) -> None:
    for name, links in linkset_of(ask, known.link).items():
        for link in links if isinstance(links, list) and name != f"{VOC}defaultLink" else ():
            if link["hreflang"] == ["vi", "en"]:  # the page itself
                continue
            answer = ask(f"{known.link}?linkType={name}", accept_language=link["hreflang"][0])
            path, _, part = answer["Location"].replace(f"&linkType={name}", "").partition("#")
            assert f"{HOST}{path}{'#' * bool(part)}{part}" == link["href"]
            assert ask(path).status_code == 200


def test_the_description_file_keeps_the_schema_and_tells_the_truth(ask: Ask) -> None:
    described = ask("/.well-known/gs1resolver").json()

    jsonschema.Draft7Validator(
        DESCRIPTION, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    ).validate(described)
    assert described["supportedPrimaryKeys"] == [known.key for known in KNOWN]  # 25
    assert described["jsonLdContextLocation"] == (  # 26
        "https://ref.gs1.org/standards/resolver/linkset-context"
    )
    assert described["resolverRoot"] == HOST
    assert described["supportedLinkType"][0]["namespace"] == VOC


@each_key
def test_behind_https_every_address_is_https(client: Client, known: Known) -> None:
    secure = {"RAW_URI": known.link, "secure": True}

    document = client.get(known.link, headers=AS_LINKSET, **secure).json()  # type: ignore[arg-type]
    answer = client.get(known.link, **secure)  # type: ignore[arg-type]

    addresses = re.findall(r"[a-z]+://[^/\"]+", f"{document} {answer['Link']}")
    assert set(addresses) == {"https://testserver", "https://ref.gs1.org"}

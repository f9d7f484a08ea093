"""The conformance statements of the GS1-Conformant Resolver standard 1.0.0, one after the other, as requests.

The statements are in our words and numbered in the order of the standard's own list. What a statement asks of
resolvers that hand whole prefixes on (``gs1:handledBy``) has no request here: this one hands none on.
"""

import re
from typing import Any, NamedTuple

import jsonschema
import pytest
from django.test import Client

from tests.api.resolver.conftest import CASE, GTIN, Ask
from tests.api.resolver.gs1_schemas import DESCRIPTION, LINKSET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("honey")]

HOST = "http://testserver"
VOC = "https://ref.gs1.org/voc/"
LINK = f"/01/{GTIN}"
PAGE = "/p/mat-ong"
AS_LINKSET = {"accept": "application/linkset+json"}
TO_LINKSET = f'<{HOST}{LINK}?linkType=linkset>; rel="linkset"; type="application/linkset+json"'
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


class Row(NamedTuple):
    """A request, and its answer: status, headers that are just so or hold a text, a problem's code."""

    statement: int
    address: str
    status: int
    headers: dict[str, str] = {}
    holding: dict[str, str] = {}
    code: str = ""
    method: str = "get"
    given: dict[str, str] = {}


def to(target: str) -> dict[str, str]:
    return {"Location": target}


CORS = {"Access-Control-Allow-Origin": "*"}
AS_SET = {"Content-Type": "application/linkset+json"}
ROWS = (
    Row(1, f"{LINK}/22/2A", 307, to(f"{PAGE}?22=2A")),
    Row(1, f"{LINK}/10/L1", 307, to(f"{PAGE}?10=L1")),
    Row(1, f"{LINK}/21/S1", 307, to(f"{PAGE}?21=S1")),
    Row(1, f"{LINK}/235/X1", 307, to(f"{PAGE}?235=X1")),
    Row(1, f"{LINK}/22/2A/10/L1/21/S1", 307, to(f"{PAGE}?22=2A&10=L1&21=S1")),
    Row(2, LINK, 307, to(PAGE), method="head"),
    Row(2, LINK, 204, {"Allow": "GET, HEAD, OPTIONS"}, method="options"),
    Row(2, LINK, 405, {"Allow": "GET, HEAD, OPTIONS"}, code="method_not_allowed", method="post"),
    Row(2, LINK, 405, {"Allow": "GET, HEAD, OPTIONS"}, code="method_not_allowed", method="delete"),
    Row(4, LINK, 307, CORS, {"Access-Control-Expose-Headers": "Link"}),
    Row(4, LINK, 204, CORS | {"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS"}, method="options"),
    Row(4, f"{LINK}?linkType=linkset", 200, CORS),
    Row(4, f"{LINK}/foo", 400, CORS),
    Row(4, "/01/09520007919026", 404, CORS),
    Row(4, "/.well-known/gs1resolver", 200, CORS),
    Row(5, f"{LINK}/foo", 400, code="digital_link_invalid"),
    Row(5, "/01/09520007919018", 400, code="gtin_check_digit"),
    Row(5, "/01/9520007919019", 400, code="digital_link_invalid"),
    Row(5, "/gtin/09520007919019", 404),
    Row(5, f"{LINK}/21/S1/10/L1", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}/10/", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}/10/{'L' * 21}", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}?17=271331", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}?10=L1", 400, code="digital_link_invalid"),
    Row(5, f"{LINK}?linkType=gs1:pip&linkType=linkset", 400, code="invalid_parameter"),
    Row(5, "/00/106141412345678909", 400, code="digital_link_invalid"),
    Row(5, "/AQnYUc1gm-_", 400, code="digital_link_invalid"),
    Row(6, "/01/09520007919026", 404, code="not_found"),
    Row(6, "/01/09520007919026?linkType=linkset", 404, code="not_found"),
    Row(6, "/01/09520007919026", 404, code="not_found", given=AS_LINKSET),
    Row(6, f"{LINK}/foo?linkType=linkset", 400, code="digital_link_invalid"),
    Row(6, f"{LINK}/foo", 400, code="digital_link_invalid", given=AS_LINKSET),
    Row(6, "/00/106141412345678908", 404, code="not_found"),
    Row(7, f"/{WHOLE}", 307, to(f"{PAGE}?10=L%2F1&21=0001")),
    Row(7, f"{LINK}/{PARTLY}", 307, to(f"{PAGE}?10=L%2F1&21=0001")),
    Row(7, f"/{WHOLE}/?x=1", 307, to(f"{PAGE}?10=L%2F1&21=0001&x=1")),
    Row(7, "/AQnYUc1gmg", 404, code="not_found"),
    Row(8, f"/{WHOLE}", 307, to(f"{PAGE}?10=L%2F1&21=0001")),
    Row(9, f"/{WHOLE}", 307, {}, {"Link": f'<{HOST}{LINK}/10/L%2F1/21/0001>; rel="owl:sameAs"'}),
    Row(9, f"{LINK}/{PARTLY}?17=270331", 307, {}, {"Link": f"<{HOST}{LINK}/10/L%2F1/21/0001?17=270331>"}),
    Row(9, f"/{WHOLE}", 200, AS_SET, {"Link": f'<{HOST}{LINK}/10/L%2F1/21/0001>; rel="owl:sameAs"'},
        given=AS_LINKSET),
    Row(10, f"{LINK}?linkType=linkset", 200, AS_SET),
    Row(10, f"{LINK}?linkType=all", 200, AS_SET),
    Row(10, LINK, 200, AS_SET, given=AS_LINKSET),
    Row(10, f"{LINK}/10/L1?linkType=gs1:pip", 200, AS_SET, given=AS_LINKSET),
    Row(10, LINK, 307, to(PAGE), given={"accept": "application/linkset+json;q=0, */*"}),
    Row(16, f"{LINK}?linkType=linkset", 200, {}, {"Link": 'rel="http://www.w3.org/ns/json-ld#context"'}),
    Row(18, LINK, 307, to(PAGE)),
    Row(18, LINK, 307, to(PAGE), given={"accept": "text/html", "accept_language": "fr"}),
    Row(18, f"{LINK}?linkType=gs1:defaultLink", 307, to(f"{PAGE}?linkType=gs1:defaultLink")),
    Row(19, f"{LINK}/22/2A/10/L9/21/S9", 307, to(f"{PAGE}?22=2A&10=L9&21=S9")),
    Row(19, f"/01/{CASE}/10/L9", 307, to(f"{PAGE}?10=L9")),
    Row(20, f"{LINK}?linkType=gs1:pip", 307, to(f"{PAGE}?lang=vi&linkType=gs1:pip")),
    Row(20, f"{LINK}?linkType={VOC}pip", 307, to(f"{PAGE}?lang=vi&linkType={VOC}pip")),
    Row(20, f"{LINK}/10/L1?linkType=gs1:instructions", 307,
        to(f"{PAGE}?lang=vi&10=L1&linkType=gs1:instructions#usage")),
    Row(21, f"{LINK}?linkType=gs1:recipeInfo", 404, code="link_type_not_found"),
    Row(21, f"{LINK}?linkType=pip", 404, code="link_type_not_found"),
    Row(22, f"{LINK}?foo=bar&a=%2F&a=b", 307, to(f"{PAGE}?foo=bar&a=%2F&a=b")),
    Row(22, f"{LINK}/10/L1?17=270331&utm_source=qr", 307, to(f"{PAGE}?10=L1&17=270331&utm_source=qr")),
    Row(23, f"{LINK}?linkType=gs1:pip", 307, to(f"{PAGE}?lang=en&linkType=gs1:pip"),
        {"Vary": "Accept-Language"}, given={"accept_language": "en-GB, vi;q=0.5"}),
    Row(23, f"{LINK}?linkType=gs1:pip", 307, to(f"{PAGE}?lang=vi&linkType=gs1:pip"),
        given={"accept_language": "en;q=0.1, vi-VN"}),
    Row(24, "/.well-known/gs1resolver", 200, {"Content-Type": "application/json"}),
    Row(27, LINK, 307, {}, {"Link": TO_LINKSET}),
    Row(27, f"{LINK}/10/L1?linkType=gs1:pip", 307, {}, {"Link": TO_LINKSET}),
    Row(28, f"{LINK}/", 307, to(PAGE)),
    Row(28, f"{LINK}/10/L1/", 307, to(f"{PAGE}?10=L1")),
    Row(28, f"{LINK}/?linkType=linkset", 200, AS_SET),
)  # fmt: skip
BY_DOCUMENT = {3, 11, 12, 13, 14, 15, 17, 25, 26}


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


def linkset_of(ask: Ask, address: str = LINK) -> dict[str, Any]:
    document = ask(address, **AS_LINKSET).json()
    jsonschema.Draft7Validator(LINKSET).validate(document)
    (context,) = document["linkset"]
    return dict(context)


def test_the_linkset_keeps_the_schema_and_names_the_plain_link_at_every_level(ask: Ask) -> None:
    whole = linkset_of(ask)

    assert whole["anchor"] == f"{HOST}{LINK}"  # 12
    for address in (f"{LINK}/10/L1", f"{LINK}/22/2A/10/L1/21/S1", f"/{WHOLE}", f"{LINK}/{PARTLY}"):
        assert linkset_of(ask, address) == whole  # 11: no lot has links of its own
    asked = ask(f"{LINK}?linkType=linkset")
    assert (asked.json(), asked.content) == ({"linkset": [whole]}, ask(LINK, **AS_LINKSET).content)


def test_the_default_link_is_one_bare_link_that_is_also_described(ask: Ask) -> None:
    whole = linkset_of(ask)

    assert whole[f"{VOC}defaultLink"] == [{"href": f"{HOST}{PAGE}", "title": "Mật ong"}]  # 17
    described = [link for name, links in whole.items() if name == f"{VOC}pip" for link in links]
    assert f"{HOST}{PAGE}" in {link["href"] for link in described}  # 15
    others = [link for name, links in whole.items() if isinstance(links, list) for link in links][1:]
    assert all(link["title"] and link["hreflang"] for link in others)  # 13
    assert {link["type"] for link in others} == {"text/html", "application/json"}  # 14
    metadata = [(name, link["type"], *link["hreflang"]) for name, links in whole.items()
                if isinstance(links, list) and name != f"{VOC}defaultLink" for link in links]  # fmt: skip
    assert len(metadata) == len(set(metadata))  # no two tie, so nothing asks for 300


def test_every_link_of_the_linkset_is_where_its_type_leads(ask: Ask) -> None:
    for name, links in linkset_of(ask).items():
        for link in links if isinstance(links, list) and name != f"{VOC}defaultLink" else ():
            if link["hreflang"] == ["vi", "en"]:  # the page itself
                continue
            answer = ask(f"{LINK}?linkType={name}", accept_language=link["hreflang"][0])
            path, _, part = answer["Location"].replace(f"&linkType={name}", "").partition("#")
            assert f"{HOST}{path}{'#' * bool(part)}{part}" == link["href"]
            assert ask(path).status_code == 200


def test_the_description_file_keeps_the_schema_and_tells_the_truth(ask: Ask) -> None:
    described = ask("/.well-known/gs1resolver").json()

    jsonschema.Draft7Validator(
        DESCRIPTION, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    ).validate(described)
    assert described["supportedPrimaryKeys"] == ["01"]  # 25
    assert described["jsonLdContextLocation"] == (  # 26
        "https://ref.gs1.org/standards/resolver/linkset-context"
    )
    assert described["resolverRoot"] == HOST
    assert described["supportedLinkType"][0]["namespace"] == VOC


def test_behind_https_every_address_is_https(client: Client) -> None:
    secure = {"RAW_URI": LINK, "secure": True}

    document = client.get(LINK, headers=AS_LINKSET, **secure).json()  # type: ignore[arg-type]
    answer = client.get(LINK, **secure)  # type: ignore[arg-type]

    addresses = re.findall(r"[a-z]+://[^/\"]+", f"{document} {answer['Link']}")
    assert set(addresses) == {"https://testserver", "https://ref.gs1.org"}

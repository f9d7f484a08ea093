"""What every key that is known is asked, and what it answers: the statements of the standard, key by key."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.api.resolver.conftest import GLN, GTIN, SSCC
from tests.catalogue.gs1.test_compressed_link import compress

HOST = "http://testserver"
VOC = "https://ref.gs1.org/voc/"
AS_LINKSET = {"accept": "application/linkset+json"}
CORS = {"Access-Control-Allow-Origin": "*"}
AS_SET = {"Content-Type": "application/linkset+json"}
METHODS = {"Allow": "GET, HEAD, OPTIONS"}


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


class Known(NamedTuple):
    """A key of each kind and what it leads to.

    ``qualified`` are paths below it with what is passed on of them; ``kind`` is the type of the page as a
    whole, and ``part`` a type with the part of the page that it leads to. ``data`` is the address of master
    data, empty without any; ``unknown`` is of a number that nobody has, ``wrong`` of one whose check digit is
    wrong, with its code.
    """

    key: str
    value: str
    page: str
    title: str
    data: str
    kind: str
    part: tuple[str, str]
    qualified: tuple[tuple[str, str], ...]
    unknown: str
    wrong: str
    wrong_code: str = "digital_link_invalid"

    @property
    def link(self) -> str:
        return f"/{self.key}/{self.value}"

    @property
    def compressed(self) -> str:
        return f"/{compress({self.key: self.value})}"

    @property
    def to_linkset(self) -> str:
        return f'<{HOST}{self.link}?linkType=linkset>; rel="linkset"; type="application/linkset+json"'


GOODS = Known(
    "01", GTIN, "/p/mat-ong", "Mật ong", "/api/v1/store/products/mat-ong", "pip", ("instructions", "#usage"),
    qualified=(
        ("/22/2A", "22=2A"), ("/10/L1", "10=L1"), ("/21/S1", "21=S1"), ("/235/X1", "235=X1"),
        ("/22/2A/10/L1/21/S1", "22=2A&10=L1&21=S1"),
    ),
    unknown="/01/09520007919026", wrong="/01/09520007919018", wrong_code="gtin_check_digit",
)  # fmt: skip
PLACE = Known(
    "414", GLN, "/c/htx-ong-da", "HTX Ong Đá", "/api/v1/store/cooperatives/htx-ong-da", "homepage",
    ("locationInfo", "#place"), qualified=(("/254/K%2F1", "254=K%2F1"), ("/7040/1ABC", "7040=1ABC")),
    unknown="/414/9521234000082", wrong="/414/9521234000076",
)  # fmt: skip
PARTY = PLACE._replace(
    key="417", part=("homepage", ""), qualified=(("/7040/1ABC", "7040=1ABC"),),
    unknown="/417/9521234000082", wrong="/417/9521234000076",
)  # fmt: skip
UNIT = Known(
    "00", SSCC, f"/u/{SSCC}", f"Kiện hàng {SSCC}", "", "whatsInTheBox", ("whatsInTheBox", ""),
    qualified=(), unknown="/00/095200079190000095", wrong="/00/095200079190000003",
)  # fmt: skip
KNOWN = (UNIT, GOODS, PLACE, PARTY)


def to(target: str) -> dict[str, str]:
    return {"Location": target}


def rows_of(known: Known) -> Iterator[Row]:
    """Yield what is asked of each key alike."""
    yield from _understood(known)
    yield from _answered(known)


def _understood(known: Known) -> Iterator[Row]:
    """Yield the statements on what is read and what is refused."""
    link, page = known.link, known.page
    yield from (Row(1, f"{link}{path}", 307, to(f"{page}?{query}")) for path, query in known.qualified)
    yield from (
        Row(2, link, 307, to(page), method="head"),
        Row(2, link, 204, METHODS, method="options"),
        Row(2, link, 405, METHODS, code="method_not_allowed", method="post"),
        Row(2, link, 405, METHODS, code="method_not_allowed", method="delete"),
        Row(4, link, 307, CORS, {"Access-Control-Expose-Headers": "Link"}),
        Row(4, link, 204, CORS | {"Access-Control-Allow-Methods": METHODS["Allow"]}, method="options"),
        Row(4, f"{link}?linkType=linkset", 200, CORS),
        Row(4, f"{link}/foo", 400, CORS),
        Row(4, known.unknown, 404, CORS),
        Row(5, f"{link}/foo", 400, code="digital_link_invalid"),
        Row(5, known.wrong, 400, code=known.wrong_code),
        Row(5, link[:-1], 400, code="digital_link_invalid"),
        Row(5, f"{link}?99999=1", 400, code="digital_link_invalid"),
        Row(5, f"{link}?linkType=gs1:pip&linkType=linkset", 400, code="invalid_parameter"),
        Row(6, known.unknown, 404, code="not_found"),
        Row(6, f"{known.unknown}?linkType=linkset", 404, code="not_found"),
        Row(6, known.unknown, 404, code="not_found", given=AS_LINKSET),
        Row(6, f"{link}/foo?linkType=linkset", 400, code="digital_link_invalid"),
        Row(6, f"{link}/foo", 400, code="digital_link_invalid", given=AS_LINKSET),
        Row(7, known.compressed, 307, to(page)),
        Row(7, f"{known.compressed}/?x=1", 307, to(f"{page}?x=1")),
        Row(8, known.compressed, 307, to(page)),
        Row(9, known.compressed, 307, {}, {"Link": f'<{HOST}{link}>; rel="owl:sameAs"'}),
        Row(9, known.compressed, 200, AS_SET, {"Link": f'<{HOST}{link}>; rel="owl:sameAs"'},
            given=AS_LINKSET),
    )  # fmt: skip


def _answered(known: Known) -> Iterator[Row]:
    """Yield the statements on where a link leads."""
    link, page = known.link, known.page
    name, part = known.part
    # No qualifier of an SSCC: what is passed on of it is what came in the query.
    tail, passed_on = known.qualified[-1] if known.qualified else ("", "")
    below = f"{passed_on}&" if passed_on else ""
    if known.data:
        yield Row(20, f"{link}?linkType=gs1:masterData", 307, to(f"{known.data}?lang=vi"))
    yield from (
        Row(10, f"{link}?linkType=linkset", 200, AS_SET),
        Row(10, f"{link}?linkType=all", 200, AS_SET),
        Row(10, link, 200, AS_SET, given=AS_LINKSET),
        Row(10, f"{link}{tail}?linkType=gs1:{known.kind}", 200, AS_SET, given=AS_LINKSET),
        Row(10, link, 307, to(page), given={"accept": "application/linkset+json;q=0, */*"}),
        Row(16, f"{link}?linkType=linkset", 200, {}, {"Link": 'rel="http://www.w3.org/ns/json-ld#context"'}),
        Row(18, link, 307, to(page)),
        Row(18, link, 307, to(page), given={"accept": "text/html", "accept_language": "fr"}),
        Row(18, f"{link}?linkType=gs1:defaultLink", 307, to(f"{page}?linkType=gs1:defaultLink")),
        Row(19, f"{link}{tail}?x=1", 307, to(f"{page}?{below}x=1")),
        Row(20, f"{link}?linkType=gs1:{known.kind}", 307, to(f"{page}?lang=vi&linkType=gs1:{known.kind}")),
        Row(20, f"{link}?linkType={VOC}{known.kind}", 307, to(f"{page}?lang=vi&linkType={VOC}{known.kind}")),
        Row(20, f"{link}{tail}?linkType=gs1:{name}", 307,
            to(f"{page}?lang=vi&{below}linkType=gs1:{name}{part}")),
        Row(21, f"{link}?linkType=gs1:recipeInfo", 404, code="link_type_not_found"),
        Row(21, f"{link}?linkType={known.kind}", 404, code="link_type_not_found"),
        Row(22, f"{link}?foo=bar&a=%2F&a=b", 307, to(f"{page}?foo=bar&a=%2F&a=b")),
        Row(22, f"{link}{tail}?utm_source=qr", 307, to(f"{page}?{below}utm_source=qr")),
        Row(23, f"{link}?linkType=gs1:{known.kind}", 307, to(f"{page}?lang=en&linkType=gs1:{known.kind}"),
            {"Vary": "Accept-Language"}, given={"accept_language": "en-GB, vi;q=0.5"}),
        Row(23, f"{link}?linkType=gs1:{known.kind}", 307, to(f"{page}?lang=vi&linkType=gs1:{known.kind}"),
            given={"accept_language": "en;q=0.1, vi-VN"}),
        Row(27, link, 307, {}, {"Link": known.to_linkset}),
        Row(27, f"{link}{tail}?linkType=gs1:{known.kind}", 307, {}, {"Link": known.to_linkset}),
        Row(28, f"{link}/", 307, to(page)),
        Row(28, f"{link}{tail}/?x=1", 307, to(f"{page}?{below}x=1")),
        Row(28, f"{link}/?linkType=linkset", 200, AS_SET),
    )  # fmt: skip

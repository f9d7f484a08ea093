"""Digital Link URIs."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.digital_link import digital_link_uri, parse_digital_link
from catalogue.gs1.errors import (
    AllZeros,
    DigitalLinkInvalid,
    Gs1Error,
    GtinCheckDigit,
    PublicationPrefix,
    RestrictedCirculation,
)

GTIN = "09521234567899"
lots = st.text(
    st.sampled_from([chr(code) for code in range(0x21, 0x7B) if chr(code) not in "#$@[\\]^`"]),
    min_size=1,
    max_size=20,
)


@pytest.mark.parametrize(
    ("uri", "data"),
    [
        (f"https://id.gs1.org/01/{GTIN}", {"01": GTIN}),
        (f"http://x.vn/01/{GTIN}/", {"01": GTIN}),
        (f"HTTPS://X.VN/01/{GTIN}", {"01": GTIN}),
        (f"https://x.vn:8443/a/b/01/{GTIN}", {"01": GTIN}),
        (f"https://[2001:db8::1]/01/{GTIN}", {"01": GTIN}),
        (f"https://x.vn/01/{GTIN}/22/2A/10/L1/21/S1", {"01": GTIN, "22": "2A", "10": "L1", "21": "S1"}),
        (
            f"https://x.vn/01/{GTIN}/10/L1?17=270331&3103=001250",
            {"01": GTIN, "10": "L1", "17": "270331", "3103": "001250"},
        ),
        (
            f"https://x.vn/01/{GTIN}?linkType=gs1:pip&utm_source=zalo&17=270331#top",
            {"01": GTIN, "17": "270331"},
        ),
        (f"https://x.vn/01/{GTIN}/10/A%2FB%25%2b1", {"01": GTIN, "10": "A/B%+1"}),
        (f"https://x.vn/01/{GTIN}/10/A+B", {"01": GTIN, "10": "A+B"}),
        (f"https://x.vn/01/{GTIN}/10/01", {"01": GTIN, "10": "01"}),
        (f"https://x.vn/10/L1/01/{GTIN}", {"01": GTIN}),
        (f"https://x.vn/01/{GTIN}?&", {"01": GTIN}),
        (f"https://x.vn/01/{GTIN}/235/TPX", {"01": GTIN, "235": "TPX"}),
        ("https://x.vn/00/095212345678901235", {"00": "095212345678901235"}),
        ("https://x.vn/414/9521234567899/254/K1", {"414": "9521234567899", "254": "K1"}),
        ("https://x.vn/01/09780306406157", {"01": "09780306406157"}),
    ],
)
def test_links_are_read_whatever_their_stem(uri: str, data: dict[str, str]) -> None:
    assert parse_digital_link(uri) == data


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "x.vn",
        f"ftp://x.vn/01/{GTIN}",
        f"https:///01/{GTIN}",
        f"https://user@x.vn/01/{GTIN}",
        f"https://x .vn/01/{GTIN}",
        f"https://x.vn/01/{GTIN}\n",
        f"https://x.vn/mật-ong/01/{GTIN}",
        "https://x.vn",
        "https://x.vn/",
        "https://x.vn/product/7",
        "https://x.vn/01/",
        "https://x.vn/01",
        "https://x.vn/01/9521234567899",
        "https://x.vn/gtin/09521234567899",
        f"https://x.vn/01/{GTIN}//",
        f"https://x.vn/01/{GTIN}/10",
        f"https://x.vn/01/{GTIN}/10/",
        f"https://x.vn/01/{GTIN}/21/S1/10/L1",
        f"https://x.vn/01/{GTIN}/10/L1/10/L2",
        f"https://x.vn/01/{GTIN}/17/270331",
        f"https://x.vn/01/{GTIN}/lot/L1",
        f"https://x.vn/01/{GTIN}/21/S1/235/T",
        f"https://x.vn/01/{GTIN}?10=L1",
        f"https://x.vn/01/{GTIN}?01={GTIN}",
        f"https://x.vn/01/{GTIN}?17=",
        f"https://x.vn/01/{GTIN}?17",
        f"https://x.vn/01/{GTIN}?17=270331&17=270331",
        f"https://x.vn/01/{GTIN}?05=1",
        f"https://x.vn/01/{GTIN}?8200=x",
        f"https://x.vn/01/{GTIN}?99999=1",
        f"https://x.vn/01/{GTIN}/10/L%",
        f"https://x.vn/01/{GTIN}/10/L%G1",
        f"https://x.vn/01/{GTIN}/10/L%00",
        f"https://x.vn/01/{GTIN}/10/L%20L",
        f"https://x.vn/01/{GTIN}/10/%C4%91",
        f"https://x.vn/01/{GTIN}/10/" + "x" * 21,
        "https://x.vn/AQnYUc1gmiCNV4JGLgQ",
    ],
)
def test_wrong_links_are_refused(uri: str) -> None:
    with pytest.raises(DigitalLinkInvalid):
        parse_digital_link(uri)


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        ("https://x.vn/01/09521234567890", GtinCheckDigit),
        ("https://x.vn/01/00000000000000", AllZeros),
        ("https://x.vn/01/02000000000015", RestrictedCirculation),
    ],
)
def test_a_wrong_number_in_a_link_has_the_code_of_the_number(uri: str, kind: type[Gs1Error]) -> None:
    with pytest.raises(kind):
        parse_digital_link(uri)


@given(lots)
def test_any_lot_survives_percent_encoding(lot: str) -> None:
    assert parse_digital_link(f"https://x.vn/01/{GTIN}/10/{quote(lot, safe='')}") == {"01": GTIN, "10": lot}


@pytest.mark.parametrize(
    "base", ["https://id.example.vn", "https://id.example.vn/", "http://127.0.0.1:8000/a/b"]
)
def test_a_link_is_made_under_a_base_address(base: str) -> None:
    uri = digital_link_uri(base, GTIN)

    assert uri == f"{base.rstrip('/')}/01/{GTIN}"
    assert parse_digital_link(uri) == {"01": GTIN}


@pytest.mark.parametrize(
    "base",
    [
        "",
        "id.example.vn",
        "ftp://x.vn",
        "https://x.vn/?a=",
        "https://x.vn/#",
        f"https://x.vn/01/{GTIN}?x=",
        "https://mật.vn",
    ],
)
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(DigitalLinkInvalid):
        digital_link_uri(base, GTIN)


def test_no_link_is_made_of_in_store_numbers_and_books() -> None:
    with pytest.raises(RestrictedCirculation):
        digital_link_uri("https://x.vn", "02000000000015")
    with pytest.raises(PublicationPrefix):
        digital_link_uri("https://x.vn", "09780306406157")

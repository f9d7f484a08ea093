"""Digital Link URIs."""

from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.digital_link import (
    digital_link_uri,
    parse_digital_link,
    read_digital_link,
    read_link_path,
)
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


def test_a_link_comes_apart_into_what_a_resolver_asks_for() -> None:
    link = read_digital_link(
        f"https://x.vn:8443/vi/01/{GTIN}/22/2A/10/A%2FB/21/7?linkType=gs1:pip&3103=001250&17=270331&utm_x=%20&b#top"
    )

    assert link.stem == "https://x.vn:8443/vi"
    assert (link.key, link.value) == ("01", GTIN)
    assert list(link.qualifiers.items()) == [("22", "2A"), ("10", "A/B"), ("21", "7")]
    assert list(link.attributes.items()) == [("3103", "001250"), ("17", "270331")]
    assert link.foreign == ("linkType=gs1:pip", "utm_x=%20", "b")
    assert link.foreign_query == "linkType=gs1:pip&utm_x=%20&b"
    assert link.path == f"/01/{GTIN}/22/2A/10/A%2FB/21/7"
    assert link.canonical == f"https://id.gs1.org/01/{GTIN}/22/2A/10/A%2FB/21/7?17=270331&3103=001250"
    assert link.data == {"01": GTIN, "22": "2A", "10": "A/B", "21": "7", **link.attributes}


def test_a_resolver_walks_up_from_the_serial_to_the_key() -> None:
    link = read_digital_link(f"https://x.vn/01/{GTIN}/22/2A/10/L/21/7?17=270331")

    assert link.levels() == (
        {"01": GTIN, "22": "2A", "10": "L", "21": "7"},
        {"01": GTIN, "22": "2A", "10": "L"},
        {"01": GTIN, "22": "2A"},
        {"01": GTIN},
    )
    assert read_digital_link(f"https://x.vn/01/{GTIN}").levels() == ({"01": GTIN},)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (f"/a/01/{GTIN}/10/A%2FB", "17=270331&linkType=x"),
        (f"/01/{GTIN}/", ""),
        ("/414/9506000134352/254/K", "b"),
    ],
)
def test_a_request_is_read_like_an_address(path: str, query: str) -> None:
    by_path = read_link_path(path, query)
    by_uri = read_digital_link(f"https://x.vn{path}?{query}")

    assert by_path.data == by_uri.data
    assert by_path.foreign == by_uri.foreign
    assert f"https://x.vn{by_path.stem}" == by_uri.stem


@pytest.mark.parametrize(
    ("path", "query", "position"),
    [
        (f"01/{GTIN}", "", 0),
        (f"/01/{GTIN}?a", "", 0),
        (f"/01/{GTIN}#a", "", 0),
        (f"/01/{GTIN}", "a#b", 0),
        (f"/01/{GTIN}/10/mật", "", 23),
        (f"/01/{GTIN}", "17=270331&17=\n", 32),
        (f"/01/{GTIN}", "a=b&17=270230", 30),
        ("/", "", 0),
        ("", "", 0),
    ],
)
def test_a_request_that_is_no_link_is_refused(path: str, query: str, position: int) -> None:
    with pytest.raises(DigitalLinkInvalid) as refusal:
        read_link_path(path, query)

    assert refusal.value.position == position


@pytest.mark.parametrize(
    "uri",
    [
        "https://x.vn/00/106141412345678908",
        "https://x.vn/253/9501101530003ABC",
        "https://x.vn/255/9501101530003000001",
        "https://x.vn/401/9506000ABC%2F1",
        "https://x.vn/402/95212345678901235",
        "https://x.vn/414/9506000134352/254/A1",
        "https://x.vn/414/9506000134352/7040/1ABc",
        "https://x.vn/415/9506000134352/8020/R1",
        "https://x.vn/417/9506000134352/7040/1ABc",
        "https://x.vn/8003/09506000134352A1",
        "https://x.vn/8004/9506000ABC/7040/1ABc",
        "https://x.vn/8006/095060001343520102/22/V/10/L/21/S",
        "https://x.vn/8010/9506000%23A/8011/12",
        "https://x.vn/8013/1987654Ad4X4bL5ttr2310c2K",
        "https://x.vn/8017/095212345678901235/8019/1",
        "https://x.vn/8018/095212345678901235/8019/1",
    ],
)
def test_every_key_is_read_with_its_qualifiers(uri: str) -> None:
    link = read_digital_link(uri)

    assert link.canonical == uri.replace("x.vn", "id.gs1.org")
    assert f"https://x.vn{link.path}" == uri


@pytest.mark.parametrize(
    ("uri", "reason", "position"),
    [
        (f"https://x.vn/gtin/{GTIN}/lot/L1", "the name “gtin” was withdrawn", 13),
        (f"https://x.vn/a/01/{GTIN}/lot/L1", "the name “lot” was withdrawn", 33),
        (f"https://x.vn/01/{GTIN}/10/L1/ser/7", "the name “ser” was withdrawn", 37),
        ("https://x.vn/product/7", "has no GS1 key", 12),
        (f"https://x.vn/01/{GTIN}?8200=http", "the parameter 8200 is not allowed", 31),
        (f"https://x.vn/01/{GTIN}?a=b&10=L1", "the parameter 10 is not allowed", 35),
        (f"https://x.vn/01/{GTIN}?21=7", "the parameter 21 is not allowed", 31),
        (f"https://x.vn/01/{GTIN}?%32%31=7", "the parameter 21 is not allowed", 31),
        (f"https://x.vn/01/{GTIN}?05=1", "the parameter 05 is not allowed", 31),
        (f"https://x.vn/01/{GTIN}/21/7/10/L", "only 22, 10, 21 or 235 may follow, in that order", 31),
        (f"https://x.vn/01/{GTIN}/22/V/235/T", "only 22, 10, 21 or 235 may follow", 31),
        ("https://x.vn/00/106141412345678908/10/L", "only nothing may follow", 35),
        ("https://x.vn/414/9506000134352/254/A/7040/1ABc", "only 254 or 7040 may follow", 31),
        (f"https://x.vn/01/{GTIN}/10/A%2FB%20C", "the value of (10) has the wrong format", 39),
        (f"https://x.vn/01/{GTIN}/10/A%2FB%2", "not percent-encoded correctly", 39),
        (f"https://x.vn/01/{GTIN}/10/%C4%91", "not percent-encoded correctly", 34),
        (f"https://x.vn/01/{GTIN}?17=270230", "(17) is no real date: day 30", 38),
        (f"https://x.vn/01/{GTIN}?17", "the value of (17) has the wrong format", 33),
        (f"https://x.vn/01/{GTIN}?17=270331&17=270331", "(17) occurs twice", 41),
        (f"https://x.vn/01/{GTIN}?37=1", "(01) and (37) may not stand together", 31),
        ("https://x.vn/01/9521234567899", "the value of (01) has the wrong format, not N14", 29),
        (f"https://us er@x.vn/01/{GTIN}", "no http or https address", 10),
        (f"https://user@x.vn/01/{GTIN}", "no http or https address", 8),
        (f"ftp://x.vn/01/{GTIN}", "no http or https address", 0),
    ],
)
def test_each_refusal_names_the_reason_and_the_place(uri: str, reason: str, position: int) -> None:
    with pytest.raises(DigitalLinkInvalid) as refusal:
        read_digital_link(uri)

    assert reason in refusal.value.text("en")
    assert refusal.value.position == position


@pytest.mark.parametrize(
    ("uri", "position"),
    [
        ("https://x.vn/01/09521234567890", 29),
        ("https://x.vn/01/%30%39521234567890", 33),
        ("https://x.vn/01/02000000000015", 16),
        ("https://x.vn/414/9506000134352?01=09521234567890", 47),
    ],
)
def test_a_wrong_number_in_a_link_is_found(uri: str, position: int) -> None:
    with pytest.raises((GtinCheckDigit, RestrictedCirculation)) as refusal:
        parse_digital_link(uri)

    assert refusal.value.position == position


def test_a_link_of_a_place_may_name_goods() -> None:
    assert parse_digital_link(f"https://x.vn/414/9506000134352?01={GTIN}&10=L%2F1") == {
        "414": "9506000134352",
        "01": GTIN,
        "10": "L/1",
    }


def test_names_of_identifiers_in_the_query_are_foreign() -> None:
    link = read_digital_link(f"https://x.vn/01/{GTIN}?exp=270331&%C4%91=1&=5")

    assert link.attributes == {}
    assert link.foreign == ("exp=270331", "%C4%91=1", "=5")


WORDS = (
    "17",
    "%31%37",
    "=270331",
    "10",
    "91",
    "%39",
    "=A",
    "=",
    "&",
    "&&",
    "?",
    "a",
    "%",
    "%3a",
    "%b2",
    "2031",
)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
def test_a_parameter_is_of_gs1_exactly_if_its_name_is_digits_once_decoded(query: str) -> None:
    names = {text: unquote_to_bytes(text.partition("=")[0]) for text in query.split("&") if text}
    try:
        read = read_link_path(f"/01/{GTIN}", query)
    except DigitalLinkInvalid:
        assert any(name.isdigit() for name in names.values())
        return

    assert read.foreign == tuple(text for text in query.split("&") if text and not names[text].isdigit())
    assert list(read.attributes) == [name.decode() for name in names.values() if name.isdigit()]

"""Examples that GS1 prints in its standards and guidelines, read and written."""

import pytest

from catalogue.gs1.decoded_values import decode
from catalogue.gs1.digital_link import read_digital_link
from catalogue.gs1.element_string import parse_bracketed, parse_element_string
from catalogue.gs1.element_string_building import bracketed_elements, build_element_string
from catalogue.gs1.gtin import parse_gtin


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        # DataBar Expanded, GS1-128 and GS1 DataMatrix figures of the General Specifications.
        ("(01)98898765432106(3202)012345(15)991231", "0198898765432106320201234515991231"),
        ("(01)95012345678903(3103)000123", "01950123456789033103000123"),
        ("(01)90614141000015(3202)000150", "01906141410000153202000150"),
        ("(01)90012345678908(3103)001750", "01900123456789083103001750"),
        ("(01)99312650999998(3103)001250(3922)0799", "0199312650999998310300125039220799"),
        ("(01)03453120000011(17)200731(10)ABC1234", "01034531200000111720073110ABC1234"),
        ("(00)006141411234567890", "00006141411234567890"),
        ("(00)123456789012345675", "00123456789012345675"),
        ("(02)00312345678906(37)24", "02003123456789063724"),
        ("(414)5412345000013", "4145412345000013"),
        ("(8003)00614141234561", "800300614141234561"),
        ("(8017)950110153123456781", "8017950110153123456781"),
        ("(7003)0205211200", "70030205211200"),
        ("(425)276", "425276"),
        # The Digital Link standard's own item, as an element string.
        ("(01)09520123456788(17)180426(10)ABC1(21)12345", "01095201234567881718042610ABC1\x1d2112345"),
    ],
)
def test_element_strings(typed: str, raw: str) -> None:
    data = parse_bracketed(typed)

    assert parse_element_string(raw) == data
    assert build_element_string(data) == raw
    assert "".join(bracketed_elements(data)) == typed
    assert decode(data, this_year=2026) != {}


@pytest.mark.parametrize(
    ("uri", "canonical"),
    [
        (
            "https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426",
            "https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426",
        ),
        (
            "https://example.com/some/other/info/01/09520123456788/10/ABC1",
            "https://id.gs1.org/01/09520123456788/10/ABC1",
        ),
        (
            "https://example.com/01/09520123456788?3103=000195&3922=0299&17=201225&linkType=gs1:pip",
            "https://id.gs1.org/01/09520123456788?17=201225&3103=000195&3922=0299",
        ),
        (
            "https://example.com/01/09506000134352/10/ABC%2F123",
            "https://id.gs1.org/01/09506000134352/10/ABC%2F123",
        ),
        (
            "https://example.com/414/9520123456788/254/32a%2Fb",
            "https://id.gs1.org/414/9520123456788/254/32a%2Fb",
        ),
        ("https://example.com/00/006141411234567890", "https://id.gs1.org/00/006141411234567890"),
    ],
)
def test_links(uri: str, canonical: str) -> None:
    assert read_digital_link(uri).canonical == canonical


@pytest.mark.parametrize(
    "number",
    ["6291041500213", "9501101530003", "9506000134352", "614141000036", "95012346", "10614141000415"],
)
def test_numbers_of_goods(number: str) -> None:
    assert parse_gtin(number) == number.zfill(14)

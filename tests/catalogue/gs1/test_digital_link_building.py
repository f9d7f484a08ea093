"""Digital Link URIs put together."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.companions import missing_companions
from catalogue.gs1.digital_link import read_digital_link
from catalogue.gs1.digital_link_building import build_digital_link, canonical_uri
from catalogue.gs1.errors import DigitalLinkInvalid, Gs1Error, GtinCheckDigit, RestrictedCirculation
from tests.catalogue.gs1.sample_elements import links

GTIN = "09521234567899"
BASE = "https://id.example.vn/a"
# Whose paths could be taken for a part of the link.
BASES = (
    BASE,
    "http://[::1]:8000",
    f"https://id.example.vn/01/{GTIN}",
    "https://id.example.vn/01",
    "https://id.example.vn/10/A/21",
    "https://id.example.vn//gtin",
    "https://id.example.vn/%zz=&",
)


@pytest.mark.parametrize(
    ("elements", "tail"),
    [
        ({"01": GTIN}, f"/01/{GTIN}"),
        ({"21": "7", "10": "A/B", "01": GTIN, "22": "2A"}, f"/01/{GTIN}/22/2A/10/A%2FB/21/7"),
        ({"01": GTIN, "235": "T"}, f"/01/{GTIN}/235/T"),
        ({"3103": "001250", "01": GTIN, "17": "270331"}, f"/01/{GTIN}?17=270331&3103=001250"),
        ({"01": GTIN, "10": "%?&#=+"[:3] + "=+"}, f"/01/{GTIN}/10/%25%3F%26%3D%2B"),
        ({"00": "106141412345678908", "02": GTIN, "37": "24"}, f"/00/106141412345678908?02={GTIN}&37=24"),
        ({"414": "9506000134352", "254": "A1"}, "/414/9506000134352/254/A1"),
        ({"8006": "095060001343520102", "21": "S"}, "/8006/095060001343520102/21/S"),
        ({"8004": "9506000ABC", "7040": "1ABc"}, "/8004/9506000ABC/7040/1ABc"),
    ],
)
def test_key_and_qualifiers_stand_in_the_path_and_the_rest_behind(
    elements: dict[str, str], tail: str
) -> None:
    assert build_digital_link(BASE, elements) == BASE + tail
    assert build_digital_link(BASE + "/", elements) == BASE + tail
    assert canonical_uri(elements) == "https://id.gs1.org" + tail


def test_the_key_can_be_chosen() -> None:
    elements = {"01": GTIN, "414": "9506000134352", "10": "L1"}

    assert build_digital_link(BASE, elements) == f"{BASE}/01/{GTIN}/10/L1?414=9506000134352"
    assert build_digital_link(BASE, elements, key="414") == f"{BASE}/414/9506000134352?01={GTIN}&10=L1"


@pytest.mark.parametrize(
    ("elements", "reason"),
    [
        ({}, "it holds no data"),
        ({"05": "1"}, "no application identifier (AI) “05”"),
        ({"400": "X"}, "there is no GS1 key (such as 01) in it"),
        ({"10": "L1"}, "(10) needs (01)"),
        ({"01": GTIN, "3922": "100"}, "(3922) needs (01) + (30)"),
        ({"01": GTIN, "37": "1"}, "may not stand together"),
        ({"01": GTIN, "17": "270230"}, "(17) is no real date: day 30"),
        ({"01": GTIN, "8200": "http://x.vn"}, "(8200) can not stand in a link with (01)"),
        ({"01": GTIN, "22": "V", "235": "T"}, "(235) can not stand in a link with (01)"),
    ],
)
def test_what_is_no_link_is_not_put_together(elements: dict[str, str], reason: str) -> None:
    with pytest.raises(DigitalLinkInvalid) as refusal:
        build_digital_link(BASE, elements)

    assert reason in refusal.value.text("en")


@pytest.mark.parametrize("key", ["00", "10", "x"])
def test_a_key_that_is_not_there_is_refused(key: str) -> None:
    with pytest.raises(DigitalLinkInvalid, match="there is no GS1 key"):
        build_digital_link(BASE, {"01": GTIN, "10": "L1"}, key=key)


@pytest.mark.parametrize("base", ["", "id.example.vn", "https://x.vn?a=", "https://x.vn/#", "https://mật.vn"])
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(DigitalLinkInvalid, match="can not be used"):
        build_digital_link(base, {"01": GTIN})


@pytest.mark.parametrize(
    ("gtin14", "kind"), [("09521234567890", GtinCheckDigit), ("02000000000015", RestrictedCirculation)]
)
def test_a_wrong_number_keeps_its_code(gtin14: str, kind: type[Gs1Error]) -> None:
    with pytest.raises(kind):
        build_digital_link(BASE, {"01": gtin14})


@given(links, st.sampled_from(BASES))
def test_every_key_qualifier_and_attribute_goes_both_ways(
    link: tuple[str, Mapping[str, str]], base: str
) -> None:
    key, elements = link
    if missing_companions(elements):
        with pytest.raises(DigitalLinkInvalid, match="needs"):
            build_digital_link(base, elements, key=key)
        return
    uri = build_digital_link(base, elements, key=key)
    read = read_digital_link(uri)

    assert read.data == elements
    assert (read.key, read.stem, read.foreign) == (key, base, ())
    assert read.canonical == canonical_uri(elements, key=key)
    assert build_digital_link(read.stem, read.data, key=read.key) == uri
    assert read_digital_link(read.canonical).canonical == read.canonical

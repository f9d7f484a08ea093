"""Compressed links are read as they were meant, to the last zero."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.gs1.compressed_link import (
    ALPHABET,
    ENCODINGS,
    GROUPS,
    length_bits,
    plain_link,
    stretches,
    value_bits,
)
from catalogue.gs1.digital_link import read_link_path
from catalogue.gs1.errors import DigitalLinkInvalid, Gs1Error

# Compressed by Solidsoft Reply's library for .NET and Trust Codes' for Python, as their own tests say.
PUBLISHED = {
    "AN2yxDhfaiaw": "/00/998440410914660971",
    "ABeRcNWtKMPA": "/00/106141412345678908",
    "AQnYUc1gmg": "/01/05412345000013",
    "ARHKVAdpQg": "/01/09780345418913",
    "AQnYUc1gmiCNV4JG": "/01/05412345000013/10/ABC123",
    "AQnYUc1gmiCNV4JGQhcNT6K6c": "/01/05412345000013/10/ABC123/21/72292641703",
    "AQnYUc1gmiCNV4JGRNoBLG-nvPe2p_Ho": "/01/05412345000013/22/AJY3095721P49/10/ABC123",
    "AQnYUc1gmkax7ipGrOHDPC5YNI8hMz": "/01/05412345000013/235/8TFV883a904GH%263",
    "AQnYUc1gmkIXDU-iun": "/01/05412345000013/21/72292641703",
    "AREjalurbiAUO-cgohCz45Z67b8A": "/01/09421902960055/10/2010005828/21/xyz1234",
    "AQEd-1O2-GIGAD6A": "/01/00614141123452?3103=000500",
    "AQnYUc1gmiCNV4JGYgYAF6ckaEPg": "/01/05412345000013/10/ABC123?3103=000189&3923=2172",
    "AQnYUc1gmiERBhQ0ytiyZuAGOLc1TXgpNWCv1": ("/01/05412345000013/10/ABC%26%2B123?7003=1903061658&k1=v1"),
    "JTLIetaiHYA": "/253/3060077601309",
    "JVUqG5hJ5wA": "/255/5678409730535",
    "QBl2DVoxZM2jVm3ZOWEFoxTR5HDgzZg": "/401/0541234537290A41%26GHpp33",
    "QCJZyW9mC6Z4": "/402/21173492661712079",
    "QUCO_anbfA": "/414/0614141123452",
    "JUa0T-eifdtOO9UFEmlYwv3Q": "/414/5060917510004/254/RP56J920471",
    "QXSaVjC_dHBAVlCrg": "/417/5060917510004/7040/5KFX",
    "gAMJCAXukTMA": "/8003/04965031954585",
    "JAaasHt_dNNt4ADESMALumsUfMAm34": "/8003/09421012301014f9804dbf?240=qwe390023",
    "cEB2CqjAAkuwatGLJm0as27JywgtGKaPI4cGbM": "/8004/0541234537290A41%26GHpp33/7040/7BVR",
    "gAYMBI_bNGwJk": "/8006/054123450000130201",
    "gBCVYNWjFkzaNWbdk5YQWjFHHkM2cAI0xdvpGo": "/8010/0541234537290A41%23GH33/8011/6639047221",
    "gBN05060917511473062B98T": "/8013/5060917511473062B98T",
    "gBe1ajAd9ATDmAGXPRfk": "/8017/817019610850151481/8019/4003812",
    "gBhbV6rzBENPmAGXPRfk": "/8018/411369833821910265/8019/4003812",
    "01/05412345000013/EEarwSMhC4an0V05E2gEsb6e897an8eg": (
        "/01/05412345000013/22/AJY3095721P49/10/ABC123/21/72292641703"
    ),
    "417/5060917510004/cEBWUKu": "/417/5060917510004/7040/5KFX",
    "8018/411369833821910265/gBlz0X5A": "/8018/411369833821910265/8019/4003812",
}
GTIN = "09521234567899"


def compress(data: dict[str, str], others: tuple[tuple[str, str], ...] = (), group: str = "") -> str:
    """Return ``data`` as a segment: what the standard says a compressor does, written without the reader."""
    grouped = GROUPS.get(group, ())
    bits = f"{int(group, 16):08b}" if group else ""
    bits += "".join(value_of(ai, data[ai]) for ai in grouped)
    for ai, value in data.items():
        if ai not in grouped:
            bits += "".join(f"{int(digit):04b}" for digit in ai) + value_of(ai, value)
    for name, value in others:
        bits += "1111" + f"{len(name):07b}" + "".join(f"{ALPHABET.index(letter):06b}" for letter in name)
        encoding = encoding_of(value)
        bits += f"{encoding:03b}{len(value):07b}" + letters(value, encoding)
    return packed(bits)


def packed(bits: str) -> str:
    bits += "0" * (-len(bits) % 6)
    return "".join(ALPHABET[int(bits[at : at + 6], 2)] for at in range(0, len(bits), 6))


def value_of(ai: str, value: str) -> str:
    bits = ""
    for are_digits, shortest, longest in stretches(ai):
        part, value = value[:longest], value[longest:]
        encoding = 0 if are_digits else encoding_of(part)
        bits += "" if are_digits else f"{encoding:03b}"
        bits += "" if shortest == longest else f"{len(part):0{length_bits(longest)}b}"
        bits += letters(part, encoding)
    return bits


def encoding_of(text: str) -> int:
    return next(number for number, (_, known) in enumerate(ENCODINGS) if set(text) <= set(known))


def letters(text: str, encoding: int) -> str:
    width, known = ENCODINGS[encoding]
    if encoding == 0:
        return f"{int(text or '0'):0{value_bits(len(text))}b}"
    return "".join(f"{known.index(letter):0{width}b}" for letter in text)


def read(segment: str, query: str = "") -> dict[str, str]:
    plain = plain_link(f"/{segment}", query)
    assert plain is not None
    return read_link_path(*plain).data


@pytest.mark.parametrize(("segment", "plain"), PUBLISHED.items())
def test_links_compressed_by_others_are_read(segment: str, plain: str) -> None:
    path, _, query = plain.partition("?")

    assert plain_link(f"/{segment}") == (path, query)
    assert plain_link(f"/{segment}/") == (path, query)


lots = st.text(
    st.sampled_from([chr(code) for code in range(0x21, 0x7B) if chr(code) not in "#$@[\\]^`"]),
    min_size=1,
    max_size=20,
)
digits = st.text(st.sampled_from("0123456789"), min_size=1, max_size=20)
names = st.from_regex(r"k[A-Za-z0-9_-]{0,20}", fullmatch=True)


@given(lots, lots | digits, st.text(max_size=127).filter(str.isascii), names)
def test_any_lot_and_serial_come_back_exactly(lot: str, serial: str, value: str, name: str) -> None:
    data = {"01": GTIN, "10": lot, "21": serial, "17": "270331", "3103": "000189", "8005": "000001"}

    for group in ("", "1A", "0D"):
        segment = compress(data, ((name, value),), group)
        assert read(segment) == data
        assert plain_link(f"/{segment}", "x=1") == (
            f"/01/{GTIN}/10/{quote(lot, safe='')}/21/{quote(serial, safe='')}",
            f"17=270331&3103=000189&8005=000001&{name}={quote(value, safe='')}&x=1",
        )
    partly = compress({"10": lot, "21": serial})
    assert read(f"01/{GTIN}/{partly}") == {"01": GTIN, "10": lot, "21": serial}


@pytest.mark.parametrize(
    "data",
    [
        {"01": GTIN, "21": "000001"},
        {"01": GTIN, "21": "12345678901234567890"},
        {"00": "006141411234567890"},
        {"00": "106141412345678908"},
        {"8006": "095212345678990102"},
        {"01": GTIN, "425": "704"},
        {"01": GTIN, "425": "704012", "8008": "260331080009"},
        {"01": GTIN, "8008": "26033108"},
        {"8003": "04965031954585000A"},
        {"417": "4012345000009"},
        {"01": GTIN, "7230": "01AB"},
        {"01": GTIN, "423": "004008012"},
        {"01": GTIN, "10": "L1", "30": "00012"},
    ],
)
def test_what_gs1s_toolkit_changes_is_kept(data: dict[str, str]) -> None:
    assert read(compress(data)) == data


def test_every_group_reads_as_its_parts() -> None:
    assert len(GROUPS) == 52
    for code, ais in GROUPS.items():
        assert re.fullmatch("[0-9A-E][0-9A-F]", code)
        assert not code.isdigit()
        assert all(list(stretches(ai)) for ai in ais)


@pytest.mark.parametrize(
    ("path", "position", "reason"),
    [
        (f"/01/{GTIN}/foo", 19, "there is no AI “7E”"),
        ("/wp-login-php", 2, "a number is too great"),
        ("/aaaaaaaaaaaaaaaaaa", 1, "there is no AI “69A”"),
        ("/AQnYUc1gmh", 10, "it does not end as it should"),
        ("/AQnYUc1gmgAQnYUc1gmg", 11, "it ends too early"),
        ("/AQnYUc1gmiCNV4J", 15, "it ends too early"),
        (f"/01/{GTIN}/{packed('00010000' + '101' + '00001' + '000000')}", 21, "it uses an unknown alphabet"),
        (f"/01/{GTIN}/{compress({'01': GTIN})}", 19, "(01) is in it twice"),
        (f"/{compress({'01': GTIN, '10': ''})}", 10, "(10) has no value in it"),
        ("/nYUc1zmi5A", 1, "(254) has no value in it"),
        (f"/{compress({'10': 'LOTLOTLOT', '21': 'S'})}", 1, "there is no GS1 key in it"),
    ],
)
def test_what_is_broken_is_refused_and_says_where(path: str, position: int, reason: str) -> None:
    with pytest.raises(DigitalLinkInvalid, match=re.escape(reason)) as refusal:
        plain_link(path)
    assert refusal.value.position == position


@pytest.mark.parametrize(
    "path",
    ["/", "/p", "/desk", "/01", f"/01/{GTIN}", f"/01/{GTIN}/10/ABC", f"/99/{GTIN}/EEarwSM",
     "/a b c d e f", "/AQnYUc1gm%67", "/favicon-for-all.ico", f"x/01/{GTIN}/EEarwSM",
     f"/a/01/{GTIN}/EEarwSM"],
)  # fmt: skip
def test_other_paths_are_not_taken_for_compressed(path: str) -> None:
    assert plain_link(path) is None


@given(st.text(st.sampled_from(ALPHABET), min_size=10, max_size=300))
def test_no_segment_brings_anything_but_a_link_or_a_refusal(segment: str) -> None:
    for path in (f"/{segment}", f"/01/{GTIN}/{segment}"):
        try:
            plain = plain_link(path)
            assert plain is not None
            read_link_path(*plain)
        except Gs1Error:
            pass

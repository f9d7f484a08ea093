"""The table of application identifiers, and what it lets pass."""

import itertools
import json
import re
from importlib import resources

import pytest
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.gs1.ai_table import PREDEFINED_LENGTHS
from catalogue.gs1.application_identifiers import (
    APPLICATION_IDENTIFIERS,
    check_value,
    exact_ai,
    find_ai,
    split_value,
)
from catalogue.gs1.content_checks import CHECKS
from catalogue.gs1.errors import ElementStringInvalid, Gs1Error
from tests.catalogue.gs1.sample_elements import ALPHABETS, SET_39, SET_82, values

ALL = sorted(APPLICATION_IDENTIFIERS)


def family(first: str, last: int = 5) -> list[str]:
    return [f"{first}{decimals}" for decimals in range(last + 1)]


def of_another_library() -> dict[str, GS1ApplicationIdentifier]:
    folder = resources.files("biip") / "gs1_application_identifiers"
    rows = json.loads((folder / "_application_identifiers.json").read_text())
    return {row["ai"]: GS1ApplicationIdentifier(**row) for row in rows}


THEIRS = of_another_library()


def test_every_identifier_that_goods_lots_prices_and_pallets_need_is_there() -> None:
    wanted = (
        "00 01 02 10 11 13 15 16 17 20 21 22 30 37 400 401 420 421 422 423 425 426 7003 8003 8004 8005 8006"
    )
    wanted += " 8008 8017 8018 8019 8020 8200 235 240 241 242 243 250 251 253 254 255"
    ais = wanted.split() + [f"41{digit}" for digit in range(8)] + [f"9{digit}" for digit in range(10)]
    ais += [f"{head}{digit}" for head in ("703", "723") for digit in range(10)]
    ais += [
        ai for head in ("310", "311", "312", "313", "314", "315", "316", "320", "395") for ai in family(head)
    ]
    ais += [ai for head in ("390", "391", "392", "393") for ai in family(head, 9)] + family("394", 3)

    assert [ai for ai in ais if ai not in APPLICATION_IDENTIFIERS] == []


def test_it_knows_the_same_identifiers_and_separators_as_another_library() -> None:
    assert set(APPLICATION_IDENTIFIERS) == set(THEIRS)
    assert [
        ai for ai in ALL if APPLICATION_IDENTIFIERS[ai].fixed_length == THEIRS[ai].separator_required
    ] == []


@given(st.sampled_from(ALL).flatmap(lambda ai: st.tuples(st.just(ai), values(ai))))
def test_what_the_table_lets_pass_another_library_reads(element: tuple[str, str]) -> None:
    ai, value = element
    known = APPLICATION_IDENTIFIERS[ai]

    assert check_value(known, value) == value
    assert "".join(split_value(known, value)) == value
    assert re.fullmatch(THEIRS[ai].pattern, ai + value)


def test_predefined_lengths_are_those_of_the_formats() -> None:
    fixed = [known for known in APPLICATION_IDENTIFIERS.values() if known.fixed_length]

    assert [
        known.ai for known in fixed if PREDEFINED_LENGTHS[known.ai[:2]] != len(known.ai) + known.longest
    ] == []
    assert all(part.shortest == part.longest and not part.optional for known in fixed for part in known.parts)
    assert {known.ai[:2] for known in fixed} == set(PREDEFINED_LENGTHS) - {"04", "14", "18", "19"}


def test_every_row_names_real_checks_and_real_companions() -> None:
    heads = {ai[:length] for ai in ALL for length in (2, 3, 4)}
    for known in APPLICATION_IDENTIFIERS.values():
        companions = [*known.never_with, *(ai for group in known.needs for ai in group)]

        assert [ai for ai in companions if ai.rstrip("n") not in heads] == [], known.ai
        assert [part.check for part in known.parts if part.check not in CHECKS] == [], known.ai
        assert len(known.names) in {1, len(known.parts)}, known.ai


def test_no_name_is_given_twice() -> None:
    names: dict[str, set[str]] = {}
    for known in APPLICATION_IDENTIFIERS.values():
        for name in known.names:
            names.setdefault(name, set()).add(known.ai[:3] if known.ai[0] == "3" else known.ai)

    twice = {name: ais for name, ais in names.items() if len(ais) > 1 and name != "-"}
    assert twice == {
        "amount": {"390", "391"},
        "amount_payable": {"392", "393"},
        "ship_to_postal_code": {"420", "421"},
    }


@pytest.mark.parametrize(
    ("ai", "shape"),
    [
        ("01", "N14"),
        ("10", "X..20"),
        ("253", "N13[+X..17]"),
        ("423", "N3[+N3][+N3][+N3][+N3]"),
        ("3933", "N3+N..15"),
        ("8008", "N6+N2[+N2][+N2]"),
        ("8010", "Y..30"),
    ],
)
def test_a_format_reads_as_in_the_standard(ai: str, shape: str) -> None:
    assert APPLICATION_IDENTIFIERS[ai].shape == shape


@pytest.mark.parametrize(
    ("head", "ai"),
    [
        ("01", "01"),
        ("0109", "01"),
        ("3103", "3103"),
        ("2531", "253"),
        ("9912", "99"),
        ("8", None),
        ("", None),
    ],
)
def test_an_identifier_is_found_at_the_head(head: str, ai: str | None) -> None:
    found = find_ai(head)

    assert (found.ai if found else None) == ai


def test_every_identifier_is_found_at_the_head_whatever_follows() -> None:
    for ai in ALL:
        found = [find_ai((ai + behind)[:4]) for behind in ("", "00", "99", "A")]

        assert [known.ai for known in found if known] == [ai] * 4
        assert [length for length in range(len(ai)) if find_ai(ai[:length])] == []


@pytest.mark.parametrize("head", ["04", "05", "3106", "3946", "88", "０1", "-1", "14", "310"])
def test_what_is_no_identifier_is_not_found(head: str) -> None:
    assert find_ai(head) is None
    assert exact_ai(head) is None


@pytest.mark.parametrize(("ai", "letters"), [("10", SET_82), ("8010", SET_39)])
def test_each_character_set_is_exactly_that_of_the_standard(ai: str, letters: str) -> None:
    known = APPLICATION_IDENTIFIERS[ai]
    passed = []
    for code in range(0x250):
        try:
            split_value(known, chr(code))
        except ElementStringInvalid:
            continue
        passed.append(chr(code))

    assert "".join(passed) == letters
    assert len(letters) in {82, 39}


@pytest.mark.parametrize(
    ("ai", "value", "position"),
    [
        ("10", "", 0),
        ("10", "L 1", 1),
        ("10", "x" * 21, 20),
        ("17", "27033", 5),
        ("17", "2703311", 6),
        ("17", "２70331", 0),
        ("3103", "00125x", 5),
        ("253", "9521234000075#", 13),
        ("253", "952123400007", 12),
        ("423", "7041", 4),
        ("421", "704", 3),
        ("8008", "2703311", 7),
        ("7230", "O", 1),
        ("8010", "9521a", 4),
    ],
)
def test_a_wrong_format_is_refused_at_its_first_wrong_place(ai: str, value: str, position: int) -> None:
    with pytest.raises(ElementStringInvalid, match="has the wrong format, not") as refusal:
        check_value(APPLICATION_IDENTIFIERS[ai], value)

    assert refusal.value.position == position


def walked(ai: str, value: str) -> tuple[list[str], int | None]:
    """Return the parts of ``value``, taken one by one, and where it leaves the format; None if nowhere."""
    texts = []
    offset = 0
    for part in APPLICATION_IDENTIFIERS[ai].parts:
        if part.optional and offset == len(value):
            break
        run = itertools.takewhile(ALPHABETS[part.kind].__contains__, value[offset : offset + part.longest])
        texts.append("".join(run))
        offset += len(texts[-1])
        if len(texts[-1]) < part.shortest:
            return texts, offset
    return texts, offset if offset < len(value) else None


def changed(value: str, longest: int) -> list[str]:
    """Return ``value``, a character more, less or another at each boundary, and one of nearly any length."""
    places = {0, 1, 2, 3, 4, 6, 8, 12, 13, 14, len(value) - 1, len(value)}
    inside = [place for place in places if 0 <= place <= len(value)]
    texts = [
        value[:place] + character + value[place + gone :]
        for place in inside
        for character in ("", "0", "A", "a", "-", "#", "+", " ", "%", "\n", "\u0669", "é")
        for gone in (0, 1)
    ]
    lengths = (longest - 1, longest, longest + 1)
    return [*texts, *(value[:place] for place in inside), *((value * longest)[:length] for length in lengths)]


@pytest.mark.parametrize("ai", ALL)
@given(data=st.data())
@settings(max_examples=2)
def test_a_value_has_its_format_exactly_if_its_parts_follow_each_other(ai: str, data: st.DataObject) -> None:
    known = APPLICATION_IDENTIFIERS[ai]
    for value in changed(data.draw(values(ai)), known.longest):
        texts, wrong = walked(ai, value)
        found: list[str] = []
        position = None
        try:
            found = split_value(known, value)
        except ElementStringInvalid as refusal:
            position = refusal.position

        assert (found, position) == (texts if wrong is None else [], wrong), value
        if position is not None:
            with pytest.raises(ElementStringInvalid, match="has the wrong format, not") as refused:
                check_value(known, value)
            assert refused.value.position == wrong


@given(st.sampled_from(ALL).flatmap(lambda ai: st.tuples(st.just(ai), values(ai))), st.data())
def test_a_changed_check_digit_is_always_refused(element: tuple[str, str], data: st.DataObject) -> None:
    ai, value = element
    offset = 0
    for part, text in zip(
        APPLICATION_IDENTIFIERS[ai].parts, split_value(APPLICATION_IDENTIFIERS[ai], value), strict=False
    ):
        offset += len(text)
        if part.check in {"check", "gtin"}:
            other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[-1]]))
            with pytest.raises(Gs1Error) as refusal:
                check_value(APPLICATION_IDENTIFIERS[ai], value[: offset - 1] + other + value[offset:])
            assert refusal.value.position == offset - 1

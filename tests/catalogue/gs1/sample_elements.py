"""Strategies for valid elements of every application identifier, alone and together."""

import datetime as dt
from collections.abc import Callable, Mapping

from hypothesis import strategies as st

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, Part
from catalogue.gs1.companions import check_together
from catalogue.gs1.content_checks import NO_TIME_OF_DAY
from catalogue.gs1.errors import ElementStringInvalid
from catalogue.gs1.gtin import check_digit, is_restricted
from catalogue.gs1.iso_codes import COUNTRIES, COUNTRY_LETTERS, CURRENCIES
from catalogue.gs1.keys import check_pair
from catalogue.gs1.link_grammar import NEVER_ATTRIBUTES, QUALIFIERS

SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BASE_64 = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {"N": "0123456789", "X": SET_82, "Y": SET_39, "Z": BASE_64}
IBANS = ("GB82WEST12345698765432", "DE89370400440532013000", "NL91ABNA0417164300")

Texts = st.SearchStrategy[str]


def digits(shortest: int, longest: int) -> Texts:
    return st.text("0123456789", min_size=shortest, max_size=longest)


def completed(length: int) -> Texts:
    payloads = digits(length - 1, length - 1).filter(lambda payload: payload.strip("0") != "")
    return payloads.map(lambda payload: payload + check_digit(payload))


days = st.dates(dt.date(1980, 1, 1), dt.date(2070, 12, 31)).map(lambda day: f"{day:%y%m%d}")
months = days.map(lambda day: f"{day[:4]}00")
times = st.times().map(lambda time: f"{time:%H%M}")
keys = st.tuples(digits(4, 4), st.text(SET_39.replace("#", ""), min_size=1, max_size=15)).map("".join)
BY_CHECK: dict[str, Callable[[Part], Texts]] = {
    "gtin": lambda part: completed(part.longest).filter(lambda number: not is_restricted(number)),
    "check": lambda part: completed(part.longest),
    "key": lambda _: keys,
    "key_pair": lambda _: (
        st.tuples(keys, st.text("ABC", min_size=1, max_size=4))
        .map("".join)
        .map(lambda key: key + check_pair(key))
    ),
    "day_or_month": lambda _: days | months,
    "day": lambda _: days,
    "full_date": lambda _: st.dates().map(lambda day: f"{day.year:04d}{day:%m%d}"),
    "clock": lambda _: times,
    "clock_if_any": lambda _: times | st.just(NO_TIME_OF_DAY),
    "hour": lambda _: times.map(lambda time: time[:2]),
    "sixty": lambda _: times.map(lambda time: time[2:]),
    "piece": lambda _: st.tuples(st.integers(1, 99), st.integers(0, 98)).map(
        lambda pair: f"{pair[0]:02d}{min(99, pair[0] + pair[1]):02d}"
    ),
    "birth_sequence": lambda _: st.sampled_from(["1/1", "1/2", "2/3", "9/9"]),
    "percent": lambda part: st.text(SET_82.replace("%", ""), min_size=1, max_size=part.longest),
    "iban": lambda _: st.sampled_from(IBANS),
    "not_zero": lambda part: digits(part.shortest, part.longest).filter(lambda text: text.strip("0") != ""),
    "no_leading_zero": lambda _: st.integers(0, 10**12 - 1).map(str),
    "country": lambda _: st.sampled_from(sorted(COUNTRIES)),
    "processor_country": lambda _: st.sampled_from([*sorted(COUNTRIES), "999"]),
    "country_letters": lambda _: st.sampled_from(sorted(COUNTRY_LETTERS)),
    "currency": lambda _: st.sampled_from(sorted(CURRENCIES)),
    "zero": lambda _: st.just("0"),
    "minus": lambda _: st.just("-"),
    "yes_or_no": lambda _: st.sampled_from("01"),
    "sex": lambda _: st.sampled_from("0129"),
    "winding": lambda _: st.sampled_from("019"),
    "importer": lambda _: st.sampled_from(BASE_64),
    "medium": lambda _: st.sampled_from(["01", "10", "80", "99"]),
    "latitude": lambda _: st.integers(0, 1_800_000_000).map(lambda degrees: f"{degrees:010d}"),
    "longitude": lambda _: st.integers(0, 3_600_000_000).map(lambda degrees: f"{degrees:010d}"),
}


def _texts_of(part: Part) -> Texts:
    alphabet = ALPHABETS[part.kind]
    if part.check in BY_CHECK:
        return BY_CHECK[part.check](part)
    return st.text(alphabet, min_size=part.shortest, max_size=part.longest)


def values(ai: str) -> Texts:
    """Return valid values of ``ai``, with and without what may be left out."""
    parts = APPLICATION_IDENTIFIERS[ai].parts
    needed = sum(not part.optional for part in parts)
    return st.integers(needed, len(parts)).flatmap(
        lambda count: st.tuples(*(_texts_of(part) for part in parts[:count])).map("".join)
    )


def together(ais: list[str]) -> list[str]:
    """Return those of ``ais`` that may stand in one code with those before them."""
    kept: list[str] = []
    for ai in ais:
        try:
            check_together([*kept, ai])
        except ElementStringInvalid:
            continue
        kept.append(ai)
    return kept


def filled(ais: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({ai: values(ai) for ai in ais})


element_sets = (
    st.lists(st.sampled_from(sorted(APPLICATION_IDENTIFIERS)), min_size=1, max_size=8, unique=True)
    .map(together)
    .flatmap(filled)
)


def _link_ais(key: str) -> st.SearchStrategy[list[str]]:
    sequences = QUALIFIERS[key]
    of_key = {ai for sequence in sequences for ai in sequence}
    others = sorted(set(APPLICATION_IDENTIFIERS) - NEVER_ATTRIBUTES - of_key - set(QUALIFIERS))
    attributes = st.lists(st.sampled_from(others), max_size=4, unique=True)
    chosen = st.sampled_from(sequences).flatmap(lambda sequence: st.sets(st.sampled_from(sequence or ("",))))
    return st.tuples(chosen, attributes).map(
        lambda pair: together([key, *sorted(pair[0] & of_key), *pair[1]])
    )


links: st.SearchStrategy[tuple[str, Mapping[str, str]]] = st.sampled_from(sorted(QUALIFIERS)).flatmap(
    lambda key: _link_ais(key).flatmap(lambda ais: st.tuples(st.just(key), filled(ais)))
)

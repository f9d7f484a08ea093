"""Query parameters are read by allow-list, and every wrong one is named."""

from typing import Any

import pytest
from django.test import RequestFactory

from api.parameters import (
    LANG,
    Parameter,
    choice,
    flag,
    integer,
    number,
    read_parameters,
    slug,
    split_query,
    text,
)
from api.refusals import BrokenQuery, ParameterRefused, TooManyParameters, UnknownParameter

ALLOWED = {
    parameter.name: parameter
    for parameter in (
        text("q", "", longest=10),
        integer("limit", "", 1, 100),
        number("height_mm", "", 2, 200),
        flag("available", ""),
        choice("sort", "", ["name", "price"]),
        slug("category", ""),
        LANG,
    )
}


def read(query: str, allowed: dict[str, Parameter] = ALLOWED) -> dict[str, Any]:
    request = RequestFactory().get("/")
    request.META["QUERY_STRING"] = query
    return read_parameters(request, allowed)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("", {}),
        ("q=m%E1%BA%ADt+ong", {"q": "mật ong"}),
        ("limit=007", {"limit": 7}),
        ("height_mm=22.85", {"height_mm": 22.85}),
        ("available=false", {"available": False}),
        ("sort=name&category=mat-ong&lang=en-GB", {"sort": "name", "category": "mat-ong", "lang": "en-GB"}),
        ("q=&limit=", {}),
        ("q=a%26b%3Dc", {"q": "a&b=c"}),
        ("&&q=x&", {"q": "x"}),
    ],
)
def test_reads_what_is_declared(query: str, values: dict[str, Any]) -> None:
    assert read(query) == values


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=9223372036854775808",
        "limit=" + "9" * 5_000,
        "limit=-1",
        "limit=1.5",
        "limit=%D9%A1",
        "limit=1_0",
        "height_mm=nan",
        "height_mm=1e2",
        "height_mm=inf",
        "available=1",
        "sort=id",
        "category=Mat-Ong",
        "category=a%00",
        "lang=vi_VN",
        "q=%00",
        "q=a%0Ab",
        "q=" + "a" * 11,
        "q=a&q=b",
        "q=&q=",
    ],
)
def test_refuses_a_wrong_value_and_names_the_parameter(query: str) -> None:
    with pytest.raises(ParameterRefused) as refusal:
        read(query)

    assert refusal.value.code == "invalid_parameter"
    assert refusal.value.parameter == query.partition("=")[0]


def test_refuses_an_unknown_parameter_and_says_which_are_known() -> None:
    with pytest.raises(UnknownParameter) as refusal:
        read("colour=red")

    assert refusal.value.code == "unknown_parameter"
    assert refusal.value.text("en") == (
        "There is no parameter “colour”. Known here: q, limit, height_mm, available, sort, category, lang."
    )


def test_names_every_wrong_parameter_at_once() -> None:
    with pytest.raises(ParameterRefused) as refusal:
        read("colour=red&limit=0&sort=name&sort=name")

    assert [(one.parameter, one.code) for one in (refusal.value, *refusal.value.also)] == [
        ("colour", "unknown_parameter"),
        ("limit", "invalid_parameter"),
        ("sort", "invalid_parameter"),
    ]


def test_asks_for_a_required_parameter() -> None:
    needed = Parameter("code", "", str, "", "", {}, required=True)

    with pytest.raises(ParameterRefused) as refusal:
        read("", {"code": needed})

    assert refusal.value.text("vi") == "Thiếu tham số “code”."
    assert read("code=", {"code": needed}) == {"code": ""}


@pytest.mark.parametrize("query", ["q=%", "q=%4", "q=%zz", "%=1", "q=%ff", "q=%ED%A0%80", "q=%C0%80"])
def test_refuses_a_query_that_is_not_utf_8(query: str) -> None:
    with pytest.raises(BrokenQuery):
        split_query(query)


def test_refuses_a_query_of_very_many_pieces() -> None:
    with pytest.raises(TooManyParameters):
        split_query("&".join(["a=1"] * 51))

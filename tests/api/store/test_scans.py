"""``store/scan`` as shops call it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from catalogue.models import InStoreNumber
from catalogue.numbering import add_scan_alias
from tests.catalogue.test_scanning import GTIN, IN_STORE, LAYOUTS, make_gtin, make_honey

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/store/scan"


def get(client: Client, code: str, **options: Any) -> Any:
    return client.get(ADDRESS, {"code": code}, **options)


def post(client: Client, body: object, kind: str = "application/json") -> Any:
    return client.post(ADDRESS, body, content_type=kind)


def test_answers_in_the_shape_of_the_contract(client: Client) -> None:
    make_gtin(make_honey())

    answer = get(client, "(01)09521234567899(10)L1(17)270331")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {
        "kind": "element_string",
        "gtin": GTIN,
        "data": {"01": GTIN, "10": "L1", "17": "270331"},
        "decoded": {"lot": "L1", "expires_on": "2027-03-31"},
        "matches": [
            {
                "product": "mat-ong-bac-ha",
                "name": "Mật ong bạc hà",
                "sku": "MO-500",
                "gtin": GTIN,
                "in_store_number": None,
                "packaging_level": "each",
                "units": 1,
                "price": {"amount": 320_000, "currency": "VND"},
                "available": True,
                "retired": False,
            }
        ],
    }


def test_a_body_says_the_same_as_the_query(client: Client) -> None:
    make_gtin(make_honey())

    by_query = get(client, "]d20109521234567899\x1d10L1")
    by_body = post(client, {"code": "]d20109521234567899\x1d10L1"})

    assert by_query.status_code == by_body.status_code == 200
    assert by_query.content == by_body.content
    assert by_body["Cache-Control"] == "no-store"


def test_adds_measure_and_price_to_variable_measure_codes_alone(client: Client) -> None:
    make_gtin(make_honey())

    answer = get(client, "(01)09521234567899(3103)001250(3920)187500").json()

    assert answer["measure"] == {"amount": "1.250", "unit": "kg"}
    assert answer["price"] == {"amount": 187_500, "currency": "VND"}


def test_the_labels_of_a_scale_find_their_goods_with_weight_or_price(
    client: Client, settings: Settings
) -> None:
    settings.IN_STORE_LAYOUTS = LAYOUTS
    honey = make_honey()
    add_scan_alias(variant=honey, code="2100042000001")
    add_scan_alias(variant=honey, code="2200042000008")

    light, heavy = get(client, "2100042000056").json(), post(client, {"code": "2100042012509"}).json()
    priced = get(client, "2200042928753").json()

    for answer in (light, heavy, priced):
        assert (answer["kind"], answer["gtin"], answer["data"]) == ("in_store", None, {})
        assert [match["sku"] for match in answer["matches"]] == ["MO-500"]
        assert answer["matches"][0]["price"] == {"amount": 320_000, "currency": "VND"}
    assert light["decoded"] == {"net_weight_kg": "0.005"}
    assert light["measure"] == {"amount": "0.005", "unit": "kg"}
    assert heavy["decoded"] == {"net_weight_kg": "1.250"}
    assert heavy["measure"] == {"amount": "1.250", "unit": "kg"}
    assert "price" not in light
    assert "price" not in heavy
    assert priced["decoded"] == {"amount_payable": "2875000"}
    assert priced["price"] == {"amount": 2_875_000, "currency": "VND"}
    assert "measure" not in priced


def test_a_label_of_a_scale_is_refused_by_its_verifier_and_unknown_without_goods(
    client: Client, settings: Settings
) -> None:
    settings.IN_STORE_LAYOUTS = LAYOUTS
    add_scan_alias(variant=make_honey(), code="2200042000008")

    for wrong in (get(client, "2200042828756"), post(client, {"code": "2200042828756"})):
        assert wrong.status_code == 422
        assert wrong.json()["code"] == "in_store_verifier"
        assert wrong.json()["errors"][0]["pointer"] == "/code"
        assert "phải là 9, không phải 8. Xem ký tự thứ 8." in wrong.json()["detail"]
    unknown = get(client, "2100042012509")
    assert unknown.status_code == 404
    assert unknown.json()["code"] == "not_found"
    assert (unknown.json()["kind"], unknown.json()["decoded"]) == ("in_store", {"net_weight_kg": "1.250"})


def test_an_in_store_number_is_no_gtin(client: Client) -> None:
    InStoreNumber.objects.create(number=IN_STORE, variant=make_honey())

    answer = get(client, IN_STORE).json()

    assert (answer["kind"], answer["gtin"]) == ("in_store", None)
    assert answer["matches"][0]["gtin"] is None
    assert answer["matches"][0]["in_store_number"] == IN_STORE


def test_an_unknown_code_is_a_problem_that_says_what_was_read(client: Client) -> None:
    answer = get(client, "0109521234567899\x1d10L1", headers={"accept-language": "en"})

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "not_found"
    assert problem["kind"] == "element_string"
    assert problem["gtin"] == GTIN
    assert problem["data"] == {"01": GTIN, "10": "L1"}
    assert problem["decoded"] == {"lot": "L1"}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("9521234567890", "gtin_check_digit"),
        ("123", "gtin_length"),
        ("abc", "not_digits"),
        ("", "scan_empty"),
        ("0" * 13, "gtin_all_zeros"),
        ("(01)09521234567899(17)279931", "element_string_invalid"),
        ("https://id.example.vn/01/x", "digital_link_invalid"),
        ("\x00", "not_digits"),
        ("9" * 3_000, "scan_too_long"),
    ],
)
def test_a_malformed_code_names_the_reason(client: Client, raw: str, code: str) -> None:
    for answer in (get(client, raw), post(client, {"code": raw})):
        assert answer.status_code == 422
        problem = answer.json()
        assert problem["code"] == code
        assert problem["errors"] == [{"pointer": "/code", "code": code, "detail": problem["detail"]}]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/code"),
        ({"code": 1}, "/code"),
        ({"code": None}, "/code"),
        ([], ""),
        ({"code": "1", "a/b": 2}, "/a~1b"),
    ],
)
def test_a_body_of_another_shape_is_refused_by_field(client: Client, body: object, pointer: str) -> None:
    answer = post(client, body)

    assert answer.status_code == 422
    assert answer.json()["code"] == "validation_failed"
    assert [entry["pointer"] for entry in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed_json"),
        (b'{"code": "\\udc00"}', "application/json", 400, "malformed_json"),
        (b"code=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b"code=1", "text/plain", 415, "unsupported_media_type"),
        (b'{"code": "' + b"1" * 65_536 + b'"}', "application/json", 413, "body_too_large"),
        (b"1" * 3_000_000, "application/json", 413, "body_too_large"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    client: Client, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = post(client, body, kind)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code


def test_a_claimed_charset_has_no_say(client: Client) -> None:
    answer = client.generic("POST", ADDRESS, b'{"code": "1"}', content_type="application/json; charset=bz2")

    assert answer.status_code == 422
    assert answer.json()["code"] == "gtin_length"


def test_a_body_in_chunks_is_refused_and_not_taken_for_an_empty_one(client: Client) -> None:
    answer = client.post(
        ADDRESS, {"code": GTIN}, content_type="application/json", headers={"transfer-encoding": "chunked"}
    )

    assert answer.status_code == 400
    assert answer.json()["code"] == "length_required"


def test_the_query_of_a_body_knows_no_code(client: Client) -> None:
    answer = client.post(ADDRESS + "?code=1", {"code": "1"}, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_parameter"


def test_speaks_the_language_asked_for(client: Client) -> None:
    make_gtin(make_honey())

    english = client.get(ADDRESS, {"code": GTIN, "lang": "en-GB"})
    by_header = get(client, GTIN, headers={"accept-language": "fr, en;q=0.5"})

    assert english.json()["matches"][0]["name"] == by_header.json()["matches"][0]["name"] == "Mint honey"
    assert english["Content-Language"] == by_header["Content-Language"] == "en"
    assert by_header["Vary"] == "Accept-Language"


def test_is_not_sent_twice_and_changes_with_the_price(client: Client) -> None:
    honey = make_honey()
    make_gtin(honey)
    first = get(client, GTIN)

    again = get(client, GTIN, headers={"if-none-match": first["ETag"]})
    honey.price_vnd += 1
    honey.save()
    changed = get(client, GTIN, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_head_has_the_headers_of_get(client: Client) -> None:
    make_gtin(make_honey())

    whole, head = get(client, GTIN), client.head(ADDRESS, {"code": GTIN})

    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]
    assert head["Content-Length"] == str(len(whole.content))


def test_takes_one_query(client: Client) -> None:
    make_gtin(make_honey())

    with CaptureQueriesContext(connection) as asked:
        assert get(client, GTIN).status_code == 200

    assert len(asked.captured_queries) == 1

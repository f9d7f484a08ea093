"""``store/barcodes``: the bars that shops show are read back."""

import struct
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from django.test import Client
from PIL import Image
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def get(client: Client, rest: str) -> Any:
    return client.get(f"/api/v1/store/barcodes/{rest}", headers={"accept-language": "en"})


def read(png: bytes) -> list[tuple[str, str]]:
    image = Image.open(BytesIO(png)).convert("L")
    return [(code.format.name, code.text) for code in zxingcpp.read_barcodes(image, try_downscale=False)]


@pytest.mark.parametrize(
    ("number", "symbology", "form", "text"),
    [
        ("9521234567899", "", "EAN13", "9521234567899"),
        ("09521234567899", "", "EAN13", "9521234567899"),
        ("95200002", "", "EAN8", "95200002"),
        ("614141000036", "", "UPCA", "614141000036"),
        ("00614141000036", "", "UPCA", "614141000036"),
        ("0614141000036", "", "EAN13", "0614141000036"),
        ("2000000000015", "", "EAN13", "2000000000015"),
        ("9521234567899", "gs1-qr", "QRCode", "https://id.example.vn/01/09521234567899"),
        ("19521234567896", "gs1-qr", "QRCode", "https://id.example.vn/01/19521234567896"),
        ("19521234567896", "", "ITF", "19521234567896"),
        ("9521234567899", "gs1-128", "Code128", "(01)09521234567899"),
        ("19521234567896", "itf14", "ITF", "19521234567896"),
        ("9521234567899", "gs1-datamatrix", "DataMatrix", "(01)09521234567899"),
        ("9521234567899", "databar-expanded", "DataBarExp", "(01)09521234567899"),
        ("9521234567899", "datamatrix-link", "DataMatrix", "https://id.example.vn/01/09521234567899"),
    ],
)
def test_draws_any_valid_number(
    client: Client, settings: Settings, number: str, symbology: str, form: str, text: str
) -> None:
    settings.PUBLIC_URL = "https://id.example.vn"

    answer = get(client, f"{number}.png?symbology={symbology}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    [(found_form, found_text)] = read(answer.content)
    assert found_text.lstrip("0") == text.lstrip("0")
    assert found_form == form or {found_form, form} == {"EAN13", "UPCA"}


def test_one_module_is_x_dots_pixels_and_the_file_says_its_dpi(client: Client) -> None:
    answer = get(client, "9521234567899.png?x_dots=3&dpi=203&height_mm=20&text=false")

    image = Image.open(BytesIO(answer.content))
    assert image.mode == "1"
    assert image.width == 113 * 3
    assert image.height == round(20 * 203 / 25.4)
    per_metre = struct.unpack(">II", answer.content.split(b"pHYs")[1][:8])
    assert per_metre == (7992, 7992)


def test_without_wishes_a_module_is_4_dots_at_300_dpi(client: Client) -> None:
    answer = get(client, "9521234567899.png")

    # 22.85 mm at 0.330 are 276.97 dots at 4; 10 modules are added for the digits.
    assert Image.open(BytesIO(answer.content)).size == (113 * 4, 277 + 10 * 4)
    assert struct.unpack(">II", answer.content.split(b"pHYs")[1][:8]) == (11811, 11811)


@pytest.mark.parametrize("symbology", ["gs1-qr", "gs1-datamatrix", "datamatrix-link"])
def test_small_squares_stand_without_text_unless_it_is_asked_for(client: Client, symbology: str) -> None:
    plain = get(client, f"9521234567899.png?symbology={symbology}&x_dots=2")
    asked = get(client, f"9521234567899.png?symbology={symbology}&x_dots=2&text=true")

    image = Image.open(BytesIO(plain.content))
    assert image.width == image.height
    assert len(read(plain.content)) == 1
    assert (asked.status_code, asked.json()["code"]) == (422, "barcode_text_too_small")


def test_an_svg_module_is_x_dots_of_the_dpi(client: Client) -> None:
    answer = get(client, "9521234567899.svg?x_dots=3&dpi=300")

    assert answer["Content-Type"] == "image/svg+xml"
    assert b'width="28.702mm"' in answer.content
    assert answer.content.startswith(b"<svg ")


def test_a_drawing_is_kept_for_good_and_runs_nothing(client: Client) -> None:
    answer = get(client, "9521234567899.svg")

    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    again = client.get("/api/v1/store/barcodes/9521234567899.svg", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("9521234567890.svg", "gtin_check_digit"),
        ("123.svg", "gtin_length"),
        ("abc.png", "not_digits"),
        ("%00.png", "not_digits"),
        ("0000000000000.png", "gtin_all_zeros"),
        ("19521234567896.svg?symbology=ean13", "symbology_does_not_fit"),
        ("2000000000015.svg?symbology=gs1-128", "gtin_restricted_prefix"),
        ("9521234567899.svg?symbology=ean8", "symbology_does_not_fit"),
        ("2000000000015.svg?symbology=gs1-qr", "gtin_restricted_prefix"),
        ("9521234567899.png?x_dots=40&height_mm=200&dpi=2400", "barcode_too_large"),
        ("9521234567899.svg?symbology=gs1-qr&height_mm=20", "height_not_applicable"),
    ],
)
def test_says_why_a_number_cannot_be_drawn(client: Client, rest: str, code: str) -> None:
    answer = get(client, rest)

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code


def test_a_wrong_number_is_pointed_at(client: Client) -> None:
    problem = get(client, "9521234567890.svg").json()

    assert problem["errors"] == [
        {"pointer": "/gtin", "code": "gtin_check_digit", "detail": problem["detail"]}
    ]


def test_names_the_symbologies_that_there_are(client: Client) -> None:
    detail = get(client, "9521234567899.svg?symbology=code39").json()["detail"]

    assert detail.startswith("The parameter “symbology” must be one of: ean13, ean8, upca, itf14, gs1-128,")


@pytest.mark.parametrize(
    "query",
    [
        "dpi=71",
        "dpi=2401",
        "x_dots=0",
        "x_dots=41",
        "height_mm=1",
        "height_mm=nan",
        "text=1",
        "symbology=code39",
    ],
)
def test_refuses_parameters_out_of_bounds(client: Client, query: str) -> None:
    answer = get(client, f"9521234567899.png?{query}")

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid_parameter"
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_knows_no_other_kind_of_picture(client: Client) -> None:
    assert get(client, "9521234567899.gif").status_code == 404
    refused = client.get("/api/v1/store/barcodes/9521234567899.svg", headers={"accept": "image/png"})
    assert refused.status_code == 406

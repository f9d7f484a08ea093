"""The public JSON of a product."""

import datetime
from decimal import Decimal

import orjson
import pytest
from pytest_django import Settings

from catalogue.documents import (
    FIRST_DAY,
    Offer,
    ProductFacts,
    Span,
    card_json,
    certificate_spans,
    detail_json,
    languages_of,
    offers_json,
    plain_amount,
)
from catalogue.models import Category, Certificate, Cooperative, Product, Variant
from catalogue.models.listings import LAST_DAY

TODAY = datetime.date(2026, 11, 23)
ALWAYS = Span(FIRST_DAY, LAST_DAY, [])


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def ocop(stars: int, valid_from: str, valid_to: str) -> Certificate:
    return Certificate(kind="ocop", stars=stars, valid_from=day(valid_from), valid_to=day(valid_to))


def facts(**product: object) -> ProductFacts:
    values: dict[str, object] = {
        "slug": "mat-ong",
        "name": {"vi": "Mật ong", "en": "Honey"},
        "label_group": "thuc-pham",
        "published_at": datetime.datetime(2026, 11, 1, 8, 30, tzinfo=datetime.UTC),
    }
    variant = Variant(sku="HTX-001", net_amount=Decimal("500.000"), net_unit="ml", price_vnd=320_000)
    return ProductFacts(
        Product(**(values | product)),
        Cooperative(slug="htx-ong-da", name="HTX Ong Đá"),
        [Category(slug="mat-ong", name={"vi": "Mật ong", "en": "Honey"})],
        [Offer(variant, "09520007919019", None)],
    )


def test_a_card_is_the_item_of_the_contract_without_price_and_availability() -> None:
    span = Span(FIRST_DAY, LAST_DAY, [ocop(4, "2025-01-01", "2027-12-31")])

    assert orjson.loads(card_json(facts(), "en", span)) == {
        "slug": "mat-ong",
        "name": "Honey",
        "cooperative": {"slug": "htx-ong-da", "name": "HTX Ong Đá"},
        "category": {"slug": "mat-ong", "name": "Honey"},
        "image": None,
        "ocop_stars": 4,
        "variant_count": 1,
        "published_at": "2026-11-01T08:30:00Z",
    }


def test_a_detail_adds_texts_languages_and_certificates() -> None:
    certificate = ocop(4, "2025-01-01", "2027-12-31")
    certificate.number, certificate.issued_by = "12/QĐ", "UBND tỉnh"
    product = facts(storage={"vi": "Nơi khô mát"}, description={"tyz": "…"})

    assert orjson.loads(detail_json(product, "en", Span(FIRST_DAY, LAST_DAY, [certificate]))) == {
        "description": "…",
        "ingredients": "",
        "storage": "Nơi khô mát",
        "usage": "",
        "origin": "",
        "label_group": "thuc-pham",
        "languages": ["vi", "en", "tyz"],
        "media": [],
        "certificates": [
            {
                "kind": "ocop",
                "stars": 4,
                "number": "12/QĐ",
                "issued_by": "UBND tỉnh",
                "valid_from": "2025-01-01",
                "valid_to": "2027-12-31",
                "dates_assumed": False,
            }
        ],
    }


def test_an_offer_shows_its_gtin_in_its_own_length_and_the_price_per_unit() -> None:
    assert orjson.loads(offers_json(facts().offers)) == [
        {
            "sku": "HTX-001",
            "gtin": "09520007919019",
            "gtin_display": "9520007919019",
            "net_quantity": {"amount": "500", "unit": "ml"},
            "in_store_number": None,
            "price": {"amount": 320_000, "currency": "VND"},
            "unit_price": {"amount": 640_000, "currency": "VND", "per": "l"},
            "available": True,
            "barcode": "/api/v1/store/barcodes/09520007919019.svg",
        }
    ]


@pytest.mark.parametrize(("gtin", "shown"), [(None, "2000000000015"), ("09520007919019", None)])
def test_an_in_store_number_is_shown_only_where_there_is_no_gtin(gtin: str | None, shown: str) -> None:
    variant = facts().offers[0].variant

    (offer,) = orjson.loads(offers_json([Offer(variant, gtin, "2000000000015")]))

    assert offer["in_store_number"] == shown
    assert offer["gtin"] == gtin


def test_an_offer_without_a_gtin_has_no_barcode() -> None:
    (offer,) = orjson.loads(offers_json([Offer(facts().offers[0].variant, None, None)]))
    assert (offer["gtin"], offer["gtin_display"], offer["barcode"]) == (None, None, None)


@pytest.mark.parametrize(
    ("amount", "text"), [("500.000", "500"), ("1.200", "1.2"), ("0.050", "0.05"), ("1000000", "1000000")]
)
def test_amounts_have_no_zeros_to_spare(amount: str, text: str) -> None:
    assert plain_amount(Decimal(amount)) == text


def test_without_certificates_there_is_one_span_for_all_days() -> None:
    assert certificate_spans([], TODAY) == [ALWAYS]


def test_spans_are_cut_where_certificates_begin_and_the_day_after_they_end() -> None:
    now, later = ocop(3, "2025-01-01", "2026-12-31"), ocop(4, "2026-12-01", "2028-11-30")

    assert certificate_spans([now, later], TODAY) == [
        Span(day("2025-01-01"), day("2026-11-30"), [now]),
        Span(day("2026-12-01"), day("2026-12-31"), [now, later]),
        Span(day("2027-01-01"), day("2028-11-30"), [later]),
        Span(day("2028-12-01"), LAST_DAY, []),
    ]


def test_spans_that_are_past_are_left_out_and_the_present_one_begins_where_it_did() -> None:
    past = ocop(3, "2020-01-01", "2023-01-01")

    assert certificate_spans([past], TODAY) == [Span(day("2023-01-02"), LAST_DAY, [])]


def test_a_certificate_for_ever_ends_with_the_calendar() -> None:
    certificate = Certificate(kind="vietgap", valid_from=day("2026-01-01"), valid_to=LAST_DAY)
    assert certificate_spans([certificate], TODAY) == [Span(day("2026-01-01"), LAST_DAY, [certificate])]


def test_the_most_stars_count_where_two_certificates_overlap() -> None:
    span = Span(
        FIRST_DAY, LAST_DAY, [ocop(3, "2025-01-01", "2027-12-31"), ocop(4, "2025-01-01", "2027-12-31")]
    )
    assert orjson.loads(card_json(facts(), "vi", span))["ocop_stars"] == 4


def test_a_language_without_texts_falls_back_to_vietnamese_then_english_then_any() -> None:
    assert orjson.loads(card_json(facts(name={"vi": "Chè", "tyz": "Xe"}), "en", ALWAYS))["name"] == "Chè"
    assert orjson.loads(card_json(facts(name={"en": "Tea", "tyz": "Xe"}), "vi", ALWAYS))["name"] == "Tea"
    assert orjson.loads(card_json(facts(name={"tyz": "Xe"}), "vi", ALWAYS))["name"] == "Xe"


def test_the_languages_of_the_catalogue_are_listed_first(settings: Settings) -> None:
    settings.CATALOGUE_LANGUAGES = ["en", "vi"]
    assert languages_of(Product(name={"aaa": "…", "vi": "Chè", "en": "Tea"})) == ["en", "vi", "aaa"]

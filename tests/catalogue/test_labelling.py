"""From numbers to the contents of their labels; every number without one is named."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from catalogue.gs1.company_prefix import build_gtin
from catalogue.labelling import NumbersRefused, all_label_numbers, label_contents
from catalogue.labels.content import LabelContent
from catalogue.labels.details import NO_DETAILS
from catalogue.models import GtinState, InStoreNumber, PackagingLevel, ProductState
from tests.catalogue.test_scanning import CASE, GTIN, IN_STORE, make_gtin, make_honey
from tests.factories import make_cooperative, make_product, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public_address(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://id.example.vn"


def test_a_label_says_what_the_goods_are() -> None:
    product = make_product(
        name={"vi": "Chè Shan tuyết", "en": "Snow tea"}, cooperative=make_cooperative(name="HTX Chè")
    )
    variant = make_variant(
        product=product,
        name={"vi": "loại một"},
        net_amount=Decimal(180),
        pack_count=10,
        pack_unit="gói",
        price_vnd=125_000,
    )
    make_gtin(variant)

    [content] = label_contents(["9521234567899"])
    assert replace(content, details=NO_DETAILS) == LabelContent(
        name="Chè Shan tuyết – loại một",
        net_quantity="10 gói x 18 g",
        price_vnd=125_000,
        cooperative="HTX Chè",
        number="9521234567899",
        digital_link="https://id.example.vn/01/09521234567899",
    )


def test_an_in_store_number_has_no_digital_link() -> None:
    InStoreNumber.objects.create(number=IN_STORE, variant=make_honey())

    for given in (IN_STORE, f"0{IN_STORE}", f" {IN_STORE} "):
        [content] = label_contents([given])
        assert (content.number, content.digital_link) == (IN_STORE, None)


def test_labels_come_in_the_order_asked_for_and_as_often() -> None:
    honey = make_honey()
    make_gtin(honey)
    make_gtin(honey, CASE, packaging_level=PackagingLevel.CASE, units=12)

    contents = label_contents([CASE, GTIN, "9521234567899"])

    assert [content.number for content in contents] == [CASE, "9521234567899", "9521234567899"]


def test_goods_that_are_not_published_yet_have_labels() -> None:
    honey = make_honey(state=ProductState.DRAFT, published_at=None)
    make_gtin(honey)

    assert label_contents([GTIN])[0].name == "Mật ong bạc hà"


def test_every_number_without_a_label_is_named_with_its_reason() -> None:
    honey = make_honey()
    make_gtin(honey)
    make_gtin(honey, "09520000000011", state=GtinState.RETIRED, retired_at=timezone.now())
    make_gtin(honey, "09520000000028", state=GtinState.RESERVED, assigned_at=None, variant=None)
    deleted = make_variant(sku="GONE", deleted_at=timezone.now())
    InStoreNumber.objects.create(number=IN_STORE, variant=deleted)

    with pytest.raises(NumbersRefused) as refused:
        label_contents(
            ["12a", GTIN, "9520000000011", "9520000000028", IN_STORE, "9520000000004", "9521234567890"]
        )

    assert [(reason.code, reason.facts["number"]) for reason in refused.value.reasons] == [
        ("number_malformed", "12a"),
        ("number_malformed", "9521234567890"),
        ("number_retired", "9520000000011"),
        ("number_without_goods", "9520000000028"),
        ("number_without_goods", IN_STORE),
        ("number_unknown", "9520000000004"),
    ]
    assert refused.value.text("en").startswith("6 numbers cannot be printed:\n12a: A number has only")


def test_all_numbers_are_those_that_stand_on_a_piece() -> None:
    honey = make_honey()
    make_gtin(honey)
    make_gtin(honey, CASE, packaging_level=PackagingLevel.CASE, units=12)
    InStoreNumber.objects.create(number="2000000000022", variant=honey)
    other = make_variant(product=honey.product, sku="B", position=1)
    InStoreNumber.objects.create(number=IN_STORE, variant=other)
    make_variant(product=honey.product, sku="NONE")
    gone = make_variant(sku="GONE", deleted_at=timezone.now())
    make_gtin(gone, "09520000000011")

    assert all_label_numbers() == ["9521234567899", IN_STORE]


def test_many_labels_take_few_queries() -> None:
    product = make_product()
    for number in range(40):
        make_gtin(make_variant(product=product), build_gtin("9521234", number))

    with CaptureQueriesContext(connection) as asked:
        assert len(label_contents(all_label_numbers())) == 40

    # Variants, GTINs and in-store numbers to list; GTINs, in-store numbers, stars and clips for the labels.
    assert len(asked.captured_queries) == 7

"""From what a scanner gives to the goods, whatever way the number is written."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from catalogue.gs1.errors import GtinCheckDigit, NotDigits
from catalogue.gs1.measure_errors import InStoreVerifier
from catalogue.gs1.variable_measure import read_layouts
from catalogue.models import (
    CompanyPrefix,
    Gtin,
    GtinState,
    InStoreNumber,
    PackagingLevel,
    ProductState,
    ScanAlias,
    Variant,
)
from catalogue.numbering import add_scan_alias
from catalogue.scanning import Match, UnknownCode, scan
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

GTIN = "09521234567899"
CASE = "19521234567896"
IN_STORE = "2000000000015"
LAYOUTS = read_layouts("21:5:5:weight 22:5:4:price:1000:verifier")
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def make_gtin(owner: Variant, gtin: str = GTIN, **fields: Any) -> Gtin:
    prefix, _ = CompanyPrefix.objects.get_or_create(
        cooperative=owner.cooperative, prefix=gtin[1:11], capacity=100
    )
    values: dict[str, Any] = {
        "gtin": gtin,
        "cooperative": owner.cooperative,
        "company_prefix": prefix,
        "variant": owner,
        "state": GtinState.ASSIGNED,
        "reserved_at": NOW,
        "assigned_at": NOW,
    }
    return Gtin.objects.create(**(values | fields))


def make_honey(**fields: Any) -> Variant:
    product = make_product(slug="mat-ong-bac-ha", name={"vi": "Mật ong bạc hà", "en": "Mint honey"}, **fields)
    return make_variant(product=product, sku="MO-500", price_vnd=320_000)


def queries() -> AbstractContextManager[Any]:
    return CaptureQueriesContext(connection)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("9521234567899", "gtin"),
        ("09521234567899", "gtin"),
        ("]E09521234567899", "gtin"),
        (" 9521234567899\r\n", "gtin"),
        ("0109521234567899", "element_string"),
        ("]C10109521234567899\x1d10L1", "element_string"),
        ("(01)09521234567899(17)270331(10)L1", "element_string"),
        ("https://id.example.vn/01/09521234567899/10/L1?17=270331", "digital_link"),
    ],
)
def test_finds_the_goods_however_the_number_is_written(raw: str, kind: str) -> None:
    make_gtin(make_honey())

    found = scan(raw, language="vi")

    assert found.kind == kind
    assert found.gtin == GTIN
    assert found.matches == [
        Match(
            product_slug="mat-ong-bac-ha",
            name="Mật ong bạc hà",
            sku="MO-500",
            gtin=GTIN,
            in_store_number=None,
            packaging_level="each",
            units=1,
            price_vnd=320_000,
            available=True,
            retired=False,
        )
    ]


def test_reads_what_else_the_code_says() -> None:
    make_gtin(make_honey())

    found = scan("(01)09521234567899(3103)001250(3920)187500(17)270331(10)L1", language="en")

    assert found.matches[0].name == "Mint honey"
    assert found.data == {"01": GTIN, "3103": "001250", "3920": "187500", "17": "270331", "10": "L1"}
    assert found.decoded["lot"] == "L1"
    assert found.decoded["expires_on"] == "2027-03-31"
    assert found.measure == (Decimal("1.250"), "kg")
    assert found.price_vnd == 187_500


def test_finds_a_case_with_what_is_inside() -> None:
    honey = make_honey()
    make_gtin(honey)
    make_gtin(honey, CASE, packaging_level=PackagingLevel.CASE, units=12)

    [match] = scan(CASE, language="vi").matches

    assert (match.gtin, match.packaging_level, match.units) == (CASE, "case", 12)
    assert match.price_vnd == 320_000


def test_finds_the_goods_of_an_in_store_number() -> None:
    InStoreNumber.objects.create(number=IN_STORE, variant=make_honey())

    found = scan(IN_STORE, language="vi")

    assert (found.kind, found.gtin, found.data) == ("in_store", None, {})
    assert [(match.in_store_number, match.gtin) for match in found.matches] == [(IN_STORE, None)]


def test_a_scale_prints_the_number_of_its_goods_with_what_they_weigh_or_cost(settings: Settings) -> None:
    settings.IN_STORE_LAYOUTS = LAYOUTS
    honey = make_honey()
    InStoreNumber.objects.create(number="2100042000001", variant=honey)
    wax = make_variant(product=honey.product, sku="SAP")
    add_scan_alias(variant=wax, code="2200042000008")

    for raw, grams in (("2100042012509", 1250), ("]E02100042000056", 5), ("2100042000001", 0)):
        found = scan(raw, language="vi")
        assert (found.kind, found.gtin, found.price_vnd) == ("in_store", None, None)
        assert found.measure == (Decimal(grams).scaleb(-3), "kg")
        assert [(match.sku, match.in_store_number) for match in found.matches] == [
            ("MO-500", "2100042000001")
        ]
    for raw, price in (("2200042928753", 2_875_000), ("2200042000008", 0)):
        found = scan(raw, language="vi")
        assert (found.kind, found.gtin, found.measure) == ("in_store", None, None)
        assert found.price_vnd == price
        assert [(match.sku, match.in_store_number) for match in found.matches] == [("SAP", None)]


def test_without_layouts_a_number_of_a_scale_is_a_number_like_any_other() -> None:
    honey = make_honey()
    InStoreNumber.objects.create(number="2100042000001", variant=honey)
    add_scan_alias(variant=honey, code="2100042012509")

    found = scan("2100042012509", language="vi")

    assert (found.kind, found.measure, found.price_vnd) == ("alias", None, None)
    with pytest.raises(UnknownCode):
        scan("2100042000056", language="vi")


def test_an_alias_from_before_the_layout_is_still_found(settings: Settings) -> None:
    add_scan_alias(variant=make_honey(), code="2100042012509")
    settings.IN_STORE_LAYOUTS = LAYOUTS

    assert [match.sku for match in scan("2100042012509", language="vi").matches] == ["MO-500"]
    with pytest.raises(UnknownCode):
        scan("2100042000056", language="vi")


def test_a_scale_label_of_unknown_goods_or_with_a_wrong_verifier_finds_nothing(settings: Settings) -> None:
    settings.IN_STORE_LAYOUTS = LAYOUTS
    add_scan_alias(variant=make_honey(), code="2200042000008")

    with pytest.raises(UnknownCode) as unknown:
        scan("2100042012509", language="vi")
    assert unknown.value.scanned.decoded == {"net_weight_kg": "1.250"}
    with pytest.raises(InStoreVerifier):
        scan("2200042828756", language="vi")


def test_an_alias_may_find_several_variants() -> None:
    small = make_honey()
    large = make_variant(product=small.product, sku="MO-1000")
    make_gtin(small)
    InStoreNumber.objects.create(number=IN_STORE, variant=large)
    for variant in (small, large):
        ScanAlias.objects.create(code="CŨ-17", variant=variant)

    found = scan(" CŨ-17 ", language="vi")

    assert (found.kind, found.gtin) == ("alias", None)
    assert [(match.sku, match.gtin, match.in_store_number) for match in found.matches] == [
        ("MO-1000", None, IN_STORE),
        ("MO-500", GTIN, None),
    ]


def test_an_alias_that_is_a_number_is_found_in_every_spelling() -> None:
    ScanAlias.objects.create(code=GTIN, variant=make_honey())

    for raw in ("9521234567899", "]E09521234567899", "0109521234567899", "https://x.vn/01/09521234567899"):
        assert scan(raw, language="vi").kind == "alias"


def test_the_ledger_outranks_an_alias() -> None:
    honey = make_honey()
    make_gtin(honey)
    ScanAlias.objects.create(code=GTIN, variant=make_variant(product=honey.product, sku="OTHER"))

    assert [match.sku for match in scan(GTIN, language="vi").matches] == ["MO-500"]


def test_a_retired_number_finds_its_goods_and_those_that_carry_it_on() -> None:
    honey = make_honey()
    make_gtin(honey, state=GtinState.RETIRED, retired_at=timezone.now())
    heir = make_variant(product=honey.product, sku="NEW")
    ScanAlias.objects.create(code=GTIN, variant=heir)

    found = scan(GTIN, language="vi")

    assert found.kind == "gtin"
    assert [(match.sku, match.retired) for match in found.matches] == [("MO-500", True), ("NEW", False)]


@pytest.mark.parametrize("raw", [GTIN, "(01)09521234567899(10)L1", "https://example.com/01/09521234567899"])
def test_a_number_that_left_the_shelf_leads_to_no_goods_of_others(raw: str) -> None:
    honey = make_honey()
    make_gtin(honey, state=GtinState.RETIRED, retired_at=timezone.now())
    heir = make_variant(product=honey.product, sku="NEW")
    for variant in (heir, make_variant(sku="THEIRS")):
        ScanAlias.objects.create(code=GTIN, variant=variant)

    found = scan(raw, language="vi")
    assert [match.sku for match in found.matches] == ["MO-500", "NEW"]

    _delete_variant(honey)
    found = scan(raw, language="vi")
    assert (found.kind, [match.sku for match in found.matches]) == ("alias", ["NEW"])

    _delete_variant(heir)
    with pytest.raises(UnknownCode):
        scan(raw, language="vi")


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        (GTIN, "9521234567899"),
        ("(8006)095212345678990102", "(8006)095212345678990102"),
        ("x 952 1234 567 899", "x 952 1234 567 899"),
        ("(00)095212345670000011", "(00)095212345670000011"),
    ],
)
def test_an_alias_from_before_the_company_prefix_leads_to_goods_of_its_owner_alone(
    code: str, raw: str
) -> None:
    other = make_honey()
    own = make_variant(sku="OWN")
    for variant in (other, own):
        ScanAlias.objects.create(code=code, variant=variant)
    assert [match.sku for match in scan(raw, language="vi").matches] == ["MO-500", "OWN"]

    CompanyPrefix.objects.create(cooperative=own.cooperative, prefix="9521234567", capacity=100)

    assert [match.sku for match in scan(raw, language="vi").matches] == ["OWN"]


def test_an_in_store_number_of_hidden_goods_leads_to_none_of_others() -> None:
    honey = make_honey()
    InStoreNumber.objects.create(number=IN_STORE, variant=honey)
    for variant in (make_variant(sku="THEIRS"), make_variant(product=honey.product, sku="NEW")):
        ScanAlias.objects.create(code=IN_STORE, variant=variant)
    _delete_variant(honey)

    assert [match.sku for match in scan(IN_STORE, language="vi").matches] == ["NEW"]


def test_a_number_that_is_only_reserved_is_unknown() -> None:
    honey = make_honey()
    make_gtin(honey, state=GtinState.RESERVED, assigned_at=None, variant=None)

    with pytest.raises(UnknownCode):
        scan(GTIN, language="vi")


@pytest.mark.parametrize("carrier", ["gtin", "in_store", "alias"])
def test_a_new_variant_of_approved_goods_is_unknown_until_it_is_approved(carrier: str) -> None:
    shown = make_honey()
    new = make_variant(product=shown.product, sku="MO-250", approved=False)
    code = GTIN
    if carrier == "gtin":
        make_gtin(new)
    elif carrier == "in_store":
        code = InStoreNumber.objects.create(number="2000000000015", variant=new).number
    else:
        ScanAlias.objects.create(code=GTIN, variant=new)

    with pytest.raises(UnknownCode):
        scan(code, language="vi")

    Variant.objects.filter(pk=new.pk).update(approved=True)
    assert [match.sku for match in scan(code, language="vi").matches] == ["MO-250"]


def _unpublish(variant: Variant) -> None:
    variant.product.state = ProductState.DRAFT
    variant.product.published_at = None
    variant.product.save()


def _delete_product(variant: Variant) -> None:
    variant.product.deleted_at = timezone.now()
    variant.product.save()


def _delete_variant(variant: Variant) -> None:
    variant.deleted_at = timezone.now()
    variant.save()


@pytest.mark.parametrize("hide", [_unpublish, _delete_product, _delete_variant])
def test_what_the_public_may_not_see_is_unknown(hide: Callable[[Variant], None]) -> None:
    honey = make_honey()
    make_gtin(honey)
    InStoreNumber.objects.create(number=IN_STORE, variant=honey)
    ScanAlias.objects.create(code="CU-17", variant=honey)
    hide(honey)

    for raw in (GTIN, IN_STORE):
        with pytest.raises(UnknownCode):
            scan(raw, language="vi")
    with pytest.raises(NotDigits):
        scan("CU-17", language="vi")


def test_an_unknown_code_says_what_was_read() -> None:
    with pytest.raises(UnknownCode) as unknown:
        scan("(01)09521234567899(10)L1", language="vi")

    assert unknown.value.code == "not_found"
    assert unknown.value.scanned.gtin == GTIN
    assert unknown.value.scanned.decoded == {"lot": "L1"}


def test_a_key_without_a_gtin_is_read_and_unknown() -> None:
    with pytest.raises(UnknownCode) as unknown:
        scan("(00)095212340000000013", language="vi")

    assert unknown.value.scanned.gtin is None
    assert unknown.value.scanned.decoded == {"sscc": "095212340000000013"}


def test_digits_of_other_scripts_are_no_digits() -> None:
    make_gtin(make_honey())

    with pytest.raises(NotDigits):
        scan("٩٥٢١٢٣٤٥٦٧٨٩٩", language="vi")


def test_a_malformed_code_that_is_no_alias_keeps_its_reason() -> None:
    with pytest.raises(GtinCheckDigit):
        scan("9521234567890", language="vi")


@pytest.mark.parametrize("raw", ["\x00", "a\x00b", "\ud800", "\u202e123", "x" * 101])
def test_a_text_that_no_database_keeps_is_refused_before_it_is_asked(raw: str) -> None:
    with queries() as asked, pytest.raises(NotDigits):
        scan(raw, language="vi")

    assert len(asked.captured_queries) == 0


def test_a_known_number_takes_one_query_and_an_unknown_one_two() -> None:
    make_gtin(make_honey())

    with queries() as known:
        scan(GTIN, language="vi")
    with queries() as unknown, pytest.raises(UnknownCode):
        scan("9520000000004", language="vi")

    assert len(known.captured_queries) == 1
    assert len(unknown.captured_queries) == 2

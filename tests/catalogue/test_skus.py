"""New SKUs are codes, for they are public at once; those of before stay."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from catalogue.approval import edit_variant
from catalogue.changes import FieldsRefused
from catalogue.history import history_of
from catalogue.lifecycle import copy_product, copy_variant, create_variant
from catalogue.models import Variant
from catalogue.restoring import restore
from catalogue.skus import SkuInvalid, SkuIsContact, sku_error
from tests.catalogue.approval.goods import make_approved, only_variant, refused_fields, shown
from tests.catalogue.imports.applied import refusals, run
from tests.catalogue.imports.spreadsheets import row

WORDS = "GỌI 0909 mua rẻ hơn"


@pytest.mark.parametrize("sku", ["MO-500", "mo_500/2.5+", "8", "X" * 40])
def test_letters_digits_and_a_few_marks_are_a_code(sku: str) -> None:
    assert sku_error(sku) is None


@pytest.mark.parametrize(
    "sku",
    [
        "0912345678",
        "goi-0912.345.678",
        "GOI0912345678A",
        "0-9-1-2-3-4-5-6-7-8",
        "500-0912/345_678-2",
        "84912345678",
        "MO-84-912+345+678",
        "0084912345672",
        "02438251234",
        "84-24-3825-1234",
        "842438251234",
        "www.shop.vn/goi-0912345678",
        "www.gaosach",
        "SHOP.VN",
        "shop.vn-re",
        "zalo.me/htx",
        "mo-500.com.vn",
    ],
)
def test_telephone_numbers_and_addresses_are_refused(sku: str) -> None:
    assert isinstance(sku_error(sku), SkuIsContact)


@pytest.mark.parametrize(
    "sku",
    [
        "8938505970018",
        "842438251230",
        "096385074",
        "20261129-01",
        "2026-11-29-001",
        "29.11.2026-0912",
        "0120261129",
        "912345678",
        "LO-09123456789",
        "893-8505-970018",
        "1234567890",
        "GAO.ST25.5KG",
        "HH.MO.01",
        "MO.A",
        "wwwmo",
        "1.5kg/2.5kg",
    ],
)
def test_trade_item_numbers_dates_lots_and_codes_with_dots_are_codes(sku: str) -> None:
    assert sku_error(sku) is None


@pytest.mark.parametrize(
    "sku",
    [
        "",
        WORDS,
        "MO 500",
        "MẬT-1",
        "Đ1",
        "-MO",
        "+84909",
        "/1",
        "MO–500",
        "MO\n",
        "MO:1",
        "=1",
        "٣",
        "X" * 41,
    ],
)
def test_words_blanks_other_letters_and_long_ones_are_none(sku: str) -> None:
    assert isinstance(sku_error(sku), SkuInvalid)


def new(variant: Variant) -> None:
    amount = {"net_amount": Decimal(500), "net_unit": "g", "price_vnd": 1_000}
    create_variant(product=variant.product, sku=WORDS, **amount)  # type: ignore[arg-type]


def copied(variant: Variant) -> None:
    copy_variant(variant=variant, sku=WORDS)


def renamed(variant: Variant) -> None:
    edit_variant(variant=variant, changes={"sku": WORDS, "price_vnd": 1_000})


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [new, copied, renamed])
def test_a_sku_that_is_no_code_is_refused_and_changes_nothing(verb: Callable[[Variant], None]) -> None:
    product = make_approved()
    before, page = list(Variant.objects.values()), shown(product)

    with pytest.raises(FieldsRefused) as refusal:
        verb(only_variant(product))

    assert refused_fields(refusal.value) == [("sku", "sku_invalid")]
    assert "MO-500" in refusal.value.fields[0].text("vi")
    assert (list(Variant.objects.values()), shown(product)) == (before, page)


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["MẬT 500", "0912345678"])
def test_a_sku_of_before_stays_through_edits_and_is_not_brought_back_with_the_rest(before: str) -> None:
    variant = only_variant(make_approved())
    Variant.objects.filter(pk=variant.pk).update(sku=before)

    edit_variant(variant=variant, changes={"sku": before, "price_vnd": 1_000})
    old = history_of(variant)[0].history_id
    edit_variant(variant=variant, changes={"sku": "MAT-500", "price_vnd": 2_000})
    restore(variant, old)

    variant.refresh_from_db()
    assert (variant.sku, variant.price_vnd) == ("MAT-500", 1_000)


@pytest.mark.django_db
def test_copies_of_goods_with_a_sku_of_before_get_the_next_free_code() -> None:
    variant = only_variant(make_approved())
    Variant.objects.filter(pk=variant.pk).update(sku="MẬT 500")

    assert only_variant(copy_product(product=variant.product)).sku == "SP-001"


@pytest.mark.django_db
def test_a_file_brings_in_codes_alone_and_changes_goods_with_a_sku_of_before() -> None:
    assert refusals(row(), row(sku=WORDS)) == [(3, "sku", "sku_invalid")]
    assert refusals(row(), row(sku="0912345678")) == [(3, "sku", "sku_is_contact")]

    run(row(sku="MAT-500"))
    Variant.objects.update(sku="MẬT 500")
    assert run(row(sku="MẬT 500", price_vnd="99k")).updated_count == 1
    assert Variant.objects.get().price_vnd == 99_000

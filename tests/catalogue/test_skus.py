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
from catalogue.skus import is_sku
from tests.catalogue.approval.goods import make_approved, only_variant, refused_fields, shown
from tests.catalogue.imports.applied import refusals, run
from tests.catalogue.imports.spreadsheets import row

WORDS = "GỌI 0909 mua rẻ hơn"


@pytest.mark.parametrize("sku", ["MO-500", "mo_500/2.5+", "8", "X" * 40])
def test_letters_digits_and_a_few_marks_are_a_code(sku: str) -> None:
    assert is_sku(sku)


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
    assert not is_sku(sku)


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
def test_a_sku_of_before_stays_through_edits_and_is_not_chosen_anew() -> None:
    variant = only_variant(make_approved())
    Variant.objects.filter(pk=variant.pk).update(sku="MẬT 500")

    edit_variant(variant=variant, changes={"sku": "MẬT 500", "price_vnd": 1_000})
    old = history_of(variant)[0].history_id
    edit_variant(variant=variant, changes={"sku": "MAT-500"})
    with pytest.raises(FieldsRefused):
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

    run(row(sku="MAT-500"))
    Variant.objects.update(sku="MẬT 500")
    assert run(row(sku="MẬT 500", price_vnd="99k")).updated_count == 1
    assert Variant.objects.get().price_vnd == 99_000

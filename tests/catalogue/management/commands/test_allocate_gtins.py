"""`manage.py allocate_gtins`: counted, repeatable, and clear about what is left."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalogue.models import Gtin, InStoreNumber
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db


def run(**options: Any) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("allocate_gtins", stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(f"{error}\n")
    return out.getvalue(), err.getvalue()


def test_it_counts_and_tells_how_many_numbers_it_gave() -> None:
    prefix = make_company_prefix()
    product = make_product(cooperative=prefix.cooperative)
    make_variant(product=product)
    make_variant(product=product)
    make_variant()

    out, err = run()

    assert out == "3/3\nGTIN: 2 · mã nội bộ / in-store numbers: 1\n"
    assert err == ""


def test_on_a_terminal_every_step_is_counted_in_one_line() -> None:
    prefix = make_company_prefix()
    make_variant(product=make_product(cooperative=prefix.cooperative))
    make_variant()
    out = io.StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]

    call_command("allocate_gtins", stdout=out)

    assert out.getvalue().startswith("1/2\r2/2\n")


def test_run_again_it_changes_nothing() -> None:
    make_variant()
    run()
    before = list(InStoreNumber.objects.values())

    out, _ = run()

    assert out == "GTIN: 0 · mã nội bộ / in-store numbers: 0\n"
    assert list(InStoreNumber.objects.values()) == before


def test_one_cooperative_is_chosen_by_its_tax_code() -> None:
    one, _two = make_variant(), make_variant()

    run(cooperative=f" {one.cooperative.tax_code[:4]} {one.cooperative.tax_code[4:]}")

    assert InStoreNumber.objects.get().variant == one


def test_an_unknown_tax_code_is_refused() -> None:
    make_variant()

    out, err = run(cooperative="5199900017000")

    assert out == ""
    assert err == (
        "[cooperative_unknown] Không có hợp tác xã nào có mã số thuế 5199900017000.\n"
        "No cooperative has the tax code 5199900017000.\n"
    )
    assert not InStoreNumber.objects.exists()


def test_it_fails_when_goods_stay_without_a_number() -> None:
    prefix = make_company_prefix(next_item_reference=99)
    product = make_product(cooperative=prefix.cooperative)
    make_variant(product=product)
    make_variant(product=product)

    out, err = run()

    assert out == "2/2\nGTIN: 1 · mã nội bộ / in-store numbers: 0\n"
    assert err == (
        f"{prefix.cooperative.name} ({prefix.cooperative.tax_code}): "
        "1 mặt hàng chưa có mã / variants without a number\n"
        "  Mã doanh nghiệp GS1 của hợp tác xã không còn số nào để cấp.\n"
        "  The GS1 company prefix of the cooperative has no number left to give.\n"
        "Chưa có mã / Still without a number: 1\n"
    )
    assert Gtin.objects.count() == 1

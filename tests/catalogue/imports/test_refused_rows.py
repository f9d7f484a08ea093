"""Rows that are refused, and with them the whole file."""

import pytest

from catalogue.imports.file_errors import FileRefused
from catalogue.imports.report import report_lines
from catalogue.models import Cooperative, Gtin, ImportJob, ImportRow, Product
from catalogue.numbering import retire_gtin
from tests.catalogue.imports.applied import GTIN, OTHER_GTIN, refusals, run
from tests.catalogue.imports.by_operator import stage
from tests.catalogue.imports.spreadsheets import GOODS, csv_file, row
from tests.factories import make_company_prefix, make_cooperative

pytestmark = pytest.mark.django_db


def test_one_refused_row_stops_the_whole_file() -> None:
    assert refusals(row(), row(sku="HTX-002", price_vnd="85.5")) == [(3, "price_vnd", "price_ambiguous")]
    assert ImportJob.objects.get().invalid_count == 1


def test_a_file_that_cannot_be_read_leaves_no_job() -> None:
    with pytest.raises(FileRefused):
        stage(csv_file({"sku": "x"}), filename="hang.csv")

    assert not ImportJob.objects.exists()
    assert not ImportRow.objects.exists()


def test_repeated_codes_in_a_file_are_refused_by_row() -> None:
    other = {"tax_code": "5199900024", "cooperative": "HTX Mật Hoa", "company_prefix": "9520015838"}

    assert refusals(row(gtin=GTIN), row(gtin=None), row(sku="HTX-002", gtin=GTIN)) == [
        (3, "sku", "sku_repeated"),
        (4, "gtin", "gtin_repeated"),
    ]
    assert refusals(row(), row(**other)) == []


def test_rows_that_contradict_each_other_about_a_cooperative_are_refused() -> None:
    assert refusals(
        row(),
        row(sku="2", cooperative="HTX ONG ĐÁ TÍM"),
        row(sku="3", cooperative="HTX Khác"),
        row(sku="4", company_prefix="9520007920"),
        row(sku="5", commune_code="00721"),
        row(sku="6", tax_code="5199900024", cooperative="HTX Mật Hoa"),
    ) == [
        (4, "cooperative", "cooperative_differs"),
        (5, "company_prefix", "cooperative_differs"),
        (6, "commune_code", "cooperative_differs"),
        (7, "company_prefix", "company_prefix_taken"),
    ]


def test_rows_that_contradict_the_record_are_refused() -> None:
    run(row())
    owner = make_company_prefix(prefix="9521111").cooperative

    assert refusals(row(cooperative="HTX Khác")) == [(2, "cooperative", "cooperative_name_differs")]
    assert refusals(row(company_prefix="9520007920")) == [(2, "company_prefix", "company_prefix_differs")]
    new = {"tax_code": "5199900024", "cooperative": "HTX Mật Hoa"}
    assert refusals(row(**new)) == [(2, "company_prefix", "company_prefix_taken")]
    assert refusals(row(**new, company_prefix="952111100")) == [(2, "company_prefix", "company_prefix_taken")]
    assert owner.company_prefixes.count() == 1


def test_details_of_a_known_cooperative_are_kept_with_a_warning() -> None:
    run(row())

    job = run(row(commune_code="00721"), row(sku="B", commune_code="00721"))

    assert Cooperative.objects.get().commune_code == "00769"
    [warning] = report_lines(job, warnings=True)
    assert (warning["row"], warning["column"]) == (2, "commune_code")
    assert warning["en"] == (
        "The cooperative is on record with “00769”; the file says “00721”, but the record is kept."
    )


def test_a_new_cooperative_needs_its_whole_record() -> None:
    assert refusals(row(cooperative=None, commune=None, commune_code=None, province_code=None)) == [
        (2, "cooperative", "cooperative_incomplete"),
        (2, "commune", "cooperative_incomplete"),
        (2, "commune_code", "cooperative_incomplete"),
        (2, "province_code", "cooperative_incomplete"),
    ]
    assert refusals(row(tax_code=None)) == [(2, "tax_code", "cell_required")]


def test_a_given_cooperative_takes_its_own_goods_alone() -> None:
    cooperative = make_cooperative(tax_code="5199900024")

    job = run(GOODS, cooperative=cooperative)

    assert job.cooperative == cooperative
    assert Product.objects.get().cooperative == cooperative
    assert refusals(row(), cooperative=cooperative) == [(2, "tax_code", "cooperative_not_given")]


def test_numbers_that_are_not_the_cooperatives_own_are_refused() -> None:
    run(row(gtin=GTIN))
    taken = Gtin.objects.get()
    foreign = make_company_prefix(prefix="9521234567").cooperative
    no_prefix = {"company_prefix": None}

    assert refusals(row(sku="2", gtin="9521234567899", **no_prefix)) == [(2, "gtin", "gtin_prefix_not_owned")]
    assert refusals(row(sku="2", gtin=GTIN)) == [(2, "gtin", "gtin_already_assigned")]
    assert refusals(row(gtin=OTHER_GTIN)) == [(2, "gtin", "gtin_already_assigned")]
    retire_gtin(gtin=taken)
    assert refusals(row(gtin=GTIN)) == [(2, "gtin", "gtin_retired")]
    assert refusals(row(sku="2", gtin=GTIN)) == [(2, "gtin", "gtin_retired")]
    assert foreign.gtins.count() == 0
    new = {"tax_code": "5199900024", "cooperative": "HTX Mật Hoa", "company_prefix": None}
    assert refusals(row(**new, gtin=OTHER_GTIN)) == [(2, "gtin", "gtin_prefix_not_owned")]

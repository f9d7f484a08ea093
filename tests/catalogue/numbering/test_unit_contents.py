"""What is in a logistic unit is stated with its number, of goods of its own cooperative, and stays."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from catalogue.models import CompanyPrefix, Gtin, LogisticUnit, LogisticUnitContent
from catalogue.numbering import StatedContent, allocate_gtin, allocate_sscc, reserve_gtin
from catalogue.numbering.unit_contents import ContentsRefused
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db
EXPIRY = datetime.date(2070, 1, 31)


@pytest.fixture
def entry() -> Gtin:
    """Return the number of a jar of a cooperative with a prefix."""
    prefix = make_company_prefix(prefix="9521234567")
    return allocate_gtin(variant=make_variant(product=make_product(cooperative=prefix.cooperative)))


def test_lines_are_kept_in_their_order_with_the_unit(entry: Gtin) -> None:
    lines = [StatedContent(entry.gtin, 40, "L1", EXPIRY), StatedContent(entry.gtin.lstrip("0"), 2)]

    unit = allocate_sscc(cooperative=entry.cooperative, contents=lines)

    kept = unit.contents.order_by("pk").values_list("gtin__gtin", "count", "lot", "expires_on")
    assert list(kept) == [(entry.gtin, 40, "L1", EXPIRY), (entry.gtin, 2, "", None)]


def test_every_wrong_line_is_told_at_once_and_nothing_is_kept(entry: Gtin) -> None:
    foreign = allocate_gtin(
        variant=make_variant(
            product=make_product(cooperative=make_company_prefix(prefix="8931234").cooperative)
        )
    )
    reserved = reserve_gtin(cooperative=entry.cooperative)
    lines = [
        StatedContent(foreign.gtin, 1),
        StatedContent(reserved.gtin, 1),
        StatedContent(entry.gtin, 0),
        StatedContent(entry.gtin, 100_000_000, "A"),
        StatedContent(entry.gtin, 1, "Lô 1"),
        StatedContent(entry.gtin, 1, "A"),
    ]

    with pytest.raises(ContentsRefused) as refused:
        allocate_sscc(cooperative=entry.cooperative, contents=lines)

    assert [(reason.code, reason.facts["row"]) for reason in refused.value.reasons] == [
        ("content_number_unknown", 1),
        ("content_number_unknown", 2),
        ("content_count_out_of_range", 3),
        ("content_count_out_of_range", 4),
        ("content_lot_malformed", 5),
        ("content_repeated", 6),
    ]
    assert (LogisticUnit.objects.count(), LogisticUnitContent.objects.count()) == (0, 0)
    assert set(CompanyPrefix.objects.values_list("next_unit_serial", flat=True)) == {None}


def test_an_expiry_that_no_label_can_print_is_refused(entry: Gtin) -> None:
    year = timezone.localdate().year
    refused = [datetime.date.min, datetime.date(year - 50, 6, 1), datetime.date(year + 51, 6, 1)]
    lines = [StatedContent(entry.gtin, 1, f"L{day.year}", day) for day in (*refused, datetime.date.max)]

    with pytest.raises(ContentsRefused) as told:
        allocate_sscc(cooperative=entry.cooperative, contents=lines)

    assert [reason.code for reason in told.value.reasons] == ["content_expiry_far"] * 4
    assert told.value.reasons[3].text("vi") == (
        "Dòng 4: hạn sử dụng 31/12/9999 cách nay quá xa, mã vạch chỉ ghi hai chữ số của năm."
    )
    assert (LogisticUnit.objects.count(), LogisticUnitContent.objects.count()) == (0, 0)
    for day in (datetime.date(year - 49, 6, 1), datetime.date(year + 50, 6, 1)):
        unit = allocate_sscc(cooperative=entry.cooperative, contents=[StatedContent(entry.gtin, 1, "L", day)])
        assert unit.contents.get().expires_on == day


def test_the_database_keeps_contents_as_they_were_stated(entry: Gtin) -> None:
    unit = allocate_sscc(cooperative=entry.cooperative, contents=[StatedContent(entry.gtin, 40, "L1")])
    rows = LogisticUnitContent.objects.all()
    before = list(rows.values())

    for change in (lambda: rows.update(count=41), lambda: rows.update(lot="L2"), rows.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        LogisticUnitContent.objects.create(unit=unit, gtin=entry, lot="L1", count=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        LogisticUnitContent.objects.create(unit=unit, gtin=entry, lot="L3", count=0)

    assert list(rows.values()) == before


def test_the_database_refuses_goods_of_another_cooperative_and_numbers_without_goods(entry: Gtin) -> None:
    unit = allocate_sscc(cooperative=make_company_prefix(prefix="8931234").cooperative)
    own = allocate_sscc(cooperative=entry.cooperative)

    for row in (
        LogisticUnitContent(unit=unit, gtin=entry, count=1),
        LogisticUnitContent(unit=own, gtin=reserve_gtin(cooperative=entry.cooperative), count=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()

    assert not LogisticUnitContent.objects.exists()


def test_an_entry_is_not_replaced_where_the_database_can(entry: Gtin) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    allocate_sscc(cooperative=entry.cooperative, contents=[StatedContent(entry.gtin, 40, "L1")])
    statement = (
        "INSERT OR REPLACE INTO catalogue_logisticunitcontent (id, unit_id, gtin_id, lot, count) "
        "SELECT id, unit_id, gtin_id, lot, 9 FROM catalogue_logisticunitcontent"
    )

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert LogisticUnitContent.objects.get().count == 40

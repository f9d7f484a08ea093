"""The pages where spreadsheets come in, are watched, and go out."""

from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from catalogue.imports.background import apply_import
from catalogue.models import Cooperative, ImportJob, ImportStatus, Product, Variant
from catalogue.progress import tell_progress
from people.models import Membership, Role, User
from tests.catalogue.imports import by_operator
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, csv_file, row, table
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative, make_product, make_variant
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db

REFRESH = '<meta http-equiv="refresh" content="3">'


@pytest.fixture
def cooperative() -> Cooperative:
    """Return the cooperative of Lan."""
    return make_cooperative(name="HTX A")


@pytest.fixture
def lan(cooperative: Cooperative) -> Client:
    """Return the browser of Lan, who owns the cooperative."""
    return browser_of(make_member("lan", cooperative, Role.OWNER))


def goods(*skus: str, **cells: str) -> bytes:
    return csv_bytes(table(*({**GOODS, "sku": sku, **cells} for sku in skus)))


def upload(browser: Client, data: bytes, **fields: str) -> tuple[int, str]:
    """Send a spreadsheet and return the status, and where it leads or what the page says."""
    answer = browser.post("/desk/imports", {"file": SimpleUploadedFile("hang.csv", data), **fields})
    return answer.status_code, answer.headers.get("Location", answer.content.decode())


def do(browser: Client, job: ImportJob, verb: str) -> tuple[int, str]:
    """Press a button on the page of an import and return the status and the page that comes of it."""
    answer = browser.post(f"/desk/imports/{job.pk}", {"do": verb}, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_spreadsheet_is_checked_imported_and_taken_back(lan: Client, cooperative: Cooperative) -> None:
    status, address = upload(lan, goods("A-1", "A-2"))
    job = ImportJob.objects.get()
    assert (status, address) == (302, f"/desk/imports/{job.pk}")
    assert (job.cooperative, job.actor) == (cooperative, f"user:{User.objects.get().pk}")
    text = page(lan, f"imports/{job.pk}")
    for told in ("2/2 dòng hợp lệ, 0 dòng lỗi", "Thêm 2, sửa 0, không đổi 0", "Nhập tất cả", "lan"):
        assert told in text, told
    assert Variant.objects.count() == 0

    status, text = do(lan, job, "apply")
    assert (status, "Đã nhập xong." in text, REFRESH in text) == (200, True, False)
    assert sorted(Variant.objects.values_list("sku", flat=True)) == ["A-1", "A-2"]
    assert "hang.csv" in page(lan, "imports")
    assert "<details><summary>Hoàn tác</summary>" in text

    status, text = do(lan, job, "undo")
    assert (status, "Đã hoàn tác." in text) == (200, True)
    assert Product.objects.present().count() == 0


def test_goods_are_submitted_by_the_second_button_and_found_from_the_import(lan: Client) -> None:
    make_product(name={"vi": "Chè của hàng xóm"})
    upload(lan, goods("A-1", "A-2"))
    job = ImportJob.objects.get()
    assert "Nhập và gửi Liên minh duyệt" in page(lan, f"imports/{job.pk}")

    status, text = do(lan, job, "submit")

    assert (status, "Đã nhập xong và gửi Liên minh duyệt." in text) == (200, True)
    assert (
        list(Product.objects.filter(variants__sku__in=["A-1", "A-2"]).values_list("state", flat=True))
        == ["submitted"] * 2
    )
    assert f'href="/desk/goods?import={job.pk}"' in text
    upload(lan, goods("B-1", name_vi="Chè shan"))
    other = ImportJob.objects.latest("pk")
    do(lan, other, "apply")
    found = page(lan, f"goods?import={other.pk}")
    assert ("Chè shan" in found, "Mật ong" in found) == (True, False)
    assert 'aria-current="true">hang.csv</a>' in found
    assert do(lan, job, "undo")[0] == 200
    assert "Mật ong" not in page(lan, f"goods?import={job.pk}")


def test_the_list_of_goods_knows_no_import_of_a_neighbour(lan: Client) -> None:
    upload(lan, goods("A-1"))
    job = ImportJob.objects.get()
    do(lan, job, "apply")
    pao = browser_of(make_member("pao", make_cooperative(), Role.OWNER))
    for key in (str(job.pk), "x", "9" * 30, "²"):
        text = page(pao, f"goods?import={key}")
        assert ("hang.csv" in text, "Mật ong" in text) == (False, False)


def test_what_the_house_has_imported_an_officer_takes_back_and_no_cooperative(lan: Client) -> None:
    officer = browser_of(make_officer())
    job = by_operator.apply(by_operator.stage(csv_file(row()), filename="hang.csv"))
    ImportJob.objects.filter(pk=job.pk).update(cooperative=Cooperative.objects.get(name="HTX A"))

    status, text = do(lan, job, "undo")
    assert (status, "chỉ Liên minh hoàn tác được" in text) == (422, True)
    assert Product.objects.present().count() == 1

    status, text = do(officer, job, "undo")
    assert (status, "Đã hoàn tác." in text) == (200, True)
    assert Product.objects.present().count() == 0


def test_each_refusal_is_told_by_row_and_column_in_the_readers_language(lan: Client) -> None:
    upload(lan, goods("A-1", price_vnd="rẻ"))
    job = ImportJob.objects.get()
    text = page(lan, f"imports/{job.pk}")
    assert ("Dòng 2 · Giá bán (đồng)" in text, "Nhập tất cả" in text) == (True, False)
    assert ("0/1 dòng hợp lệ, 1 dòng lỗi" in text, "Thêm" in text) == (True, False)
    [error] = job.rows.get().errors
    assert error["vi"] in text.replace("&quot;", '"')
    User.objects.update(language="en")
    text = page(lan, f"imports/{job.pk}")
    assert ("Row 2 · Giá bán (đồng)" in text, error["en"] in text) == (True, True)

    status, text = do(lan, job, "apply")
    assert (status, job.status) == (422, ImportStatus.FAILED)
    assert Variant.objects.count() == 0


def test_long_reports_come_in_pages(lan: Client) -> None:
    upload(lan, goods(*(f"A-{number}" for number in range(60)), price_vnd="rẻ"))
    job = ImportJob.objects.get()
    first = page(lan, f"imports/{job.pk}")
    assert ("Dòng 51 ·" in first, "Dòng 52 ·" in first, 'href="?errors=51#errors"' in first) == (
        True,
        False,
        True,
    )
    second = page(lan, f"imports/{job.pk}?errors=51")
    assert ("Dòng 51 ·" in second, "Dòng 61 ·" in second, "errors=61" in second) == (False, True, False)
    assert "Dòng 2 ·" in page(lan, f"imports/{job.pk}?errors=x")


def test_a_large_file_is_watched_by_a_page_that_asks_again_only_while_it_runs(lan: Client) -> None:
    upload(lan, goods("A-1", "A-2", "A-3"))
    job = ImportJob.objects.get()
    assert REFRESH not in page(lan, f"imports/{job.pk}")
    with patch("catalogue.imports.background.ROWS_AT_ONCE", 2):
        _, text = do(lan, job, "apply")
        do(lan, job, "apply")
    assert (REFRESH in text, "Đang chờ đến lượt…" in text) == (True, True)
    [queued] = DBTaskResult.objects.all()

    tell_progress(f"import:{job.pk}", "apply", 2, 3)
    text = page(lan, f"imports/{job.pk}")
    assert ("Ghi dòng 2/3" in text, '<progress value="2" max="3">' in text) == (True, True)
    apply_import.func(*queued.args_kwargs["args"])

    text = page(lan, f"imports/{job.pk}")
    assert (REFRESH in text, "Hoàn tác" in text) == (False, True)
    assert Variant.objects.count() == 3


def test_a_file_that_is_none_is_refused_and_no_import_is_kept(lan: Client) -> None:
    assert upload(lan, b"\x00\x01 no table")[0] == 422
    assert "Hãy chọn tệp bảng tính." in lan.post("/desk/imports", {}).content.decode()
    upload(lan, goods("A-1"))
    job = ImportJob.objects.get()
    assert do(lan, job, "explode")[0] == 404
    assert do(lan, job, "undo")[0] == 422
    assert ImportJob.objects.get().status == ImportStatus.STAGED


def test_members_do_not_bring_in_a_new_prefix_by_a_file(cooperative: Cooperative) -> None:
    minh = browser_of(make_member("minh", cooperative, Role.OWNER))
    upload(minh, goods("A-1", company_prefix="8938505970", gtin=""))
    job = ImportJob.objects.get()
    assert job.invalid_count == 0
    text = page(minh, f"imports/{job.pk}")
    assert ("cán bộ Liên minh phải nhập" in text, "Nhập tất cả" in text) == (True, False)
    assert do(minh, job, "apply")[0] == 422
    assert (Variant.objects.count(), ImportJob.objects.get().status) == (0, ImportStatus.STAGED)


def test_staff_do_not_bring_in_a_number_under_no_prefix_by_a_file(cooperative: Cooperative) -> None:
    minh = browser_of(make_member("minh", cooperative))
    upload(minh, goods("A-1", gtin="96385074"))
    job = ImportJob.objects.get()
    text = page(minh, f"imports/{job.pk}")
    assert ("chủ quản của hợp tác xã phải nhập" in text, "Nhập tất cả" in text) == (True, False)
    assert ("Mọi dòng đều hợp lệ." in text, "Hàng mới vào là bản nháp" in text) == (True, False)
    status, said = do(minh, job, "apply")
    assert (status, "Tệp có GTIN-8 mới: chỉ chủ quản" in said) == (422, True)
    assert (Variant.objects.count(), ImportJob.objects.get().status) == (0, ImportStatus.STAGED)
    owner = browser_of(make_member("hoa", cooperative, Role.OWNER))
    assert do(owner, job, "apply")[0] == 200
    assert Variant.objects.count() == 1


def test_neighbours_find_neither_the_import_nor_its_buttons(lan: Client) -> None:
    upload(lan, goods("A-1"))
    job = ImportJob.objects.get()
    pao = browser_of(make_member("pao", make_cooperative(), Role.OWNER))
    assert pao.get(f"/desk/imports/{job.pk}").status_code == 404
    assert [do(pao, job, verb)[0] for verb in ("apply", "undo")] == [404, 404]
    assert "hang.csv" not in page(pao, "imports")
    assert ImportJob.objects.get().status == ImportStatus.STAGED
    assert Client().post(f"/desk/imports/{job.pk}", {"do": "apply"}).status_code == 302
    assert ImportJob.objects.get().status == ImportStatus.STAGED


def test_whoever_has_a_choice_names_the_cooperative_and_never_a_neighbours(
    cooperative: Cooperative,
) -> None:
    second, foreign = make_cooperative(name="HTX Hai"), make_cooperative(name="HTX Lạ")
    user = make_member("lan", cooperative)
    Membership.objects.create(user=user, cooperative=second, role=Role.STAFF)
    browser = browser_of(user)
    text = page(browser, "imports")
    assert ("HTX Hai" in text, "HTX Lạ" in text) == (True, False)
    assert upload(browser, goods("A-1"))[0] == 422
    assert upload(browser, goods("A-1"), cooperative=foreign.slug)[0] == 422
    assert upload(browser, goods("A-1"), cooperative=second.slug)[0] == 302
    assert ImportJob.objects.get().cooperative == second
    officer = browser_of(make_officer())
    assert upload(officer, goods("A-2"), cooperative=foreign.slug)[0] == 302


def test_the_template_and_the_goods_are_handed_out_as_files(lan: Client, cooperative: Cooperative) -> None:
    make_variant(product=make_product(cooperative=cooperative), sku="=A-1")
    make_variant(sku="B-1")
    answers = {name: lan.get(f"/desk/{name}") for name in FILES}
    for name, answer in answers.items():
        assert (answer.status_code, answer.headers["Content-Disposition"][:21]) == (
            200,
            "attachment; filename=",
        ), name
    rows = answers["exports/goods.csv"].content.decode("utf-8-sig")
    assert ("'=A-1" in rows, "B-1" in rows) == (True, False)
    with ZipFile(BytesIO(answers["exports/goods.xlsx"].content)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert (">=A-1<" in texts, "B-1" in texts) == (True, False)
    nobody = browser_of(User.objects.create_user("mai"))
    assert nobody.get("/desk/imports/template.xlsx").status_code == 404
    assert browser_of(make_officer()).get("/desk/imports/template.xlsx").status_code == 200


FILES = ("imports/template.xlsx", "exports/goods.xlsx", "exports/goods.csv")


def test_the_list_costs_the_same_queries_however_many_imports_there_are(
    lan: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    upload(lan, goods("A-1"))
    with django_assert_num_queries(5):
        page(lan, "imports")
    for sku in ("A-2", "A-3"):
        upload(lan, goods(sku))
    with django_assert_num_queries(5):
        page(lan, "imports")

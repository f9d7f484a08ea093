"""GS1 company prefixes at the desk: seen by members, kept by the Alliance."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import CompanyPrefix, Cooperative
from catalogue.numbering import allocate_gtin
from people.models import Role
from people.sent_forms import new_mark
from tests.desk.people import browser_of, page
from tests.desk.profiles import seen_in
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db
SOON = "Mã GS1 sắp hết hạn hoặc sắp hết số"


@pytest.fixture
def here() -> Cooperative:
    return make_cooperative(name="HTX Đồng Văn")


@pytest.fixture
def lan(here: Cooperative) -> Client:
    """The browser of Lan, who owns the cooperative."""
    return browser_of(make_member("lan", here, Role.OWNER))


@pytest.fixture
def officer() -> Client:
    return browser_of(make_officer())


def send(browser: Client, path: str, **form: str) -> tuple[int, str]:
    answer: Any = browser.post(f"/desk/{path}", form)
    return answer.status_code, answer.headers.get("Location") or answer.content.decode()


def test_an_officer_registers_a_prefix_once_and_numbers_follow(
    here: Cooperative, lan: Client, officer: Client
) -> None:
    path, form = f"cooperatives/{here.pk}/prefixes", {"prefix": "893 0000 01", "valid_to": "31/12/2027"}
    assert "Chưa có mã." in page(lan, path)
    mark = new_mark()

    answers = [send(officer, path, mark=mark, **form) for _ in range(2)]

    assert answers == [(302, f"/desk/{path}")] * 2
    row = CompanyPrefix.objects.get()
    assert (row.prefix, row.cooperative, row.valid_from) == ("893000001", here, None)
    assert row.valid_to == datetime.date(2027, 12, 31)
    allocate_gtin(variant=make_variant(product=make_product(cooperative=here)))
    text = page(lan, path)
    assert "Đã dùng 1 trong 1000 số, còn 999." in text
    assert "Đến hết ngày 31/12/2027." in text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"prefix": ""}, "mã doanh nghiệp GS1"),
        ({"prefix": "89300000"}, "trùng hoặc chồng lên một mã đã đăng ký"),
        ({"prefix": "8930000019", "valid_from": "mai"}, "mai"),
        (
            {"prefix": "8930000019", "valid_from": "2027-01-02", "valid_to": "2027-01-01"},
            "trước ngày bắt đầu",
        ),
    ],
)
def test_a_prefix_that_cannot_be_is_refused_and_what_was_typed_stays(
    here: Cooperative, officer: Client, form: dict[str, str], said: str
) -> None:
    make_company_prefix(cooperative=make_cooperative(), prefix="893000000")

    status, text = send(officer, f"cooperatives/{here.pk}/prefixes", **form)

    assert (status, said.casefold() in text.casefold()) == (422, True)
    assert f'value="{form["prefix"]}"' in text
    assert here.company_prefixes.count() == 0


def test_members_see_the_prefix_and_ask_the_alliance_for_changes(here: Cooperative, lan: Client) -> None:
    prefix = make_company_prefix(cooperative=here)

    text = page(lan, f"cooperatives/{here.pk}/prefixes")

    assert [
        word in text for word in (prefix.prefix, "hãy gửi giấy cho Liên minh", "Thêm mã", "Đổi thời hạn")
    ] == [
        True,
        True,
        False,
        False,
    ]
    assert send(lan, f"cooperatives/{here.pk}/prefixes", prefix="8930000019")[0] == 404
    assert send(lan, f"prefixes/{prefix.pk}", valid_to="2030-01-01", seen="/")[0] == 404
    assert send(lan, f"prefixes/{prefix.pk}/remove")[0] == 404
    prefix.refresh_from_db()
    assert (CompanyPrefix.objects.count(), prefix.valid_to) == (1, None)


def test_a_renewal_is_written_unless_somebody_wrote_another_meanwhile(
    here: Cooperative, officer: Client
) -> None:
    prefix = make_company_prefix(cooperative=here)
    path = f"prefixes/{prefix.pk}"
    seen = seen_in(page(officer, path))
    assert send(officer, path, valid_to="2030-01-01", seen=seen)[0] == 302

    status, text = send(officer, path, valid_to="2031-01-01", seen=seen)

    prefix.refresh_from_db()
    assert (status, "2030-01-01" in text, prefix.valid_to) == (422, True, datetime.date(2030, 1, 1))
    status, text = send(officer, path, valid_from="2031-01-01", valid_to="2030-01-01", seen=seen_in(text))
    assert (status, "trước ngày bắt đầu" in text) == (422, True)
    assert send(officer, path, seen=seen_in(page(officer, path)))[0] == 302
    prefix.refresh_from_db()
    assert (prefix.valid_from, prefix.valid_to) == (None, None)


def test_a_mistyped_prefix_is_removed_and_one_with_numbers_stays(here: Cooperative, officer: Client) -> None:
    used, mistyped = make_company_prefix(cooperative=here), make_company_prefix(cooperative=here)
    allocate_gtin(variant=make_variant(product=make_product(cooperative=here)))
    assert "Xóa mã này" in page(officer, f"prefixes/{mistyped.pk}")
    assert "Xóa mã này" not in page(officer, f"prefixes/{used.pk}")

    status, text = send(officer, f"prefixes/{used.pk}/remove")

    assert (status, "đã có số được cấp" in text) == (422, True)
    assert send(officer, f"prefixes/{mistyped.pk}/remove") == (302, f"/desk/cooperatives/{here.pk}/prefixes")
    assert CompanyPrefix.objects.get() == used


def test_a_prefix_that_ends_soon_or_is_nearly_used_up_stands_on_the_start_page(
    here: Cooperative, officer: Client
) -> None:
    today = timezone.localdate()
    make_company_prefix(cooperative=make_cooperative(name="HTX Yên Ổn"))
    ending = make_company_prefix(cooperative=here, valid_to=today + datetime.timedelta(days=30))

    assert f"<strong>1</strong> {SOON}" in page(officer, "")
    listed = page(officer, "cooperatives?show=prefixes")
    last = f"{ending.valid_to:%d/%m/%Y}"
    assert f"{ending.prefix}: hết hạn {last} · còn {ending.capacity} số" in listed
    assert "Chỉ hiện hợp tác xã có mã GS1" in listed
    assert '<a class="tap" href="/desk/cooperatives">Xem tất cả</a>' in listed
    assert "Chỉ hiện" not in page(officer, "cooperatives")
    assert ("HTX Đồng Văn" in listed, "HTX Yên Ổn" in listed) == (True, False)
    CompanyPrefix.objects.filter(pk=ending.pk).update(valid_to=today + datetime.timedelta(days=31))
    assert SOON not in page(officer, "")
    few = ending.capacity - 20
    CompanyPrefix.objects.filter(pk=ending.pk).update(next_item_reference=few - 1)
    assert SOON not in page(officer, "")
    CompanyPrefix.objects.filter(pk=ending.pk).update(next_item_reference=few)
    assert f"<strong>1</strong> {SOON}" in page(officer, "")
    assert "Sắp hết số" in page(officer, f"cooperatives/{here.pk}/prefixes")
    CompanyPrefix.objects.filter(pk=ending.pk).update(valid_to=today - datetime.timedelta(days=1))
    ended = f"{ending.prefix}: đã hết hạn {today - datetime.timedelta(days=1):%d/%m/%Y} · còn 20 số"
    assert ended in page(officer, "cooperatives?show=prefixes")


def test_a_removed_prefix_is_listed_for_officers_and_brought_back_from_its_history(
    here: Cooperative, lan: Client, officer: Client
) -> None:
    for _ in range(2):
        removed = make_company_prefix(cooperative=here, prefix="893000001")
        key = removed.pk
        send(officer, f"prefixes/{key}/remove")
    address = f"/desk/history/company-prefixes/{key}"
    assert '/desk/removed/company-prefixes"' in page(officer, f"cooperatives/{here.pk}/prefixes")
    assert '/desk/removed/company-prefixes"' not in page(lan, f"cooperatives/{here.pk}/prefixes")
    assert lan.get("/desk/removed/company-prefixes").status_code == 404
    listed = page(officer, "removed/company-prefixes")
    assert re.findall(r"/desk/history/company-prefixes/[0-9]+", listed) == [address]
    text = page(officer, address.removeprefix("/desk/"))
    actions = re.findall(r'action="(/desk/history/[^"]*)"', text)
    assert text.count("Tạo mới</strong>") == text.count("Xóa</strong>") == 2

    status, back = send(officer, actions[-1].removeprefix("/desk/"))

    anew = CompanyPrefix.objects.get(cooperative=here)
    assert (status, back) == (302, f"/desk/history/company-prefixes/{anew.pk}")
    assert page(officer, back.removeprefix("/desk/")).count("Tạo mới</strong>") == 3
    assert address not in page(officer, "removed/company-prefixes")

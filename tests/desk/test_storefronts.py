"""Storefronts at the desk: opened by the Alliance, with their keys and pages."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.history import history_of
from catalogue.models import Storefront
from catalogue.storefronts import edit_storefront, open_storefront
from people.models import Role, User
from people.sent_forms import new_mark
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db
LIST_QUERIES = 3


@pytest.fixture
def officer() -> Client:
    return browser_of(make_officer())


@pytest.fixture
def shop() -> Storefront:
    return open_storefront(name="Web cũ", kind="web", origins=["https://cu.example"])


def filled_in(**fields: Any) -> dict[str, Any]:
    values = {
        "shop_name": "Chợ phiên",
        "kind": "web",
        "origins": "https://Cho.example/\r\nhttp://10.0.0.7:8080",
        "grants": ["catalogue:read"],
        "is_active": "yes",
        "mark": new_mark(),
    }
    return values | fields


def seen_on(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', text)
    assert found is not None
    return html.unescape(found[1])


def edit(browser: Client, row: Storefront, **fields: Any) -> Any:
    seen = seen_on(page(browser, f"storefronts/{row.pk}"))
    return browser.post(f"/desk/storefronts/{row.pk}", filled_in(**{"seen": seen, **fields}))


def test_an_officer_opens_a_storefront_once_and_sees_its_key(officer: Client) -> None:
    form = filled_in()

    answers = [officer.post("/desk/storefronts", form) for _ in range(2)]

    row = Storefront.objects.get()
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"/desk/storefronts/{row.pk}")
    }
    assert (row.name, row.kind, row.grants) == ("Chợ phiên", "web", ["catalogue:read"])
    assert row.origins == ["https://cho.example", "http://10.0.0.7:8080"]
    assert [change.actor for change in history_of(row)] == [f"user:{User.objects.get().pk}"]
    for address in ("storefronts", f"storefronts/{row.pk}"):
        assert f"<code>{row.publishable_key}</code>" in page(officer, address)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"shop_name": ""}, "Tên gian hàng:"),
        ({"shop_name": "x" * 101}, "Tên gian hàng:"),
        ({"kind": "market"}, "Loại:"),
        ({"origins": "cho.example"}, "Các trang được dùng khóa: Địa chỉ trang phải như https://shop.example"),
        ({"origins": "https://a.example " * 51}, "Các trang được dùng khóa: Cần một danh sách tối đa 50"),
        ({"grants": []}, "Được làm gì:"),
        ({"grants": ["refunds:write"]}, "Được làm gì: Quyền: catalogue:read, carts:write."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_opened(
    officer: Client, fields: dict[str, Any], told: str
) -> None:
    answer = officer.post("/desk/storefronts", filled_in(**fields))

    text = answer.content.decode()
    assert (answer.status_code, told in text) == (422, True)
    assert 'class="wrong"' in text
    assert not Storefront.objects.exists()


def test_an_officer_who_reads_english_is_told_in_english(officer: Client) -> None:
    User.objects.update(language="en")

    answer = officer.post("/desk/storefronts", filled_in(origins="cho.example", grants=["x"]))

    text = answer.content.decode()
    assert "Pages that may use the key: An origin is like https://shop.example" in text
    assert "What it may do: Grants: catalogue:read, carts:write." in text


def test_a_storefront_is_changed_and_closed(officer: Client, shop: Storefront) -> None:
    assert edit(officer, shop, is_active="").status_code == 302

    before = shop.publishable_key
    shop.refresh_from_db()
    assert (shop.name, shop.is_active, shop.publishable_key) == ("Chợ phiên", False, before)
    assert "Đã đóng" in page(officer, "storefronts")
    wrong = edit(officer, shop, origins="x")
    assert wrong.status_code == 422
    shop.refresh_from_db()
    assert shop.origins == ["https://cho.example", "http://10.0.0.7:8080"]


def test_what_somebody_else_wrote_meanwhile_is_shown_and_stays(officer: Client, shop: Storefront) -> None:
    seen = seen_on(page(officer, f"storefronts/{shop.pk}"))
    edit_storefront(shop, origins=["https://moi.example"])

    answer = edit(officer, shop, seen=seen)

    text = answer.content.decode()
    assert (answer.status_code, "https://moi.example" in text) == (422, True)
    shop.refresh_from_db()
    assert (shop.name, shop.origins) == ("Web cũ", ["https://moi.example"])
    assert edit(officer, shop, seen=seen_on(text)).status_code == 302


def test_a_key_is_changed_and_the_old_one_is_gone(officer: Client, shop: Storefront) -> None:
    before = shop.publishable_key

    assert officer.get(f"/desk/storefronts/{shop.pk}/new-key").status_code == 405
    assert officer.post(f"/desk/storefronts/{shop.pk}/new-key").status_code == 302

    shop.refresh_from_db()
    assert shop.publishable_key != before
    assert before not in page(officer, "storefronts")
    assert officer.post(f"/desk/storefronts/{shop.pk + 1}/new-key").status_code == 404


def test_owners_find_no_storefronts(shop: Storefront) -> None:
    lan = browser_of(make_member("lan", make_cooperative(), Role.OWNER))

    assert lan.get("/desk/storefronts").status_code == 404
    assert lan.post("/desk/storefronts", filled_in()).status_code == 404
    assert lan.post(f"/desk/storefronts/{shop.pk}", filled_in()).status_code == 404
    assert lan.post(f"/desk/storefronts/{shop.pk}/new-key").status_code == 404
    assert list(Storefront.objects.values_list("name", "publishable_key")) == [
        ("Web cũ", shop.publishable_key)
    ]


def test_a_list_takes_as_many_queries_for_one_as_for_many(
    officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        open_storefront(name=f"Web {number}", kind="web")
        with django_assert_num_queries(LIST_QUERIES):
            officer.get("/desk/storefronts")

"""The staff pages: coming in, and seeing one's own goods alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from desk.texts import TEXTS
from desk.texts_account import ACCOUNT
from desk.texts_alliance import ALLIANCE
from desk.texts_certificates import CERTIFICATES
from desk.texts_goods import GOODS
from desk.texts_office import OFFICE
from desk.texts_people import PEOPLE
from desk.texts_print import PRINT
from people.models import User
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative, make_product, make_variant
from tests.people.cast import PASSWORD, make_member, make_user

STYLES = Path(settings.BASE_DIR) / "desk" / "static" / "desk" / "desk.css"
pytestmark = pytest.mark.django_db


def test_no_text_hides_another_of_the_same_name() -> None:
    parts = (GOODS, OFFICE, PRINT, CERTIFICATES, PEOPLE, ACCOUNT, ALLIANCE)
    assert [key for part in parts for key, pair in part.items() if TEXTS[key] is not pair] == []


def test_who_is_not_logged_in_is_sent_to_the_log_in_page() -> None:
    answer = Client().get("/desk/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/log-in?next=%2Fdesk%2F")


def test_log_in_opens_the_start_page_and_never_another_site() -> None:
    make_member("lan", make_cooperative())
    form = {"username": "lan", "password": PASSWORD, "next": "https://evil.example/desk/"}
    answer = Client().post("/desk/log-in", form)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


def test_a_wrong_password_is_told_in_vietnamese() -> None:
    answer = Client().post("/desk/log-in", {"username": "lan", "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


def test_who_has_no_place_yet_is_told_whom_to_ask() -> None:
    person = make_user("lan")
    before = page(browser_of(person), "")
    make_member("mai", make_cooperative())
    placed = page(browser_of(User.objects.get(username="mai")), "")

    said = "Bạn chưa thuộc hợp tác xã nào. Hãy liên hệ Liên minh."
    assert (said in before, "Thêm sản phẩm" in before) == (True, False)
    assert (said in placed, "Thêm sản phẩm" in placed) == (False, True)


def test_search_without_marks_finds_own_drafts_and_never_a_neighbours_goods() -> None:
    a, b = make_cooperative(), make_cooperative()
    make_variant(product=make_product(cooperative=a, name={"vi": "Mật ong A"}, state="draft"))
    make_variant(product=make_product(cooperative=b, name={"vi": "Mật ong B"}))
    client = Client()
    client.force_login(make_member("lan", a), backend="people.log_in.PasswordAndCode")
    page = client.get("/desk/goods", {"q": "mat ong"}).content.decode()
    assert ("Mật ong A" in page, "Mật ong B" in page) == (True, False)


def test_a_first_visit_loads_little_and_no_script() -> None:
    browser = browser_of(make_member("lan", make_cooperative()))
    for address in ("log-in", "", "goods", "account", "members"):
        text = page(browser if address != "log-in" else Client(), address)
        assert re.findall(r'<link rel="stylesheet" href="([^"]+)">', text) == ["/static/desk/desk.css"]
        assert "<script" not in text
        assert len(text.encode()) + STYLES.stat().st_size < 20_000, address


def test_an_unknown_address_is_a_page_in_vietnamese() -> None:
    client = Client()
    client.force_login(make_member("lan", make_cooperative()), backend="people.log_in.PasswordAndCode")
    answer = client.get("/desk/khong-co")
    assert (answer.status_code, "Không tìm thấy" in answer.content.decode()) == (404, True)


def test_a_log_in_without_a_csrf_token_is_refused() -> None:
    make_member("lan", make_cooperative())
    answer = Client(enforce_csrf_checks=True).post("/desk/log-in", {"username": "lan", "password": PASSWORD})
    assert (answer.status_code, User.objects.get().last_login) == (403, None)

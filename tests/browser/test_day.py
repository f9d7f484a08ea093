"""A day at the desk, in a browser on a phone: add goods with a photo, submit, approve, print, scan."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from catalogue.models import Category, Gtin, Product, ProductState
from people.models import Role
from tests.browser.browsing import browser_at
from tests.catalogue.media.photos import photo
from tests.factories import make_company_prefix, make_cooperative
from tests.people.cast import PASSWORD, make_member, make_officer

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Mật ong bạc hà Mèo Vạc"
STORY = "Ong hút mật hoa bạc hà trên cao nguyên đá."


def desk_of(browser: Browser, address: str, username: str) -> Page:
    """Return the start page of ``username``, who has just logged in on a phone 360 px wide."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{address}/desk/")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    with page.expect_navigation():
        page.click("main button")
    fits(page)
    return page


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


def shows_picture(page: Page, selector: str) -> None:
    page.locator(selector).first.scroll_into_view_if_needed()
    page.wait_for_function("selector => document.querySelector(selector).naturalWidth > 0", arg=selector)


def press(page: Page, text: str) -> None:
    """Press the first button or link that says exactly ``text``; the page it leads to fits the phone."""
    button = page.get_by_role("button", name=text, exact=True)
    with page.expect_navigation():
        button.or_(page.get_by_role("link", name=text, exact=True)).first.click()
    fits(page)


def add_goods(page: Page, picture: Path) -> None:
    press(page, "＋ Thêm sản phẩm")
    page.fill("#name_vi", NAME)
    page.select_option("#category", "mat-ong")
    page.select_option("#label_group", "thuc-pham")
    page.fill("#net", "500 ml")
    page.fill("#price", "320.000")
    page.set_input_files("#photo", picture)
    page.fill("#description_vi", STORY)
    press(page, "Lưu")
    shows_picture(page, ".photos img")
    press(page, "Đồng ý, cấp mã GTIN")
    press(page, "Gửi Liên minh duyệt")


def approve(page: Page) -> None:
    press(page, "Chờ duyệt")
    press(page, NAME)
    press(page, "Duyệt")


def print_labels(page: Page, folder: Path) -> bytes:
    """Print from the row of the goods, and return the file."""
    press(page, "Hàng hóa")
    press(page, "In nhãn")
    press(page, "Xem trước")
    shows_picture(page, "figure img")
    press(page, "In ngay")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp để in", exact=True).click()
    file = folder / "labels.pdf"
    waiting.value.save_as(file)
    return file.read_bytes()


def codes_of(pdf: bytes) -> dict[str, str]:
    """Return what a scanner reads on the first page at the printer's own 600 dpi, by symbology."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=600 / 72).to_pil().convert("L")
    return {code.format.name: code.text for code in zxingcpp.read_barcodes(picture)}


def test_the_day_of_a_staff_member(
    chromium: str, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.PUBLIC_URL = live_server.url
    Category.objects.get_or_create(slug="mat-ong", defaults={"name": {"vi": "Mật ong", "en": "Honey"}})
    cooperative = make_cooperative()
    make_company_prefix(cooperative=cooperative)
    make_member("lan", cooperative, Role.STAFF)
    make_officer("lien-minh")
    picture = tmp_path / "mat-ong.jpg"
    picture.write_bytes(photo())

    # The loop that Playwright runs in this thread must end before the database is asked.
    with browser_at(chromium) as browser:
        lan = desk_of(browser, live_server.url, "lan")
        add_goods(lan, picture)
        assert lan.locator("em.state").first.inner_text() == "Chờ duyệt"
        officer = desk_of(browser, live_server.url, "lien-minh")
        approve(officer)
        codes = codes_of(print_labels(lan, tmp_path))
        tourist = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740}).new_page()
        tourist.goto(codes["QRCode"])
        for shown in (NAME, "320,000 ₫", "500 ml", cooperative.name, STORY, "In stock"):
            expect(tourist.get_by_text(shown).first).to_be_visible()
        fits(tourist)
        landed_at = tourist.url

    product = Product.objects.get()
    gtin = Gtin.objects.get().gtin
    assert product.state == ProductState.APPROVED
    assert codes == {"EAN13": gtin[1:], "QRCode": f"{live_server.url}/01/{gtin}"}
    assert landed_at.startswith(f"{live_server.url}/p/{product.slug}")
    found = Client().get("/api/v1/store/scan", {"code": gtin[1:]})
    assert (found.status_code, found.json()["gtin"]) == (200, gtin)

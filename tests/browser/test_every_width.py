"""Every page of the desk fits a phone and an old PC: nothing to scroll sideways, no fault in its script."""

import pytest
from playwright.sync_api import Browser, Error, Page
from pytest_django.live_server_helper import LiveServer

from catalogue.models import Cooperative, Product
from tests.browser.browsing import browser_at
from tests.desk.crawling import crawled, kind_of
from tests.wall.scene import Scene, make_scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.same_on_any_database]

WIDTHS = (1366, 360)
HEIGHT = 740
LONG = "Mật ong " + "bạchàcaonguyênđá" * 7
"""A name with a word that is wider than a phone."""


def addresses_of(scene: Scene, who: str) -> list[str]:
    """Return one address of each kind of page that ``who`` is led to, files left out."""
    pages = (page for page in crawled(scene.callers[who].client) if page.headings)
    return list({kind_of(page.address): page.address for page in pages}.values())


def page_of(browser: Browser, server: LiveServer, scene: Scene, who: str) -> Page:
    """Return a page in which ``who`` is logged in."""
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": HEIGHT})
    session = scene.callers[who].client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
    return context.new_page()


def faults_of(page: Page, address: str) -> list[tuple[str, object]]:
    """Return what is wrong with the page at ``address``, at each width."""
    faults: list[tuple[str, object]] = []

    def note(error: Error) -> None:
        faults.append((address, error.message))

    page.on("pageerror", note)
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            faults.append((address, f"{needed} px wide on a screen of {width} px"))
    page.remove_listener("pageerror", note)
    return faults


@pytest.mark.parametrize("who", ["session of owner A", "session of the Alliance"])
def test_every_page_of_the_desk_fits_a_phone_and_an_old_pc(
    chromium: str, live_server: LiveServer, who: str
) -> None:
    scene = make_scene()
    Product.objects.update(name={"vi": LONG, "en": LONG})
    Cooperative.objects.update(name=LONG)
    addresses = addresses_of(scene, who)

    # The loop that Playwright runs in this thread must end before the database is asked.
    with browser_at(chromium) as browser:
        page = page_of(browser, live_server, scene, who)
        faults = [fault for one in addresses for fault in faults_of(page, f"{live_server.url}{one}")]

    assert faults == []
    assert len(addresses) >= 20


def test_a_twin_that_is_too_wide_and_one_whose_script_fails_are_found(chromium: str) -> None:
    wide, broken = (
        "data:text/html,<hr style='width:500px'>",
        "data:text/html,<script>nothing()</script>",
    )

    with browser_at(chromium) as browser:
        page = browser.new_page()
        found = [faults_of(page, wide), faults_of(page, broken)]

    assert found == [
        [(wide, "510 px wide on a screen of 360 px")],
        [(broken, "nothing is not defined")],
    ]

"""The page where the GLN of a cooperative leads: who they are, where, and what of theirs is public."""

import itertools
import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Cooperative, Product, ProductState
from tests.factories import make_certificate, make_cooperative, make_product, make_variant
from tests.pages.reading import HEAVIEST, HOSTILE, STYLES, show
from tests.pages.test_views import render

pytestmark = pytest.mark.django_db

PAGE = "/c/htx-ong-da"
GLN = "9521234000075"


@pytest.fixture
def bees() -> Cooperative:
    """Return a cooperative with a public honey and a draft."""
    cooperative = make_cooperative(
        name="HTX Ong Đá",
        slug="htx-ong-da",
        gln=GLN,
        phone="+84912345678",
        legacy_address="Huyện Đồng Văn cũ",
        story={"vi": "Hai mươi bảy hộ nuôi ong.", "en": "Twenty-seven families keep bees."},
        address={"vi": "Thôn Lô Lô Chải, xã Lũng Cú, tỉnh Tuyên Quang"},
    )
    honey = make_product(slug="mat-ong", name={"vi": "Mật ong", "en": "Honey"}, cooperative=cooperative)
    make_variant(product=honey, price_vnd=320_000)
    make_certificate(product=honey, kind="ocop", stars=4)
    draft = make_product(name={"vi": "Rượu ngô bí mật"}, cooperative=cooperative, state=ProductState.DRAFT)
    make_variant(product=draft)
    render(honey, draft)
    return cooperative


@pytest.mark.usefixtures("bees")
def test_the_page_shows_who_they_are_and_their_public_goods_in_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        answer, page = show(client, PAGE)

    assert answer.status_code == 200
    for text in ("HTX Ong Đá", "Hợp tác xã", "Xã Đồng Văn", "Hai mươi bảy hộ nuôi ong.", "Mã GLN", GLN,
                 "Thôn Lô Lô Chải, xã Lũng Cú", "Mật ong", "320.000 ₫", "4 sao OCOP"):  # fmt: skip
        assert text in page.text, text
    assert [link["href"] for link in page.all("a") if link["href"].startswith("/p/")] == [
        "/p/mat-ong?lang=vi"
    ]
    assert client.get("/p/mat-ong?lang=vi").status_code == 200


def test_what_is_not_public_stands_nowhere_on_the_page(client: Client, bees: Cooperative) -> None:
    for language in ("vi", "en"):
        html = show(client, f"{PAGE}?lang={language}")[0].content.decode()
        for hidden in (bees.tax_code, "912345678", "bí mật", "Huyện Đồng Văn cũ"):
            assert hidden not in html, hidden


@pytest.mark.usefixtures("bees")
def test_the_page_speaks_the_language_that_is_asked_for(client: Client) -> None:
    for address, header, language in (
        (PAGE, "", "vi"),
        (PAGE, "en-GB", "en"),
        (f"{PAGE}?lang=en", "vi", "en"),
    ):
        answer, page = show(client, address, accept_language=header)
        assert (page.all("html")[0]["lang"], answer["Content-Language"]) == (language, language)
        assert "Accept-Language" in answer["Vary"]
    _, english = show(client, f"{PAGE}?lang=en")
    assert all(text in english.text for text in ("Cooperative", "Twenty-seven families", "Honey", "Address"))
    # The address is there in Vietnamese alone, and marked so.
    assert [tag for name, tag in english.tags if name == "p" and "lang" in tag] == [{"lang": "vi"}]


@pytest.mark.usefixtures("bees")
def test_what_search_engines_read_is_whole_and_nothing_needs_scripts(client: Client) -> None:
    answer, page = show(client, PAGE)

    assert (page.meta("og:title"), page.meta("og:type")) == ("HTX Ong Đá", "website")
    assert page.meta("description") == "Hai mươi bảy hộ nuôi ong."
    data = json.loads(page.data)
    assert (data["@type"], data["name"], data["globalLocationNumber"]) == ("Organization", "HTX Ong Đá", GLN)
    assert data["url"] == f"http://testserver{PAGE}"
    assert [script["type"] for script in page.all("script")] == ["application/ld+json"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    names = [tag for tag, _ in page.tags]
    assert [names.count(name) for name in ("header", "nav", "main", "h1")] == [1, 1, 1, 1]
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_many_goods_are_turned_over_by_name(client: Client, bees: Cooperative) -> None:
    others = [make_product(name={"vi": f"Chè {number:02}"}, cooperative=bees) for number in range(30)]
    for other in others:
        make_variant(product=other)
    render(*others)

    def shown(address: str) -> tuple[list[str], dict[str, str]]:
        _, page = show(client, address)
        goods = re.findall(r"(Chè [0-9]{2}|Mật ong)\n?", page.text)
        turns = {one["href"] for one in page.all("a") if "cursor=" in one["href"]}
        return goods, {("later" if "#goods" in href else ""): href for href in turns}

    first, turns = shown(PAGE)
    second, back = shown(turns["later"])
    again, _ = shown(back["later"])

    assert first == [f"Chè {number:02}" for number in range(24)]
    assert second == [*(f"Chè {number:02}" for number in range(24, 30)), "Mật ong"]
    assert again == first
    assert shown(f"{PAGE}?cursor=x")[0] == first


def test_without_public_goods_there_is_no_page(client: Client, bees: Cooperative) -> None:
    honey = Product.objects.get(slug="mat-ong")
    Product.objects.filter(pk=honey.pk).update(state=ProductState.WITHDRAWN)
    render(honey)

    for address in (PAGE, "/c/khong-co", "/c/%E1%BA%A1", "/c/a/b", "/c/%00"):
        answer, page = show(client, address)
        assert answer.status_code == 404
        assert "không dẫn đến hợp tác xã nào" in page.text
        assert (page.meta("robots"), answer["Cache-Control"]) == ("noindex", "no-store")
        assert bees.name not in page.text


@pytest.mark.usefixtures("bees")
def test_a_page_that_the_phone_has_is_not_sent_again(client: Client) -> None:
    answer, _ = show(client, PAGE)
    again, _ = show(client, PAGE, if_none_match=answer["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert client.head(PAGE).status_code == 200
    assert client.post(PAGE).status_code == 405


def test_hostile_texts_are_shown_as_typed_on_a_page_that_stays_light(client: Client) -> None:
    def long(letters: int) -> dict[str, str]:
        return {"vi": (HOSTILE * 60)[:letters].strip()}

    cooperative = make_cooperative(name=long(200)["vi"], slug="xau", story=long(5000), address=long(5000))
    products = [make_product(name=long(300), cooperative=cooperative) for _ in range(40)]
    for product in products:
        make_variant(product=product)
    render(*products)

    answer, page = show(client, "/c/xau?cursor=%3Cscript%3E")

    assert len(answer.content) + STYLES.stat().st_size <= HEAVIEST
    assert [tag for tag, _ in page.tags if tag in {"script", "style", "img"}] == ["script"]
    assert "60481729" not in page.text
    assert json.loads(page.data)["name"] == cooperative.name


def test_the_page_of_a_product_leads_to_its_cooperative(client: Client, bees: Cooperative) -> None:
    _, page = show(client, "/p/mat-ong?lang=en")

    assert f"/c/{bees.slug}?lang=en" in [link["href"] for link in page.all("a")]

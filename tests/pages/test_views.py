"""The page that a phone lands on: light, true, and readable by everybody."""

import datetime
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.listings import render_products
from catalogue.models import ListingDocument, MediaItem, Product, ProductState
from tests.api.sample_shop import sample_shop
from tests.factories import make_certificate, make_cooperative, make_product, make_variant
from tests.pages.reading import HEAVIEST, HOSTILE, NOON, STYLES, show

pytestmark = pytest.mark.django_db

PAGE = "/p/mat-ong"


def render(*products: Product) -> None:
    with time_machine.travel(NOON, tick=False), transaction.atomic():
        render_products([product.pk for product in products])


def add_photo(product: Product, position: int, **fields: Any) -> None:
    files = [
        {"name": f"{position}/{edge}.{form}", "type": f"image/{form}", "width": edge, "height": edge * 3 // 4}
        for edge in (640, 1280)
        for form in ("jpeg", "webp")
    ]
    values: dict[str, Any] = {"kind": "photo", "width": 1280, "height": 960, "files": files}
    MediaItem.objects.create(
        product=product,
        position=position,
        source_sha256=f"{position:064x}",
        size_bytes=1,
        approved=True,
        **(values | fields),
    )


@pytest.fixture
def honey() -> Product:
    """Return a product with everything that a page may show."""
    product = make_product(
        slug="mat-ong",
        name={"vi": "Mật ong", "en": "Honey"},
        description={"vi": "Mật ong bạc hà.", "en": "Mint honey."},
        usage={"vi": "Pha nước ấm"},
        warnings={"vi": "Không dùng cho trẻ dưới 1 tuổi.", "en": "Not for infants."},
        cooperative=make_cooperative(name="HTX Ong Đá", story={"vi": "Hai mươi bảy hộ nuôi ong."}),
    )
    make_variant(product=product, price_vnd=320_000)
    make_certificate(product=product, kind="ocop", stars=4, valid_to=datetime.date(2026, 6, 30), number="12")
    add_photo(product, 1, alt_text={"vi": "Hũ mật", "en": "A jar"})
    add_photo(product, 2)
    clip = [{"name": "1/hmn.mp3", "type": "audio/mpeg", "width": None, "height": None, "size": 9}]
    add_photo(product, 3, kind="audio", language="hmn", width=None, height=None, files=clip)
    render(product)
    return product


@pytest.mark.usefixtures("honey")
def test_the_page_shows_all_there_is_in_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        answer, page = show(client, PAGE)

    assert answer.status_code == 200
    for text in ("Mật ong bạc hà.", "Pha nước ấm", "Không dùng cho trẻ dưới 1 tuổi.", "320.000 ₫", "Còn hàng",
                 "Hai mươi bảy hộ nuôi ong.", "Hỏi mua tại HTX Ong Đá, Xã Đồng Văn", "4 sao OCOP",
                 "Có hiệu lực đến 30/06/2026", "Hmoob"):  # fmt: skip
        assert text in page.text, text
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {"main", "audio", "usage", "warnings", "certificates", "story", "where"} <= set(ids)


@pytest.mark.usefixtures("honey")
def test_the_page_speaks_the_language_that_is_asked_for(client: Client) -> None:
    for address, header, language in (
        (PAGE, "", "vi"),
        (PAGE, "en-GB,vi;q=0.1", "en"),
        (f"{PAGE}?lang=en", "vi", "en"),
        (f"{PAGE}?lang=fr", "", "vi"),
    ):
        answer, page = show(client, address, accept_language=header)
        assert (page.all("html")[0]["lang"], answer["Content-Language"]) == (language, language)
        assert "Accept-Language" in answer["Vary"]
    _, english = show(client, f"{PAGE}?lang=en&10=L1&17=270331")
    assert ("Mint honey." in english.text, "In stock" in english.text) == (True, True)
    assert [link["href"] for link in english.all("a") if link.get("hreflang")] == [
        f"{PAGE}?lang=vi&10=L1&17=270331"
    ]
    # The story and the usage are there in Vietnamese alone, and are marked so that they are read aloud right.
    assert [tag for _, tag in english.tags if tag.get("lang") == "vi" and "href" not in tag] == [
        {"lang": "vi"},
        {"lang": "vi"},
    ]


@pytest.mark.usefixtures("honey")
def test_what_search_engines_and_messengers_read_is_whole(client: Client) -> None:
    _, page = show(client, PAGE)
    _, english = show(client, f"{PAGE}?lang=en")

    assert page.text.lstrip().startswith("Mật ong · HTX Ong Đá")
    assert page.meta("description") == "Mật ong bạc hà."
    assert page.meta("viewport") == "width=device-width, initial-scale=1"
    assert (page.meta("og:title"), page.meta("og:type")) == ("Mật ong", "product")
    assert (page.meta("og:locale"), english.meta("og:locale")) == ("vi_VN", "en_US")
    assert page.meta("og:image") == "http://testserver/media/1/1280.jpeg"
    canonical = [
        link["href"] for one in (page, english) for link in one.all("link") if link["rel"] == "canonical"
    ]
    assert canonical == [f"http://testserver{PAGE}", f"http://testserver{PAGE}?lang=en"]
    assert {link["hreflang"] for link in page.all("link") if link["rel"] == "alternate"} == {
        "x-default",
        "vi",
        "en",
    }
    data = json.loads(page.data)
    assert (data["@type"], data["name"], data["brand"]["name"]) == ("Product", "Mật ong", "HTX Ong Đá")
    (offer,) = data["offers"]
    assert (offer["price"], offer["priceCurrency"]) == (320_000, "VND")
    assert offer["availability"] == "https://schema.org/InStock"


@pytest.mark.usefixtures("honey")
def test_nothing_needs_scripts_or_another_server_and_pictures_keep_their_place(client: Client) -> None:
    answer, page = show(client, PAGE)

    assert [script["type"] for script in page.all("script")] == ["application/ld+json"]
    assert not [name for _, tag in page.tags for name in tag if name.startswith("on") or name == "style"]
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["style-src"], "script-src" in policy) == ("'none'", "'self'", False)
    loaded = [tag[name] for _, tag in page.tags for name in ("src", "srcset") if name in tag]
    loaded += [link["href"] for link in page.all("link") if link["rel"] == "stylesheet"]
    assert all(address.startswith("/") for address in loaded)
    first, second = page.all("img")
    assert (first["width"], first["height"], first["alt"]) == ("1280", "960", "Hũ mật")
    assert ("loading" in first, second["loading"], second["alt"]) == (False, "lazy", "Mật ong")
    assert page.all("audio") == [{"controls": "", "preload": "none", "src": "/media/1/hmn.mp3"}]


@pytest.mark.usefixtures("honey")
def test_the_page_has_landmarks_and_headings_in_order(client: Client) -> None:
    for address in (PAGE, "/p/khong-co"):
        _, page = show(client, address)
        names = [tag for tag, _ in page.tags]
        assert [names.count(name) for name in ("header", "nav", "main", "h1")] == [1, 1, 1, 1]
        levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert page.all("a")[0] == {"class": "skip", "href": "#main"}
        assert page.all("nav")[0]["aria-label"] == "Ngôn ngữ"


def luminance(colour: str) -> float:
    digits = "".join(digit * 2 for digit in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_stands_out_from_its_ground() -> None:
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", STYLES.read_text(encoding="utf-8")))
    pairs = itertools.product(("ink", "soft", "leaf", "gold", "red"), ("paper", "ground"))

    for text, ground in [*pairs, ("paper", "leaf"), ("paper", "red")]:
        light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_a_certificate_is_gone_the_day_after_it_ends(client: Client, honey: Product) -> None:
    def stars_on(day: str) -> tuple[bool, bool]:
        with time_machine.travel(datetime.datetime.fromisoformat(f"{day}T05:00Z"), tick=False):
            text = client.get(PAGE).content.decode()
        return "4 sao OCOP" in text, 'id="certificates"' in text

    with time_machine.travel(datetime.datetime(2025, 12, 1, tzinfo=datetime.UTC)), transaction.atomic():
        render_products([honey.pk])
    days = ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    assert [stars_on(day) for day in days] == [
        (False, False),
        (True, True),
        (True, True),
        (False, False),
    ]


@pytest.mark.usefixtures("honey")
def test_a_scanned_pack_shows_its_lot_and_warns_once_it_has_expired(client: Client) -> None:
    _, good = show(client, f"{PAGE}?10=L%2F1&21=0007&17=260601")
    _, late = show(client, f"{PAGE}?17=260531&lang=en")
    _, odd = show(client, f"{PAGE}?17=271399&10=%3Cb%3E%E1%BA%A1&11=x")

    assert all(text in good.text for text in ("Lô hàng của bạn", "L/1", "0007", "01/06/2026"))
    assert "quá hạn" not in good.text
    assert "This product is past its expiry date." in late.text
    assert [tag for _, tag in late.tags if tag.get("role") == "alert"] == [
        {"class": "alarm", "role": "alert"}
    ]
    assert "Lô hàng của bạn" not in odd.text


def test_what_is_withdrawn_moved_or_never_was_is_told_apart(client: Client, honey: Product) -> None:
    Product.objects.filter(pk=honey.pk).update(state=ProductState.WITHDRAWN)
    render(honey)
    gone, gone_page = show(client, PAGE)
    missing, _ = show(client, "/p/khong-co")
    heir = make_product(slug="mat-ong-moi")
    Product.objects.filter(pk=honey.pk).update(merged_into=heir, deleted_at=NOON)
    moved, _ = show(client, PAGE)

    assert (gone.status_code, missing.status_code) == (410, 404)
    assert "nay đã được rút" in gone_page.text
    assert gone_page.meta("robots") == "noindex"
    assert (gone["Cache-Control"], "ETag" in gone) == ("no-store", False)
    assert (moved.status_code, moved["Location"]) == (301, "/p/mat-ong-moi")


@pytest.mark.usefixtures("honey")
def test_a_page_that_the_phone_has_is_not_sent_again(client: Client) -> None:
    answer, _ = show(client, PAGE)
    again, _ = show(client, PAGE, if_none_match=answer["ETag"])
    other, _ = show(client, f"{PAGE}?lang=en", if_none_match=answer["ETag"])

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert other.status_code == 200
    assert answer["Cache-Control"] == again["Cache-Control"] == "public, no-cache"
    assert client.head(PAGE).status_code == 200
    assert client.post(PAGE).status_code == 405


def test_hostile_texts_are_shown_as_typed_on_a_page_that_stays_light(client: Client) -> None:
    def long(letters: int) -> dict[str, str]:
        return {"vi": (HOSTILE * 60)[:letters].strip()}

    product = make_product(
        slug="xau",
        name=long(300),
        **dict.fromkeys(("description", "usage", "storage", "ingredients", "origin", "warnings"), long(5000)),
        cooperative=make_cooperative(name=long(200)["vi"], story=long(5000)),
    )
    for _ in range(20):
        make_variant(product=product, name=long(100))
    render(product)

    answer, page = show(client, "/p/xau?10=%3Cscript%3E")

    assert len(answer.content) + STYLES.stat().st_size <= HEAVIEST
    assert [tag for tag, _ in page.tags if tag in {"script", "style", "img"}] == ["script"]
    assert "60481729" not in page.text
    assert page.text.count("<script>alert('x')</script>\"&{{ 7777*7777 }}") > 100
    assert json.loads(page.data)["name"] == product.name["vi"]


@pytest.fixture(scope="module")
def _shop(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), sample_shop():
        yield


@pytest.mark.usefixtures("_shop")
def test_the_heaviest_page_of_the_sample_goods_is_light(client: Client) -> None:
    documents = ListingDocument.objects.filter(language="vi").values_list("slug", "detail")
    slugs = [slug for slug, _ in sorted(documents, key=lambda row: len(row[1]), reverse=True)]
    assert len(set(slugs)) == 76

    for slug in slugs[:3]:
        answer = client.get(f"/p/{slug}")
        assert answer.status_code == 200
        assert len(answer.content) + STYLES.stat().st_size < 12_000

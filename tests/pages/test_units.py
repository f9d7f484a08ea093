"""The page where the SSCC of a pallet leads: what is in it as far as anybody may see it, and no more."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Gtin, LogisticUnit, Product, ProductState, Variant
from catalogue.numbering import StatedContent, allocate_gtin, allocate_sscc, retire_gtin
from tests.factories import make_company_prefix, make_cooperative, make_product, make_variant
from tests.pages.reading import HEAVIEST, HOSTILE, STYLES, show

pytestmark = pytest.mark.django_db

LATER = datetime.date(2027, 3, 31)


def numbered(product: Product, **fields: object) -> Gtin:
    return allocate_gtin(variant=make_variant(product=product, **fields))


@pytest.fixture
def pallet() -> LogisticUnit:
    """Return a unit with an approved honey in two lots, and a draft that nobody may see."""
    prefix = make_company_prefix(
        prefix="9521234567", cooperative=make_cooperative(name="HTX Ong Đá", slug="htx-ong-da")
    )
    owner = prefix.cooperative
    honey = make_product(slug="mat-ong", name={"vi": "Mật ong", "en": "Honey"}, cooperative=owner)
    jar = numbered(honey)
    case = allocate_gtin(variant=honey.variants.get(), packaging_level="case", units=12)
    draft = make_product(name={"vi": "Rượu bí mật"}, cooperative=owner, state=ProductState.DRAFT)
    lines = [
        StatedContent(case.gtin, 1_200, "L/1", LATER),
        StatedContent(jar.gtin, 7),
        StatedContent(numbered(draft).gtin, 99, "LOT-MAT"),
    ]
    return allocate_sscc(cooperative=owner, reference="Đơn kín 7", contents=lines)


def test_the_page_shows_the_public_goods_in_the_unit_in_one_query(
    client: Client, pallet: LogisticUnit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        answer, page = show(client, f"/u/{pallet.sscc}")

    assert answer.status_code == 200
    for text in (pallet.sscc, "HTX Ong Đá", "Kiện hàng", "Mật ong", "× 1.200", "× 7", "12 × ", "L/1",
                 "Hạn sử dụng 31/03/2027"):  # fmt: skip
        assert text in page.text, text
    links = [link["href"] for link in page.all("a")]
    assert links.count("/p/mat-ong?lang=vi") == 2
    assert "/c/htx-ong-da?lang=vi" in links
    assert page.meta("robots") == "noindex"
    assert page.all("script") == []


def test_what_is_not_public_stands_nowhere_on_the_page(client: Client, pallet: LogisticUnit) -> None:
    for language in ("vi", "en"):
        html = show(client, f"/u/{pallet.sscc}?lang={language}")[0].content.decode()
        for hidden in ("bí mật", "LOT-MAT", "99", "Đơn kín", pallet.cooperative.tax_code):
            assert hidden not in html, hidden


def test_a_variant_that_waits_for_approval_is_not_shown(client: Client, pallet: LogisticUnit) -> None:
    Variant.objects.filter(product__slug="mat-ong").update(approved=False)

    answer, page = show(client, f"/u/{pallet.sscc}")

    assert (answer.status_code, "Mật ong" in page.text) == (404, False)
    assert "không dẫn đến kiện hàng nào" in page.text


def test_without_public_goods_and_for_what_is_no_unit_there_is_no_page(
    client: Client, pallet: LogisticUnit
) -> None:
    Product.objects.filter(slug="mat-ong").update(state=ProductState.WITHDRAWN)

    for number in (pallet.sscc, "095212345670000094", "1", "x" * 5_000, "%E1%BA%A1", "%00"):
        answer, page = show(client, f"/u/{number}")
        assert answer.status_code == 404
        assert (page.meta("robots"), answer["Cache-Control"]) == ("noindex", "no-store")
        assert "HTX Ong Đá" not in page.text


def test_a_retired_number_is_still_in_the_unit_that_was_packed_with_it(
    client: Client, pallet: LogisticUnit
) -> None:
    for entry in Gtin.objects.filter(variant__product__slug="mat-ong").order_by("-units"):
        retire_gtin(gtin=entry)

    assert "Mật ong" in show(client, f"/u/{pallet.sscc}")[1].text


def test_goods_past_their_day_are_warned_of(client: Client, pallet: LogisticUnit) -> None:
    jar = Gtin.objects.get(variant__product__slug="mat-ong", units=1)

    def alarms(expires_on: datetime.date) -> list[dict[str, str]]:
        lines = [StatedContent(jar.gtin, 1, "L1", expires_on)]
        unit = allocate_sscc(cooperative=pallet.cooperative, contents=lines)
        return [
            tag for _, tag in show(client, f"/u/{unit.sscc}?lang=en")[1].tags if tag.get("role") == "alert"
        ]

    assert alarms(datetime.date(2026, 6, 1)) == []
    assert alarms(datetime.date(2026, 5, 31)) == [{"class": "alarm", "role": "alert"}]


def test_the_page_speaks_english_and_is_not_sent_again(client: Client, pallet: LogisticUnit) -> None:
    answer, page = show(client, f"/u/{pallet.sscc}?lang=en")
    again, _ = show(client, f"/u/{pallet.sscc}?lang=en", if_none_match=answer["ETag"])

    assert all(text in page.text for text in ("Logistic unit", "Honey", "× 1,200", "2027-03-31"))
    assert (answer["Content-Language"], again.status_code, again.content) == ("en", 304, b"")
    assert client.head(f"/u/{pallet.sscc}").status_code == 200
    assert client.post(f"/u/{pallet.sscc}").status_code == 405


def test_hostile_texts_are_shown_as_typed_on_a_page_that_stays_light(client: Client) -> None:
    name = {"vi": (HOSTILE * 60)[:300].strip()}
    owner = make_company_prefix(prefix="9521234567").cooperative
    lines = []
    for place in range(50):
        product = make_product(name=name, cooperative=owner, slug=f"{place}-{'x' * 100}")
        entry = numbered(product, specification=HOSTILE[:60].strip())
        lines.append(StatedContent(entry.gtin, 99_999_999, f"{place:02}{'&' * 18}", LATER))
    unit = allocate_sscc(cooperative=owner, contents=lines)

    answer, page = show(client, f"/u/{unit.sscc}?10=%3Cscript%3E")

    assert len(answer.content) + STYLES.stat().st_size <= HEAVIEST
    assert [tag for tag, _ in page.tags if tag in {"script", "style", "img"}] == []
    assert page.text.count("99.999.999") == 50

"""Finding goods: the start page, the list, its filters and its search."""

import re

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from catalogue.approval import reject_product, submit_product
from catalogue.gs1.variable_measure import read_layouts
from catalogue.lifecycle import delete_product
from catalogue.media.items import add_photo
from catalogue.models import Product
from catalogue.numbering import add_scan_alias, allocate_gtin
from catalogue.slugs import provisional_slug
from desk import paging
from desk.goods_list import find_goods
from people.models import Role
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.catalogue.media.accepted import kept_photo
from tests.desk.people import browser_of, page
from tests.factories import make_company_prefix, make_cooperative, make_variant
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db

LIST_QUERIES = 7


def names(text: str) -> list[str]:
    return re.findall(r'<a class="name"[^>]*>([^<]*)</a>', text)


def test_each_line_of_what_is_to_do_leads_to_exactly_those_goods() -> None:
    a, b = make_cooperative(), make_cooperative()
    make_draft(cooperative=a, name={"vi": "Nháp"})
    back = submit_product(product=make_draft(cooperative=a, name={"vi": "Trả lại"}))
    reject_product(product=back, reason="Thiếu ảnh")
    submit_product(product=make_draft(cooperative=a, name={"vi": "Chờ"}))
    delete_product(product=make_draft(cooperative=a, name={"vi": "Bỏ"}))
    make_draft(cooperative=b, name={"vi": "Của bên cạnh"})
    browser = browser_of(make_member("lan", a))

    tasks = re.findall(r'<a href="/desk/([^"]*)"><strong>(\d+)</strong> ([^<]*)</a>', page(browser, ""))
    led = [(text, int(count), names(page(browser, address))) for address, count, text in tasks]

    everything = ["Chờ", "Trả lại", "Nháp"]
    assert led == [
        ("Liên minh muốn sửa", 1, ["Trả lại"]),
        ("Bản nháp cần hoàn thiện", 1, ["Nháp"]),
        ("Đang chờ Liên minh duyệt", 1, ["Chờ"]),
        ("Chưa có mã vạch", 3, everything),
        ("Chưa có ảnh", 3, everything),
    ]
    assert names(page(browser, "goods?state=deleted")) == ["Bỏ"]
    assert names(page(browser, "goods?state=approved")) == []
    assert names(page(browser, "goods?chore=no-such")) == everything


def test_goods_are_found_without_marks_by_sku_and_by_what_a_scanner_writes() -> None:
    cooperative = make_cooperative()
    make_company_prefix(cooperative=cooperative)
    honey = make_approved(cooperative=cooperative, name={"vi": "Mật ong bạc hà"})
    tea = make_approved(cooperative=cooperative, name={"vi": "Chè Shan Tuyết"})
    gtin = allocate_gtin(variant=only_variant(tea)).gtin
    browser = browser_of(make_member("lan", cooperative))

    assert names(page(browser, "goods?q=mat+ONG")) == ["Mật ong bạc hà"]
    assert names(page(browser, f"goods?q={only_variant(honey).sku.lower()}")) == ["Mật ong bạc hà"]
    assert names(page(browser, f"goods?q={gtin[1:]}")) == ["Chè Shan Tuyết"]
    assert names(page(browser, f"goods?q=http%3A//127.0.0.1%3A8000/01/{gtin}/10/L1")) == ["Chè Shan Tuyết"]
    assert names(page(browser, "goods?q=mat+tuyet")) == []


def test_the_label_of_a_scale_finds_its_goods_whatever_they_weigh(settings: Settings) -> None:
    settings.IN_STORE_LAYOUTS = read_layouts("21:5:5:weight 22:5:4:price:1000:verifier")
    cooperative = make_cooperative()
    honey = make_approved(cooperative=cooperative, name={"vi": "Mật ong bạc hà"})
    make_approved(cooperative=cooperative, name={"vi": "Chè Shan Tuyết"})
    add_scan_alias(variant=only_variant(honey), code="2100042000001")
    add_scan_alias(variant=only_variant(honey), code="2200042000008")
    browser = browser_of(make_member("lan", cooperative))

    for label in ("2100042012509", "2100042000056", "%5DE02100042000001", "2200042928753"):
        assert names(page(browser, f"goods?q={label}")) == ["Mật ong bạc hà"]
    for unknown in ("2100043012508", "2200042828756"):
        assert names(page(browser, f"goods?q={unknown}")) == []


def test_goods_are_found_by_other_codes_that_people_scan_for_them() -> None:
    cooperative = make_cooperative()
    honey = make_approved(cooperative=cooperative, name={"vi": "Mật ong bạc hà"})
    make_approved(cooperative=cooperative, name={"vi": "Chè Shan Tuyết"})
    add_scan_alias(variant=only_variant(honey), code="KHO-17")
    add_scan_alias(variant=only_variant(honey), code="4006381333931")
    browser = browser_of(make_member("lan", cooperative))

    assert names(page(browser, "goods?q=kho-17")) == ["Mật ong bạc hà"]
    assert names(page(browser, "goods?q=4006381333931")) == ["Mật ong bạc hà"]


def test_a_neighbour_finds_nothing_and_an_officer_everything() -> None:
    make_draft(name={"vi": "Mật ong"})
    lan = browser_of(make_member("lan", make_cooperative(), Role.OWNER))

    assert names(page(lan, "goods")) == names(page(lan, "goods?q=mat+ong")) == []
    assert names(page(browser_of(make_officer()), "goods?q=mat+ong")) == ["Mật ong"]


def test_a_page_of_goods_is_small_and_asks_as_much_for_many_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    cooperative = make_cooperative()
    for number in range(paging.ROWS_ON_A_PAGE + 1):
        product = make_draft(cooperative=cooperative, name={"vi": f"Mật ong {number}"})
        make_variant(product=product)
        if number % 10 == 0:
            add_photo(product=product, kept=kept_photo())
    browser = browser_of(make_member("lan", cooperative))

    with django_assert_num_queries(LIST_QUERIES):
        text = page(browser, "goods")

    assert len(text.encode()) < 30_000
    assert len(names(text)) == 50
    following = re.findall(r'rel="next" href="([^"]*)"', text)
    assert names(page(browser, f"goods{following[0]}")) == ["Mật ong 0"]
    monkeypatch.setattr("desk.goods_list.MOST_FOUND", 3)
    assert names(page(browser, "goods?q=mat+ong")) == ["Mật ong 50", "Mật ong 49", "Mật ong 48"]
    assert Product.objects.count() == 51


def test_the_chance_digits_of_a_provisional_slug_find_nothing() -> None:
    draft = make_draft(slug=provisional_slug("Mật ong"), name={"vi": "Mật ong"})

    assert find_goods(Product.objects.all(), draft.slug.partition("_")[2]) == []
    assert find_goods(Product.objects.all(), "mat ong") == [draft.pk]

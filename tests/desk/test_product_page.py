"""The page of one product: what the Alliance wants, and the steps that are one tap away."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.approval import approve_product, edit_product, reject_product, submit_product
from catalogue.gs1.gtin import check_digit, display_gtin
from catalogue.history import acting_as
from catalogue.models import Gtin, InStoreNumber, Product, ScanAlias, Variant
from catalogue.numbering import add_scan_alias, allocate_gtin, retire_gtin
from people.models import Role
from people.sent_forms import new_mark
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.desk.people import browser_of, page
from tests.factories import make_category, make_company_prefix, make_cooperative, make_product, make_variant
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 18
STEPS = ("adopt", "add_code")


def do(browser: Client, what: str, **form: str) -> tuple[int, str]:
    """Send a form and return the status, and where it led or what it says."""
    answer = browser.post(f"/desk/{what}", form)
    return answer.status_code, answer.headers.get("Location") or answer.content.decode()


def test_what_the_alliance_wants_stands_first_and_asking_again_hides_it() -> None:
    product = submit_product(product=make_draft())
    officer = make_officer()
    with acting_as(f"user:{officer.pk}"):
        reject_product(product=product, reason="Ảnh mờ, chụp lại.\nThiếu thành phần.")
    browser = browser_of(make_member("lan", product.cooperative))

    text = page(browser, f"goods/{product.pk}")

    assert "Liên minh muốn sửa:</h2><p>Ảnh mờ, chụp lại.<br>Thiếu thành phần.</p>" in text
    assert "lien-minh" in text
    step = f"goods/{product.pk}/do/submit"
    assert do(browser, step) == (302, f"/desk/goods/{product.pk}")
    text = page(browser, f"goods/{product.pk}")
    assert ("Liên minh muốn sửa:" in text, "Đã gửi. Liên minh sẽ xem." in text) == (False, True)
    status, said = do(browser, step)
    assert (status, "Chờ duyệt" in said) == (422, True)
    assert product.approval_events.count() == 3


def test_waiting_changes_are_shown_and_can_be_dropped() -> None:
    product = make_approved(description={"vi": "Cũ"})
    edit_product(product=product, changes={"description": {"vi": "Mới"}})
    browser = browser_of(make_member("lan", product.cooperative))
    text = page(browser, f"goods/{product.pk}")
    assert all(word in text for word in ("Thay đổi đang chờ duyệt", "Cũ", "Mới", "Bỏ các thay đổi"))

    assert do(browser, f"goods/{product.pk}/do/discard")[0] == 302

    product.refresh_from_db()
    assert (product.pending_changes, product.submitted_at, product.description) == ({}, None, {"vi": "Cũ"})


def test_goods_with_nothing_to_sell_yet_are_not_called_complete_in_law() -> None:
    product = make_product(state="draft", label_group="thuc-pham")
    lan = make_member("lan", product.cooperative)
    browser = browser_of(lan)

    text = page(browser, f"goods/{product.pk}")
    assert ("Nhãn thiếu định lượng (" in text, "Nhãn thiếu hướng dẫn bảo quản (" in text) == (True, True)
    assert "Đủ nội dung bắt buộc" not in text

    lan.language = "en"
    lan.save()
    text = page(browser, f"goods/{product.pk}")
    assert "The label lacks the net quantity (" in text
    assert "All that the law asks for" not in text


def test_a_number_is_asked_for_first_and_a_double_click_uses_up_one() -> None:
    product = make_draft()
    variant = only_variant(product)
    prefix = make_company_prefix(cooperative=product.cooperative)
    browser = browser_of(make_member("lan", product.cooperative))
    assert "gắn với mặt hàng này mãi mãi" in page(browser, f"goods/{product.pk}")

    first, second = new_mark(), new_mark()

    for mark in (first, first, second):
        assert do(browser, f"variants/{variant.pk}/do/number", mark=mark) == (
            302,
            f"/desk/goods/{product.pk}",
        )

    number = Gtin.objects.get()
    prefix.refresh_from_db()
    assert (number.variant, prefix.next_item_reference) == (variant, 1)
    assert f"Mặt hàng đã có mã {number.gtin[1:]}." in page(browser, f"goods/{product.pk}")
    case = {"level": "case", "units": "12"}
    assert do(browser, f"variants/{variant.pk}/do/pack", mark=new_mark(), **case)[0] == 302
    assert "(kiện 12)" in page(browser, f"goods/{product.pk}")
    status, said = do(browser, f"variants/{variant.pk}/do/pack", level="case", units="rất nhiều")
    assert (status, Gtin.objects.count()) == (422, 2), said


def test_goods_without_a_prefix_get_an_in_store_number_and_printed_numbers_are_entered() -> None:
    product = make_draft()
    variant = only_variant(product)
    browser = browser_of(make_member("lan", product.cooperative))
    status, said = do(browser, f"variants/{variant.pk}/do/number")
    assert (status, Gtin.objects.count()) == (422, 0)
    assert do(browser, f"variants/{variant.pk}/do/in_store")[0] == 302
    assert do(browser, f"variants/{variant.pk}/do/in_store")[0] == 302
    assert InStoreNumber.objects.get().number in page(browser, f"goods/{product.pk}")

    prefix = make_company_prefix(cooperative=product.cooperative)
    wrong = (int(check_digit(f"{prefix.prefix}12")) + 1) % 10
    status, said = do(browser, f"variants/{variant.pk}/do/adopt", number=f"{prefix.prefix}12{wrong}")
    assert (status, "Số kiểm tra của" in said) == (422, True)
    other = make_variant(product=product)
    taken = allocate_gtin(variant=other).gtin
    assert do(browser, f"variants/{variant.pk}/do/adopt", number=taken)[0] == 422
    assert Gtin.objects.get().variant == other


def test_a_number_under_no_prefix_is_entered_by_owners_alone() -> None:
    product = make_draft()
    variant = only_variant(product)
    staff = browser_of(make_member("minh", product.cooperative))
    owner = browser_of(make_member("lan", product.cooperative, Role.OWNER))

    status, said = do(staff, f"variants/{variant.pk}/do/adopt", number=" 96385074 ")
    assert (status, "chỉ chủ quản của hợp tác xã nhập được" in said) == (422, True)
    assert Gtin.objects.count() == 0

    assert do(owner, f"variants/{variant.pk}/do/adopt", number=" 96385074 ")[0] == 302
    assert Gtin.objects.assigned().get().gtin == "00000096385074"


def test_other_codes_are_entered_and_removed_and_a_number_of_the_ledger_is_none() -> None:
    product = make_draft()
    variant, other = only_variant(product), make_variant(product=product)
    make_company_prefix(cooperative=product.cooperative)
    own = allocate_gtin(variant=variant).gtin
    browser = browser_of(make_member("lan", product.cooperative))

    assert do(browser, f"variants/{variant.pk}/do/add_code", code=" CU-1 ") == (
        302,
        f"/desk/goods/{product.pk}",
    )
    status, said = do(browser, f"variants/{variant.pk}/do/add_code", code=own)
    alias = ScanAlias.objects.get()

    assert (alias.variant, alias.code) == (variant, "CU-1")
    assert (status, "Mã khác quét được (1)" in said) == (422, True)
    assert do(browser, f"variants/{other.pk}/do/remove_code", alias=str(alias.pk))[0] == 302
    assert ScanAlias.objects.count() == 1
    assert do(browser, f"variants/{variant.pk}/do/remove_code", alias=str(alias.pk))[0] == 302
    assert ScanAlias.objects.count() == 0
    assert "CU-1" not in page(browser, f"goods/{product.pk}")


def test_a_number_is_retired_from_the_page_of_its_goods_alone() -> None:
    product = make_draft()
    variant, other = only_variant(product), make_variant(product=product)
    make_company_prefix(cooperative=product.cooperative)
    piece = allocate_gtin(variant=variant)
    case = allocate_gtin(variant=variant, packaging_level="case", units=12)
    browser = browser_of(make_member("lan", product.cooperative))

    assert do(browser, f"variants/{other.pk}/do/retire", gtin=str(piece.pk))[0] == 404
    status, said = do(browser, f"variants/{variant.pk}/do/retire", gtin=str(piece.pk))
    assert (status, display_gtin(case.gtin) in said) == (422, True)
    assert Gtin.objects.assigned().count() == 2
    for number in (case, piece):
        assert do(browser, f"variants/{variant.pk}/do/retire", gtin=str(number.pk))[0] == 302

    assert Gtin.objects.assigned().count() == 0
    assert "Ngừng dùng mã vạch" not in page(browser, f"goods/{product.pk}")


def test_a_neighbours_codes_are_out_of_reach_and_not_told_of() -> None:
    product, theirs = make_draft(), only_variant(make_draft())
    variant = only_variant(product)
    make_company_prefix(cooperative=product.cooperative)
    make_company_prefix(cooperative=theirs.cooperative)
    number = allocate_gtin(variant=theirs)
    free = f"{number.gtin[:12]}9"[1:] + check_digit(f"{number.gtin[1:12]}9")
    alias = add_scan_alias(variant=theirs, code="CU-9")
    browser = browser_of(make_member("lan", product.cooperative))

    def refusals(code: str) -> list[str]:
        answers = [do(browser, f"variants/{variant.pk}/do/{step}", number=code, code=code) for step in STEPS]
        assert [status for status, _ in answers] == [422, 422]
        return [said.split('class="mistake"')[1].split("</div>")[0].replace(code, "…") for _, said in answers]

    assert refusals(number.gtin[1:]) == refusals(free)
    assert refusals(f"(01){number.gtin}") == refusals(f"(01)0{free}")
    assert do(browser, f"variants/{variant.pk}/do/retire", gtin=str(number.pk))[0] == 404
    assert do(browser, f"variants/{variant.pk}/do/remove_code", alias=str(alias.pk))[0] == 302
    assert (Gtin.objects.assigned().get(), ScanAlias.objects.get()) == (number, alias)
    retire_gtin(gtin=number)
    assert refusals(number.gtin[1:])[1] == refusals(free)[1]
    assert ScanAlias.objects.get() == alias


def test_a_price_is_changed_as_people_write_it() -> None:
    product = make_approved()
    variant = only_variant(product)
    browser = browser_of(make_member("lan", product.cooperative))
    seen = str(variant.price_vnd)

    assert do(browser, f"variants/{variant.pk}/do/price", price="95.000 đ", seen=seen)[0] == 302

    variant.refresh_from_db()
    assert variant.price_vnd == 95_000
    assert do(browser, f"variants/{variant.pk}/do/sold_out")[0] == 302
    variant.refresh_from_db()
    assert (variant.available, variant.pending_changes) == (False, {})


def test_goods_are_copied_once_deleted_and_brought_back() -> None:
    product = make_draft()
    browser = browser_of(make_member("lan", product.cooperative))
    mark = new_mark()

    led = {do(browser, f"goods/{product.pk}/do/copy", mark=mark)[1] for _ in range(2)}

    copy = Product.objects.exclude(pk=product.pk).get()
    assert led == {f"/desk/goods/{copy.pk}"}
    assert do(browser, f"goods/{product.pk}/do/delete") == (302, f"/desk/goods/{product.pk}")
    text = page(browser, f"goods/{product.pk}")
    assert ("Sản phẩm đã xóa ngày" in text, "Gửi Liên minh" in text) == (True, False)
    assert do(browser, f"goods/{product.pk}/do/submit")[0] == 404
    assert do(browser, f"goods/{product.pk}/do/restore")[0] == 302
    assert Product.objects.present().count() == 2


def test_the_last_public_variant_is_not_deleted() -> None:
    product = make_approved()
    make_variant(product=product, approved=False)
    browser = browser_of(make_member("lan", product.cooperative))
    first = Variant.objects.order_by("pk")[0]

    status, said = do(browser, f"variants/{first.pk}/do/delete")

    first.refresh_from_db()
    assert (status, "mặt hàng cuối cùng" in said, first.deleted_at) == (422, True, None)


def test_history_tells_who_changed_what_and_brings_a_former_content_back(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    product = make_draft()
    lan = make_member("lan", product.cooperative)
    browser = browser_of(lan)
    with acting_as(f"user:{lan.pk}"):
        for text in ("Một", "Hai", "Ba"):
            edit_product(product=product, changes={"description": {"vi": text}})
    submit_product(product=product)
    approve_product(product=product)

    with django_assert_num_queries(8):
        text = page(browser, f"history/products/{product.pk}")

    assert [text.count(word) for word in ("Thay đổi</strong>", "lan", "Tạo mới")] >= [3, 3, 1]
    record = product.history.filter(description={"vi": "Một"}).first().history_id
    # Not "Ba", which is what stands there now, and not that it was submitted or approved.
    offered = [product.history.filter(description={"vi": "Hai"}).first().history_id, record]
    offered.append(product.history.last().history_id)
    actions = re.findall(r'action="(/desk/history/products/[^"]*)"', text)
    assert actions == [f"/desk/history/products/{product.pk}/{key}" for key in offered]
    assert do(browser, f"history/products/{product.pk}/{record}")[0] == 302
    product.refresh_from_db()
    assert (product.description, product.pending_changes) == ({"vi": "Ba"}, {"description": {"vi": "Một"}})
    assert do(browser, f"history/products/{product.pk}/999999")[0] == 404
    assert "Giá bán" in page(browser, f"history/variants/{only_variant(product).pk}")


def test_history_says_field_by_field_what_waited() -> None:
    product = make_approved(description={"vi": "Cũ"})
    category = make_category(name={"vi": "Chè"})
    edit_product(product=product, changes={"description": {"vi": "Mới"}, "category": category})
    browser = browser_of(make_member("lan", product.cooperative))

    text = page(browser, f"history/products/{product.pk}")

    latest = text.partition('<ul class="rows">')[2].split("<li>")[1]
    told = re.findall(r"<h3>([^<]*)</h3>|</small> ([^<]*)</p>|<p>([^<]*)</p>", latest)
    assert [found for one in told for found in one if found][:6] == [
        *("Danh mục (chờ duyệt)", "–", "Chè"),
        *("Mô tả (chờ duyệt)", "–", "Mới"),
    ]


def test_a_neighbour_gets_404_everywhere_and_nothing_changes() -> None:
    product = make_draft()
    variant = only_variant(product)
    make_company_prefix(cooperative=product.cooperative)
    record = product.history.first().history_id
    neighbour = browser_of(make_member("sung", make_cooperative(), Role.OWNER))
    pages = [f"goods/{product.pk}", f"history/products/{product.pk}", f"history/variants/{variant.pk}"]
    pages += ["history/users/1", "goods/99999999999999999999999999"]
    steps = [f"goods/{product.pk}/do/{one}" for one in ("submit", "copy", "delete", "restore", "discard")]
    steps += [
        f"variants/{variant.pk}/do/{one}" for one in ("number", "in_store", "price", "sold_out", "delete")
    ]
    steps += [f"history/products/{product.pk}/{record}", f"goods/{product.pk}/do/no-such"]

    assert {neighbour.get(f"/desk/{one}").status_code for one in pages} == {404}
    assert {do(neighbour, one, price="95000")[0] for one in steps} == {404}
    assert {Client().post(f"/desk/{one}").status_code for one in steps} == {302}

    before = (product.state, variant.price_vnd, variant.available)
    product.refresh_from_db()
    variant.refresh_from_db()
    assert (product.state, variant.price_vnd, variant.available) == before
    assert (product.deleted_at, Gtin.objects.count(), Product.objects.count()) == (None, 0, 1)


def test_the_page_is_small_english_where_asked_for_and_asks_as_much_for_many_variants(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    product = make_approved()
    make_company_prefix(cooperative=product.cooperative)
    for _ in range(5):
        allocate_gtin(variant=make_variant(product=product))
    lan = make_member("lan", product.cooperative)
    lan.language = "en"
    lan.save()

    browser = browser_of(lan)

    with django_assert_num_queries(PAGE_QUERIES):
        text = page(browser, f"goods/{product.pk}")

    assert len(text.encode()) < 30_000
    named = text.replace(product.cooperative.name, "").replace("NĐ-CP", "")  # a decree has its name
    assert re.findall(r">([^<]*[ăâđêôơưĂÂĐÊÔƠƯ][^<]*)<", named) == []

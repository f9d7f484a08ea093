"""The pages where the Alliance decides about goods."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.approval import edit_product, edit_variant, submit_product
from catalogue.lifecycle import create_variant, delete_product
from catalogue.media.items import add_audio, add_photo, describe_media
from catalogue.media.papers import add_paper, keep_paper
from catalogue.models import ApprovalEvent, Cooperative, Product, ProductState, Variant
from desk import paging
from desk.review import Line
from people.models import Role, User
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant, shown
from tests.catalogue.media.accepted import accepted_clip, kept_clip, kept_photo
from tests.desk.people import browser_of, page
from tests.factories import make_certificate, make_cooperative, make_product
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db

GONE = {"deleted_at": "2026-01-01T00:00:00Z", "state": "draft", "published_at": None}
REVIEW_QUERIES = 13


@pytest.fixture
def officer() -> Client:
    """Return the browser of an officer."""
    return browser_of(make_officer())


def make_submitted(**fields: object) -> Product:
    return submit_product(product=make_draft(**fields))


def mark_on(text: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', text)
    assert found is not None
    return found[1]


def decide(browser: Client, product: Product, decision: str, *, reason: str = "", seen: str = "") -> int:
    """Send the form and return the status of the answer."""
    form = {"decision": decision, "reason": reason, "seen": seen}
    return browser.post(f"/desk/queue/{product.pk}", form).status_code


def events(product: Product) -> list[tuple[str, str, str]]:
    return list(product.approval_events.order_by("pk").values_list("kind", "reason", "actor"))


def test_the_queue_shows_what_waited_longest_first_in_pages(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "ROWS_ON_A_PAGE", 2)
    for number in (1, 2, 3):
        make_submitted(name={"vi": f"Hàng {number}"})
    edit_product(product=make_approved(name={"vi": "Hàng 4"}), changes={"description": {"vi": "Mới"}})
    make_draft(name={"vi": "Hàng nháp"})

    first = page(officer, "queue")
    assert re.findall(r"Hàng \d", first) == ["Hàng 1", "Hàng 2"]
    [following] = re.findall(r'rel="next" href="(\?[^"]+)"', first)
    second = page(officer, f"queue{following}")
    assert re.findall(r"Hàng \d", second) == ["Hàng 3", "Hàng 4"]
    assert ("Thay đổi của hàng đã duyệt" in second, 'rel="next"' in second) == (True, False)
    [back] = re.findall(r'rel="prev" href="(\?[^"]+)"', second)
    assert re.findall(r"Hàng \d", page(officer, f"queue{back}")) == ["Hàng 1", "Hàng 2"]
    assert re.findall(r"Hàng \d", page(officer, "queue?cursor=a1d99")) == ["Hàng 1", "Hàng 2"]


def test_the_page_of_one_product_shows_all_that_the_decision_is_about(officer: Client) -> None:
    product = make_approved(description={"vi": "Ong nội"}, cooperative=make_cooperative(name="HTX Đồng Văn"))
    add_photo(product=product, kept=kept_photo("new"), alt_text={"vi": "Lọ mật ong"})
    add_audio(product=product, kept=kept_clip(), language="hmn")
    certificate = make_certificate(product=product, number="GAP-77", checked_at=None, checked_by="")
    paper = add_paper(certificate=certificate, kept=keep_paper(accepted_clip("a paper")))
    changes = {"description": {"vi": "Ong rừng", "en": "Wild bees"}, "shelf_life_days": 365}
    edit_product(product=product, changes=changes)

    text = page(officer, f"queue/{product.pk}")

    for told in ("HTX Đồng Văn", "Ong nội", "Ong rừng", "Wild bees", "365 ngày", "(chưa có)", "GAP-77"):
        assert told in text, told
    assert ('alt="Lọ mật ong"' in text, '<strong lang="hmn">' in text) == (True, True)
    assert f'href="/desk/papers/{paper.pk}"' in text
    assert officer.get(f"/desk/papers/{paper.pk}").content == b"a paper"


def test_words_of_a_photo_that_wait_stand_beside_those_that_are_public(officer: Client) -> None:
    product = make_approved()
    add_photo(product=product, kept=kept_photo("first"), approved=True)
    item = add_photo(product=product, kept=kept_photo("second"), alt_text={"vi": "Lọ mật"}, approved=True)
    describe_media(item=item, alt_text={"vi": "Chữa bách bệnh"})

    [pair] = officer.get(f"/desk/queue/{product.pk}").context["review"].changes
    assert (pair.label, pair.before, pair.after) == (
        "Ảnh 2 · Mô tả",
        [Line("Lọ mật", "vi")],
        [Line("Chữa bách bệnh", "vi")],
    )

    Product.objects.filter(pk=product.pk).update(state="withdrawn", submitted_at=None)
    whole = page(officer, f"queue/{product.pk}")
    assert ("Chữa bách bệnh" in whole, "Lọ mật" in whole) == (True, False)


def test_the_page_tells_what_the_label_lacks_in_law(officer: Client) -> None:
    product = make_submitted(label_group="thuc-pham")
    text = page(officer, f"queue/{product.pk}")
    assert "Nhãn thiếu địa chỉ tổ chức, cá nhân chịu trách nhiệm (" in text
    assert "Nhãn thiếu thành phần hoặc chất liệu (" in text
    assert "Nhãn thiếu ngày sản xuất" not in text

    service = make_submitted(label_group="dich-vu", name={"vi": "Tham quan"})
    assert "Đủ nội dung bắt buộc cho nhóm hàng này." in page(officer, f"queue/{service.pk}")


def test_officers_come_to_the_review_from_the_list_of_goods_and_members_do_not(officer: Client) -> None:
    product = make_submitted()
    link = f'href="/desk/queue/{product.pk}"'

    assert link in page(officer, "goods")
    assert link not in page(browser_of(make_member("lan", product.cooperative)), "goods")


def test_goods_are_approved_as_they_were_seen(officer: Client) -> None:
    product = make_submitted()
    seen = mark_on(page(officer, f"queue/{product.pk}"))

    answer = officer.post(
        f"/desk/queue/{product.pk}", {"decision": "approve", "reason": "", "seen": seen}, follow=True
    )

    assert answer.redirect_chain == [("/desk/queue", 302)]
    assert "Đã duyệt “Mật ong bạc hà”." in answer.content.decode()
    assert events(product)[-1] == ("approved", "", f"user:{User.objects.get().pk}")
    assert shown(product) is not None


def test_a_decision_leads_to_the_next_goods_that_wait_and_after_the_last_to_the_queue(
    officer: Client,
) -> None:
    first, second, third = (make_submitted(name={"vi": f"Hàng {number}"}) for number in (1, 2, 3))

    def send(product: Product) -> str:
        text = page(officer, f"queue/{product.pk}")
        assert text.count('href="/desk/queue"') >= 2  # above and below, beside the menu
        form = {"decision": "reject", "reason": "Thiếu ảnh.", "seen": mark_on(text)}
        return officer.post(f"/desk/queue/{product.pk}", form).headers["Location"]

    assert send(second) == f"/desk/queue/{third.pk}"
    text = page(officer, f"queue/{third.pk}")
    assert "Đã trả lại “Hàng 2”. Đây là hàng chờ duyệt kế tiếp." in text
    assert send(third) == f"/desk/queue/{first.pk}"
    assert send(first) == "/desk/queue"
    text = page(officer, "queue")
    assert ("Đã trả lại “Hàng 1”." in text, "kế tiếp" in text) == (True, False)
    public = make_approved()
    make_submitted()
    form = {"decision": "withdraw", "reason": "Thu hồi lô."}
    assert officer.post(f"/desk/queue/{public.pk}", form).headers["Location"] == "/desk/queue"


def test_a_new_variant_of_approved_goods_is_seen_once(officer: Client) -> None:
    product = make_approved()
    edit_variant(variant=only_variant(product), changes={"sale_unit": "lọ"})
    new = create_variant(
        product=product, sku="MOI-1", net_amount=Decimal(750), net_unit="ml", price_vnd=120_000
    )

    review = officer.get(f"/desk/queue/{product.pk}").context["review"]

    assert [(pair.label, pair.after[0].text) for pair in review.changes] == [
        (f"{only_variant_but(product, new).sku} · Đơn vị bán", "lọ")
    ]
    assert [(one.variant, one.is_new) for one in review.variants if one.is_new] == [(new, True)]


def only_variant_but(product: Product, new: Variant) -> Variant:
    return product.variants.exclude(pk=new.pk).get()


@pytest.mark.parametrize(("role", "told"), [(Role.OWNER, "link"), (Role.STAFF, "owner")])
def test_an_address_that_labels_lack_leads_to_whoever_can_enter_it(
    officer: Client, role: Role, told: str
) -> None:
    product = make_draft(label_group="thuc-pham")
    place = product.cooperative_id
    link = f'href="/desk/cooperatives/{place}/edit">Ghi địa chỉ ở trang hợp tác xã</a>'

    text = page(browser_of(make_member("lan", product.cooperative, role)), f"goods/{product.pk}")

    assert "Nhãn thiếu địa chỉ" in text
    assert (link in text, "hãy nhờ chủ quản" in text) == (told == "link", told == "owner")
    assert link in page(officer, f"queue/{product.pk}")
    Cooperative.objects.filter(pk=place).update(address={"vi": "Thôn Pả Vi"})
    assert link not in page(officer, f"queue/{product.pk}")


def test_a_change_that_nobody_saw_is_not_approved(officer: Client) -> None:
    product = make_submitted()
    seen = mark_on(page(officer, f"queue/{product.pk}"))
    edit_product(product=product, changes={"description": {"vi": "Chữa bách bệnh"}})

    answer = officer.post(f"/desk/queue/{product.pk}", {"decision": "approve", "seen": seen})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert ("Nội dung đã thay đổi sau khi mở xem" in text, "Chữa bách bệnh" in text) == (True, True)
    assert Product.objects.get().state == ProductState.SUBMITTED
    assert shown(product) is None
    assert decide(officer, product, "approve") == 422  # nor without a mark
    assert decide(officer, product, "approve", seen=mark_on(text)) == 302
    assert Product.objects.get().state == ProductState.APPROVED


def test_sending_back_and_withdrawing_need_a_reason_which_is_kept_in_the_form(officer: Client) -> None:
    waiting, public = make_submitted(), make_approved()
    seen = mark_on(page(officer, f"queue/{waiting.pk}"))

    assert decide(officer, waiting, "reject", reason="  ", seen=seen) == 422
    assert decide(officer, public, "withdraw") == 422
    too_long = officer.post(f"/desk/queue/{public.pk}", {"decision": "withdraw", "reason": "x" * 2_001})
    assert (too_long.status_code, "xxxx" in too_long.content.decode()) == (422, True)
    assert [one.state for one in Product.objects.order_by("pk")] == ["submitted", "approved"]

    assert decide(officer, waiting, "reject", reason="Thiếu ảnh nhãn.", seen=seen) == 302
    assert decide(officer, public, "withdraw", reason="Thu hồi lô.") == 302
    assert events(waiting)[-1][:2] == ("rejected", "Thiếu ảnh nhãn.")
    assert events(public)[-1][:2] == ("withdrawn", "Thu hồi lô.")
    assert "Thiếu ảnh nhãn." in page(officer, f"queue/{waiting.pk}")


def test_deleted_goods_are_listed_apart_and_withdrawn_so_that_they_do_not_come_back(officer: Client) -> None:
    product = make_approved()
    delete_product(product=product)

    assert "Mật ong bạc hà" in page(officer, "queue?deleted=1")
    text = page(officer, f"queue/{product.pk}")
    assert ('value="approve"' in text, 'value="withdraw"' in text) == (False, True)
    assert decide(officer, product, "approve", seen=mark_on(text)) == 404
    assert decide(officer, product, "withdraw", reason="Thu hồi lô.") == 302
    assert Product.objects.get().state == ProductState.WITHDRAWN


def test_what_is_decided_already_or_unknown_changes_nothing(officer: Client) -> None:
    product = make_submitted()
    seen = mark_on(page(officer, f"queue/{product.pk}"))
    assert decide(officer, product, "publish", seen=seen) == 404
    assert decide(officer, product, "reject", reason="Thiếu ảnh.", seen=seen) == 302
    before = ApprovalEvent.objects.count()

    assert decide(officer, product, "reject", reason="Thiếu ảnh.", seen=seen) == 422
    assert decide(officer, make_product(pk=product.pk + 9, merged_into=product, **GONE), "withdraw") == 404
    assert officer.get("/desk/queue/99999999999999999999").status_code == 404
    assert ApprovalEvent.objects.count() == before


@pytest.mark.parametrize("role", list(Role))
def test_members_find_no_queue_and_cannot_decide_about_their_own_goods(role: Role) -> None:
    product = make_submitted()
    browser = browser_of(make_member("lan", product.cooperative, role))
    for path in ("queue", "queue?deleted=1", f"queue/{product.pk}"):
        assert browser.get(f"/desk/{path}").status_code == 404, path
    assert decide(browser, product, "approve") == 404
    assert Product.objects.get().state == ProductState.SUBMITTED
    assert "Chờ duyệt" not in page(browser, "")


def test_whoever_is_not_logged_in_decides_nothing() -> None:
    product = make_submitted()
    assert decide(Client(), product, "approve") == 302
    assert Product.objects.get().state == ProductState.SUBMITTED


def test_papers_of_neighbours_are_not_there() -> None:
    a, b = make_cooperative(), make_cooperative()
    certificate = make_certificate(product=make_product(cooperative=b))
    paper = add_paper(certificate=certificate, kept=keep_paper(accepted_clip("a paper")))
    path = f"/desk/papers/{paper.pk}"
    assert browser_of(make_member("lan", a)).get(path).status_code == 404
    answer = browser_of(make_member("pao", b)).get(path)
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (200, True)


def test_the_pages_speak_english_to_those_who_read_it() -> None:
    browser = browser_of(make_officer())
    User.objects.update(language="en")
    product = make_submitted()
    text = page(browser, "queue")
    assert ("To approve" in text, "New goods" in text, "Mint honey" in text) == (True, True, True)
    text = page(browser, f"queue/{product.pk}")
    assert ("Net quantity" in text, "500 g" in text, "Food" in text) == (True, True, True)


def test_a_page_of_the_queue_costs_the_same_queries_however_many_wait(
    officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_submitted()
    page(officer, "queue")
    with django_assert_num_queries(4):  # session, user, goods, variants
        page(officer, "queue")
    for _ in range(3):
        make_submitted()
    with django_assert_num_queries(4):
        page(officer, "queue")


def test_a_review_costs_the_same_queries_however_much_there_is_to_see(
    officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    product = make_submitted()
    make_certificate(product=product)
    with django_assert_num_queries(REVIEW_QUERIES):
        page(officer, f"queue/{product.pk}")
    for content in ("one", "two"):
        add_photo(product=product, kept=kept_photo(content))
        make_certificate(product=product)
    with django_assert_num_queries(REVIEW_QUERIES):
        page(officer, f"queue/{product.pk}")

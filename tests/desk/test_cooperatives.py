"""Cooperatives at the desk: taken on by the Alliance, described by their owners."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.cooperatives import edit_cooperative
from catalogue.history import history_of
from catalogue.models import Cooperative
from people.models import Role, User
from people.sent_forms import new_mark
from tests.catalogue.approval.goods import make_approved, shown
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative, make_tax_code
from tests.people.cast import make_member, make_officer

pytestmark = pytest.mark.django_db
LIST_QUERIES = 3


@pytest.fixture
def here() -> Cooperative:
    return make_cooperative(name="HTX Đồng Văn", story={"vi": "Chuyện cũ", "hmn": "Dab"})


@pytest.fixture
def lan(here: Cooperative) -> Client:
    """The browser of Lan, who owns the cooperative."""
    return browser_of(make_member("lan", here, Role.OWNER))


@pytest.fixture
def officer() -> Client:
    return browser_of(make_officer())


def filled_in(**fields: str) -> dict[str, str]:
    values = {
        "cooperative_name": "HTX Mèo Vạc",
        "party_type": "cooperative",
        "tax_code": make_tax_code(),
        "commune_code": "00721",
        "commune_name": "Xã Đồng Văn",
        "province_code": "08",
        "address_vi": "Thôn Má Lầu, xã Đồng Văn, tỉnh Tuyên Quang",
        "phone": "0912 345 678",
        "story_vi": "Ong Mèo Vạc.",
        "mark": new_mark(),
    }
    return values | fields


def seen_on(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', text)
    assert found is not None
    return found[1]


def edit(browser: Client, row: Cooperative, **fields: str) -> Any:
    seen = seen_on(page(browser, f"cooperatives/{row.pk}/edit"))
    return browser.post(f"/desk/cooperatives/{row.pk}/edit", filled_in(**{"seen": seen, **fields}))


def test_an_officer_takes_a_cooperative_on_once(officer: Client) -> None:
    form = filled_in()

    answers = [officer.post("/desk/cooperatives/new", form) for _ in range(2)]

    row = Cooperative.objects.get()
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/desk/cooperatives")
    ] * 2
    assert (row.name, row.slug, row.phone, row.gln) == ("HTX Mèo Vạc", "htx-meo-vac", "+84912345678", None)
    assert row.address == {"vi": "Thôn Má Lầu, xã Đồng Văn, tỉnh Tuyên Quang"}
    assert [change.actor for change in history_of(row)] == [f"user:{User.objects.get().pk}"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"cooperative_name": ""}, "Tên hợp tác xã:"),
        ({"cooperative_name": "x" * 201}, "Tên hợp tác xã:"),
        ({"tax_code": "123"}, "Mã số thuế:"),
        ({"party_type": "party"}, "Loại hình:"),
        ({"commune_code": "x"}, "Mã xã (5 số):"),
        ({"province_code": ""}, "Mã tỉnh (2 số):"),
        ({"phone": "12"}, "Điện thoại: Số điện thoại không đúng"),
        ({"gln": "9521234000070"}, "Mã địa điểm GLN:"),
        ({"story_vi": "Chuyện \u202e"}, "Câu chuyện:"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_entered(
    officer: Client, fields: dict[str, str], told: str
) -> None:
    answer = officer.post("/desk/cooperatives/new", filled_in(**fields))

    text = answer.content.decode()
    assert (answer.status_code, told in text) == (422, True)
    assert 'value="Xã Đồng Văn"' in text
    assert not Cooperative.objects.exists()


def test_a_tax_code_that_is_taken_is_refused(officer: Client, here: Cooperative) -> None:
    answer = officer.post("/desk/cooperatives/new", filled_in(tax_code=here.tax_code))

    assert (answer.status_code, "Mã số thuế: Đã có hợp tác xã mang" in answer.content.decode()) == (422, True)
    assert Cooperative.objects.count() == 1


def test_an_owner_describes_the_cooperative(lan: Client, here: Cooperative) -> None:
    assert edit(lan, here).status_code == 302

    before = (here.name, here.tax_code)
    here.refresh_from_db()
    assert (here.name, here.tax_code, here.phone) == (*before, "+84912345678")
    assert here.story == {"vi": "Ong Mèo Vạc.", "hmn": "Dab"}
    assert here.address == {"vi": "Thôn Má Lầu, xã Đồng Văn, tỉnh Tuyên Quang"}
    assert history_of(here)[0].actor == f"user:{User.objects.get().pk}"


def test_an_owner_writes_nothing_that_others_rely_on(lan: Client, here: Cooperative) -> None:
    before = (here.name, here.tax_code, here.party_type, here.commune_code, here.province_code, here.gln)

    answer = edit(lan, here, party_type="enterprise", commune_code="99999", gln="9521234000075")

    assert answer.status_code == 302
    here.refresh_from_db()
    after = (here.name, here.tax_code, here.party_type, here.commune_code, here.province_code, here.gln)
    assert after == before
    assert 'name="tax_code"' not in page(lan, f"cooperatives/{here.pk}/edit")


def test_an_officer_writes_all_of_it_and_its_goods_show_it(officer: Client, here: Cooperative) -> None:
    honey = make_approved(cooperative=here)

    assert edit(officer, here, tax_code=here.tax_code, gln="9521234000075").status_code == 302

    here.refresh_from_db()
    document = shown(honey)
    assert document is not None
    assert (here.name, document["cooperative"]["name"]) == ("HTX Mèo Vạc", "HTX Mèo Vạc")
    assert (here.gln, here.commune_code) == ("9521234000075", "00721")
    assert "GLN 9521234000075" in page(officer, "cooperatives")


def test_what_somebody_else_wrote_meanwhile_is_shown_and_stays(lan: Client, here: Cooperative) -> None:
    seen = seen_on(page(lan, f"cooperatives/{here.pk}/edit"))
    edit_cooperative(cooperative=here, changes={"phone": "0987 654 321"})

    answer = edit(lan, here, seen=seen)

    text = answer.content.decode()
    assert (answer.status_code, "+84987654321" in text, 'value="0912 345 678"' in text) == (422, True, True)
    here.refresh_from_db()
    assert (here.name, here.phone) == ("HTX Đồng Văn", "+84987654321")
    assert edit(lan, here, seen=seen_on(text)).status_code == 302


def test_staff_see_their_cooperative_and_change_nothing(here: Cooperative) -> None:
    there = make_cooperative(name="HTX Bên Cạnh")
    pao = browser_of(make_member("pao", here))

    text = page(pao, "cooperatives?q=khong-co-dau")
    assert ("HTX Đồng Văn" in page(pao, "cooperatives"), "HTX Bên Cạnh" in text) == (True, False)
    assert "/edit" not in page(pao, "cooperatives")
    for row in (here, there):
        assert pao.get(f"/desk/cooperatives/{row.pk}/edit").status_code == 404
        assert pao.post(f"/desk/cooperatives/{row.pk}/edit", filled_in()).status_code == 404
    assert pao.get("/desk/cooperatives/new").status_code == 404
    assert pao.post("/desk/cooperatives/new", filled_in()).status_code == 404
    assert sorted(Cooperative.objects.values_list("name", flat=True)) == ["HTX Bên Cạnh", "HTX Đồng Văn"]


def test_an_owner_reaches_no_neighbour(lan: Client) -> None:
    there = make_cooperative(name="HTX Bên Cạnh")

    assert lan.get(f"/desk/cooperatives/{there.pk}/edit").status_code == 404
    form = filled_in(seen=there.updated_at.isoformat())
    assert lan.post(f"/desk/cooperatives/{there.pk}/edit", form).status_code == 404
    there.refresh_from_db()
    assert there.name == "HTX Bên Cạnh"


def test_officers_find_cooperatives_without_marks_and_by_tax_code(officer: Client, here: Cooperative) -> None:
    other = make_cooperative(name="HTX Yên Minh", slug="htx-yen-minh")
    Cooperative.objects.filter(pk=here.pk).update(slug="htx-dong-van")

    def found(query: str) -> list[str]:
        return re.findall(r'<a class="name"[^>]*>([^<]*)</a>', page(officer, f"cooperatives?q={query}"))

    assert found("dong van") == ["HTX Đồng Văn"]
    assert found(other.tax_code) == ["HTX Yên Minh"]
    assert found("") == ["HTX Yên Minh", "HTX Đồng Văn"]
    assert found("khong co") == []


def test_a_list_takes_as_many_queries_for_one_as_for_many(
    officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        make_cooperative()
        with django_assert_num_queries(LIST_QUERIES):
            officer.get("/desk/cooperatives")


def test_its_history_is_read_by_its_people_and_brought_back_by_the_alliance(
    officer: Client, lan: Client, here: Cooperative
) -> None:
    edit(lan, here)
    edit(lan, here, phone="0987 654 321")
    changes = history_of(here)
    former, address = changes[1].history_id, f"history/cooperatives/{here.pk}"

    text = page(lan, address)
    assert ("Điện thoại" in text, "+84912345678" in text, "Khôi phục" in text) == (True, True, False)
    assert lan.post(f"/desk/{address}/{former}").status_code == 404
    here.refresh_from_db()
    assert here.phone == "+84987654321"

    assert "Khôi phục" in page(officer, address)
    assert officer.post(f"/desk/{address}/{former}").status_code == 302
    here.refresh_from_db()
    assert here.phone == "+84912345678"
    stranger = browser_of(make_member("seo", make_cooperative(), Role.OWNER))
    assert stranger.get(f"/desk/{address}").status_code == 404

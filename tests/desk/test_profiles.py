"""Papers and printers of one's own at the desk."""

import re

import pytest
from django.test import Client

from catalogue.models import Cooperative, LabelProfile, PrintJob
from catalogue.printing.profiles import edit_profile
from people.sent_forms import new_mark
from tests.desk.people import browser_of, page
from tests.desk.profiles import PAPER, house, lan, number_in, seen_in, sent
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer

__all__ = ["house", "lan"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


def test_a_paper_is_begun_from_one_that_is_like_it_and_kept_as_measured(lan: Client) -> None:
    begun = page(lan, "labels/papers/new?from=a4-65-38x21-tomy")
    answer = sent(lan, "papers/new", **PAPER)

    assert 'name="pitch_x_mm" value="40,6"' in begun or 'value="38' in begun
    row = LabelProfile.objects.get()
    assert answer.url == f"/desk/labels/papers/{row.pk}"
    assert (row.key, row.values["name_vi"], row.values["label_height_mm"]) == (
        "giay-cho-dong-van",
        "Giấy chợ Đồng Văn",
        50.5,
    )
    assert "Giấy chợ Đồng Văn" in page(lan, "labels")
    assert 'value="50,5"' in page(lan, f"labels/papers/{row.pk}")


def test_a_paper_sent_twice_is_kept_once_and_a_second_of_the_name_gets_a_key_of_its_own(lan: Client) -> None:
    mark = new_mark()
    first = sent(lan, "papers/new", **PAPER | {"mark": mark})
    again = sent(lan, "papers/new", **PAPER | {"mark": mark})
    second = sent(lan, "papers/new", **PAPER)

    assert (first.url, again.url) == (first.url, first.url)
    assert second.url != first.url
    keys = LabelProfile.objects.order_by("pk").values_list("key", flat=True)
    assert list(keys) == ["giay-cho-dong-van", "giay-cho-dong-van-2"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pitch_x_mm": "80"}, "nhỏ hơn nhãn"),
        ({"pitch_x_mm": "nan"}, "Hãy viết một số"),
        ({"columns": "2,5"}, "Số cột nhãn: Hãy viết một số nguyên từ 0 đến 9999, ví dụ 12."),
        ({"columns": "0"}, "“Số cột nhãn” phải là số nguyên từ 1 đến 20, không phải “0”."),
        ({"page_height_mm": "500"}, "“Trang cao (mm)” phải là số từ 8 đến 450, không phải “500”."),
        ({"label_height_mm": "7,5"}, "“Nhãn cao (mm)” phải là số từ 8 đến 450, không phải “7,5”."),
        ({"feed": "roll"}, "phải là 1, không phải 5."),
        ({"rows": "6"}, "“Trang cao (mm)” 297 không đủ: nhãn cuối kết thúc ở 330,5 mm, ngoài trang giấy."),
        ({"paper_name": ""}, "Hãy viết tên"),
        ({"columns": "3"}, "ngoài trang giấy"),
        ({"letter_mm": "0"}, "từ 0,9 đến 10"),
    ],
)
def test_a_paper_that_cannot_be_is_shown_again_with_all_that_was_typed(
    lan: Client, changes: dict[str, str], said: str
) -> None:
    answer = sent(lan, "papers/new", **PAPER | changes)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert f'value="{(PAPER | changes)["label_height_mm"]}"' in text
    assert not LabelProfile.objects.exists()


def test_a_paper_changed_meanwhile_is_not_overwritten(lan: Client) -> None:
    sent(lan, "papers/new", **PAPER)
    row = LabelProfile.objects.get()
    seen = seen_in(page(lan, f"labels/papers/{row.pk}"))
    first = lan.post(f"/desk/labels/papers/{row.pk}", PAPER | {"seen": seen, "top_mm": "21"})
    stale = lan.post(f"/desk/labels/papers/{row.pk}", PAPER | {"seen": seen, "top_mm": "22"})

    assert (first.status_code, stale.status_code) == (302, 422)
    row.refresh_from_db()
    assert row.values["top_mm"] == 21


def test_a_printer_is_calibrated_in_two_steps(lan: Client, house: Cooperative) -> None:
    answer = sent(lan, "printers/new", name_of_it="Máy nhà", based_on="office-600")
    row = LabelProfile.objects.get()
    shown = page(lan, f"labels/printers/{row.pk}?stock=a4-24-70x37")
    file = lan.get(f"/desk/labels/printers/{row.pk}/page?stock=a4-24-70x37")
    measures = {"cross_x_mm": "26,5", "cross_y_mm": "24", "ruler_x_mm": "100,5", "ruler_y_mm": "100"}
    form = {"stock": "a4-24-70x37", "seen": seen_in(shown), **measures}
    calibrated = lan.post(f"/desk/labels/printers/{row.pk}", form)

    assert answer.url == f"/desk/labels/printers/{row.pk}"
    assert "Chưa căn chỉnh" in shown
    assert "Đúng là 25 mm." in shown
    assert (file.status_code, file.headers["Content-Type"]) == (200, "application/pdf")
    assert calibrated.status_code == 302
    row.refresh_from_db()
    assert (row.values["offset_x_mm"], row.values["offset_y_mm"], row.values["scale_x_percent"]) == (
        1.375,
        -1.0,
        100.5,
    )
    assert "Lệch ngang 1,375 mm" in page(lan, f"labels/printers/{row.pk}")
    pk, number = number_in(house)
    asked = {"number": number, "stock": "a4-24-70x37", "printer": row.key, "template": "standard"}
    asked |= {"copies": "1", "start_cell": "1", "format": "", "do": "print", "mark": new_mark()}
    assert "Máy nhà" in page(lan, f"variants/{pk}/print")
    assert lan.post(f"/desk/variants/{pk}/print", asked).status_code == 302
    assert PrintJob.objects.get().record["printer"]["offset_x_mm"] == 1.375


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ruler_x_mm": "95"}, "tệp đã bị co giãn"),
        ({"cross_y_mm": "60"}, "lệch quá 10 mm"),
        ({"ruler_y_mm": ""}, "Hãy viết một số"),
        ({"seen": "khi nào"}, "vừa được sửa"),
    ],
)
def test_measures_that_cannot_be_leave_the_printer_as_it_was(
    lan: Client, changes: dict[str, str], said: str
) -> None:
    sent(lan, "printers/new", name_of_it="Máy nhà", based_on="office-600")
    row = LabelProfile.objects.get()
    measures = {"cross_x_mm": "26,5", "cross_y_mm": "24", "ruler_x_mm": "100,5", "ruler_y_mm": "100"}
    form = {"stock": "a4-24-70x37", "seen": seen_in(page(lan, f"labels/printers/{row.pk}"))}

    answer = lan.post(f"/desk/labels/printers/{row.pk}", form | measures | changes)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    row.refresh_from_db()
    assert row.values["offset_x_mm"] == 0


def test_a_roll_printer_shows_its_own_papers_alone(lan: Client) -> None:
    sent(lan, "printers/new", name_of_it="Xprinter", based_on="tspl-203")
    row = LabelProfile.objects.get()

    shown = page(lan, f"labels/printers/{row.pk}?stock=a4-24-70x37")

    assert 'value="roll-50x30"' in shown
    assert 'value="a4-24-70x37"' not in shown
    assert lan.get(f"/desk/labels/printers/{row.pk}/page?stock=a4-24-70x37").status_code == 404


def test_what_is_removed_is_gone_from_the_lists(lan: Client) -> None:
    sent(lan, "papers/new", **PAPER)
    row = LabelProfile.objects.get()

    answer = lan.post(f"/desk/labels/{row.pk}/remove")

    assert (answer.status_code, answer.url) == (302, "/desk/labels")  # type: ignore[attr-defined]
    assert "Giấy chợ" not in page(lan, "labels")
    assert not LabelProfile.objects.exists()


def test_an_officer_says_whose_it_is_and_a_neighbour_finds_nothing(house: Cooperative, lan: Client) -> None:
    officer = browser_of(make_officer())
    neighbour = browser_of(make_member("mai", make_cooperative()))
    unnamed = sent(officer, "papers/new", **PAPER)
    named = sent(officer, "papers/new", **PAPER, cooperative=house.slug)

    assert (unnamed.status_code, named.status_code) == (422, 302)
    row = LabelProfile.objects.get()
    assert row.cooperative == house
    assert neighbour.get(f"/desk/labels/papers/{row.pk}").status_code == 404
    assert neighbour.post(f"/desk/labels/{row.pk}/remove").status_code == 404
    assert "Giấy chợ" not in page(neighbour, "labels")
    assert "Giấy chợ" in page(lan, "labels")


def test_what_a_later_rule_would_refuse_is_still_listed_printed_on_and_removed(
    lan: Client, house: Cooperative
) -> None:
    sent(lan, "papers/new", **PAPER)
    sent(lan, "printers/new", name_of_it="Máy cũ", based_on="office-600")
    paper, machine = LabelProfile.objects.order_by("pk")
    LabelProfile.objects.filter(pk=paper.pk).update(values={**paper.values, "page_width_mm": 100.0})
    LabelProfile.objects.filter(pk=machine.pk).update(values={**machine.values, "dpi": 100})
    variant, number = number_in(house)

    looked = lan.post(
        f"/desk/variants/{variant}/print",
        {
            "mark": new_mark(), "do": "look", "number": number, "stock": paper.key, "printer": "office-600",
            "template": "standard", "format": "", "copies": "1", "start_cell": "1",
        },
    )  # fmt: skip

    assert [lan.get(f"/desk/labels{path}").status_code for path in ("", f"/papers/{paper.pk}")] == [200, 200]
    assert lan.get(f"/desk/labels/printers/{machine.pk}").status_code == 200
    assert looked.status_code == 200
    for row in (paper, machine):
        sent(lan, f"{row.pk}/remove")
    assert not LabelProfile.objects.exists()


def test_the_english_name_of_a_paper_outlives_the_form_and_can_be_changed_there(lan: Client) -> None:
    sent(lan, "papers/new", **PAPER)
    row = LabelProfile.objects.get()
    first = (row.values["name_vi"], row.values["name_en"])
    edit_profile(profile=row, changes={"name_en": "Paper of the market"})

    shown = page(lan, f"labels/papers/{row.pk}")
    english = re.search(r'name="paper_name_en" value="([^"]*)"', shown)
    assert english
    form = PAPER | {"paper_name": "Giấy mới", "paper_name_en": english[1], "seen": seen_in(shown)}
    lan.post(f"/desk/labels/papers/{row.pk}", form)
    row.refresh_from_db()
    kept = (row.values["name_vi"], row.values["name_en"])
    shown = page(lan, f"labels/papers/{row.pk}")
    lan.post(f"/desk/labels/papers/{row.pk}", form | {"paper_name_en": "", "seen": seen_in(shown)})
    row.refresh_from_db()

    assert first == ("Giấy chợ Đồng Văn", "Giấy chợ Đồng Văn")
    assert kept == ("Giấy mới", "Paper of the market")
    assert (row.values["name_vi"], row.values["name_en"]) == ("Giấy mới", "Giấy mới")


def test_a_name_as_long_as_the_wire_takes_does_not_stop_the_form(lan: Client) -> None:
    sent(lan, "papers/new", **PAPER)
    row = LabelProfile.objects.get()
    edit_profile(profile=row, changes={"name_vi": "G" * 100})
    shown = page(lan, f"labels/papers/{row.pk}")

    form = PAPER | {"paper_name": "G" * 100, "top_mm": "21", "seen": seen_in(shown)}
    answer = lan.post(f"/desk/labels/papers/{row.pk}", form)

    row.refresh_from_db()
    assert (answer.status_code, row.values["top_mm"]) == (302, 21.0)

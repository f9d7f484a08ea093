"""Papers, printers and templates of one's own at the desk."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalogue.gs1.gtin import display_gtin
from catalogue.models import Cooperative, LabelProfile, PrintJob
from catalogue.numbering import allocate_gtin
from catalogue.printing.profiles import edit_profile
from people.sent_forms import new_mark
from tests.catalogue.approval.goods import make_draft, only_variant
from tests.desk.people import browser_of, page
from tests.factories import make_company_prefix, make_cooperative
from tests.people.cast import make_member, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

PAPER = {
    "paper_name": "Giấy chợ Đồng Văn",
    "feed": "sheet",
    "letter_mm": "1,2",
    "page_width_mm": "210",
    "page_height_mm": "297",
    "columns": "2",
    "rows": "5",
    "label_width_mm": "90",
    "label_height_mm": "50,5",
    "left_mm": "12",
    "top_mm": "20",
    "pitch_x_mm": "95",
    "pitch_y_mm": "52",
}


@pytest.fixture
def house() -> Cooperative:
    cooperative = make_cooperative()
    make_company_prefix(cooperative=cooperative)
    return cooperative


@pytest.fixture
def lan(house: Cooperative) -> Client:
    return browser_of(make_member("lan", house))


def number_in(house: Cooperative) -> tuple[int, str]:
    variant = only_variant(make_draft(cooperative=house))
    return variant.pk, display_gtin(allocate_gtin(variant=variant).gtin)


def sent(client: Client, path: str, **fields: Any) -> Any:
    return client.post(f"/desk/labels/{path}", {"mark": new_mark(), **fields})


def seen_in(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', text)
    assert found
    return found[1]


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
        ({"columns": "2,5"}, "Hãy viết một số"),
        ({"paper_name": ""}, "Hãy viết tên"),
        ({"columns": "3"}, "ngoài trang giấy"),
        ({"letter_mm": "0"}, "từ 0.9 đến 10"),
    ],
)
def test_a_paper_that_cannot_be_is_shown_again_with_all_that_was_typed(
    lan: Client, changes: dict[str, str], said: str
) -> None:
    answer = sent(lan, "papers/new", **PAPER | changes)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert 'value="50,5"' in text
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


def logo() -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("L", (16, 16), 0).save(buffer, "PNG")
    return SimpleUploadedFile("logo.png", buffer.getvalue(), "image/png")


def form_of(text: str) -> dict[str, str]:
    """Return what the form of a template holds as it is shown."""
    fields = dict(re.findall(r'<input id="([a-z_]+)" name="\1"[^>]*? value="([^"]*)"', text))
    sizes = re.findall(r'<select name="(size_[a-z_]+)".*?<option value="([^"]*)" selected>', text)
    return fields | dict(sizes) | {"seen": seen_in(text), "ruled": "1"}


def test_a_template_is_tried_as_a_picture_and_then_kept(lan: Client, house: Cooperative) -> None:
    _, number = number_in(house)
    sent(lan, "templates/new", name_of_it="Nhãn kệ của Lan", based_on="shelf")
    row = LabelProfile.objects.get()
    address = f"/desk/labels/templates/{row.pk}"
    given = form_of(page(lan, f"labels/templates/{row.pk}"))
    changed = given | {"place_cooperative": "", "place_ocop": "", "place_name": "9", "size_name": "2"}
    tried_on = {"number": number, "stock": "roll-70x50", "printer": "thermal-203"}
    look = lan.post(address, changed | tried_on | {"do": "look", "logo": logo()})
    row.refresh_from_db()
    before = dict(row.values)
    kept = lan.post(address, changed | {"do": "keep", "logo": logo()})

    assert 'src="data:image/png;base64,' in look.content.decode()
    assert before == {"name": "Nhãn kệ của Lan"}
    assert kept.status_code == 302
    row.refresh_from_db()
    assert row.values["fields"] == ["price", "unit_price", "net_quantity", "name"]
    assert row.values["sizes"] == {"name": 2.0}
    assert row.values["languages"] == ["vi"]
    assert row.values["logo"]
    shown = page(lan, f"labels/templates/{row.pk}")
    assert form_of(shown)["place_name"] == "4"
    gone = lan.post(address, form_of(shown) | {"do": "keep", "no_logo": "1"})
    row.refresh_from_db()
    assert (gone.status_code, "logo" in row.values) == (302, False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"place_name": ""}, "không bỏ được mục"),
        ({"place_name": "đầu"}, "Hãy viết một số"),
        ({"logo": SimpleUploadedFile("logo.png", b"GIF89a")}, "Logo phải là tệp PNG"),
        ({"logo_mm": "300"}, "từ 4 đến 30"),
        ({"template_name": ""}, "Hãy viết tên"),
        ({"seen": "khi nào"}, "vừa sửa"),
        ({"do": "look", "number": "8930000000000"}, "Số kiểm tra của"),
    ],
)
def test_a_template_that_cannot_be_is_refused_with_the_reason(
    lan: Client, changes: dict[str, Any], said: str
) -> None:
    sent(lan, "templates/new", name_of_it="Nhãn kệ", based_on="shelf")
    row = LabelProfile.objects.get()
    given = form_of(page(lan, f"labels/templates/{row.pk}"))
    on = {"stock": "roll-70x50", "printer": "thermal-203"}

    answer = lan.post(f"/desk/labels/templates/{row.pk}", given | on | {"do": "keep"} | changes)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    row.refresh_from_db()
    assert row.values == {"name": "Nhãn kệ"}


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


def test_a_pallet_is_seen_before_any_has_a_serial_number(lan: Client, house: Cooperative) -> None:
    _, number = number_in(house)
    sent(lan, "templates/new", name_of_it="Nhãn pallet", based_on="pallet")
    row = LabelProfile.objects.get()
    form = form_of(page(lan, f"labels/templates/{row.pk}"))

    look = lan.post(
        f"/desk/labels/templates/{row.pk}",
        form | {"number": number, "stock": "roll-100x150", "printer": "thermal-203", "do": "look"},
    )

    assert 'src="data:image/png;base64,' in look.content.decode()


def test_what_was_set_over_the_wire_outlives_the_form(lan: Client) -> None:
    sent(lan, "templates/new", name_of_it="Nhãn kệ", based_on="shelf")
    sent(lan, "papers/new", **PAPER)
    template, paper = LabelProfile.objects.order_by("pk")
    edit_profile(profile=template, changes={"sizes": {"price": 2.7}})
    edit_profile(profile=paper, changes={"letter_mm": 1.5})

    shown = page(lan, f"labels/templates/{template.pk}")
    lan.post(f"/desk/labels/templates/{template.pk}", form_of(shown) | {"do": "keep"})
    shown = page(lan, f"labels/papers/{paper.pk}")
    assert '<option value="1,5" selected>1,5 mm</option>' in shown
    lan.post(f"/desk/labels/papers/{paper.pk}", PAPER | {"letter_mm": "1,5", "seen": seen_in(shown)})
    for row in (template, paper):
        row.refresh_from_db()

    assert (template.values["sizes"], paper.values["letter_mm"]) == ({"price": 2.7}, 1.5)

"""Templates of one's own at the desk."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalogue.models import Cooperative, LabelProfile
from catalogue.printing.profiles import edit_profile
from tests.desk.people import page
from tests.desk.profiles import PAPER, house, lan, number_in, seen_in, sent

__all__ = ["house", "lan"]

NO_PLACES = {
    f"place_{field}": "" for field in ("name", "price", "unit_price", "net_quantity", "cooperative", "ocop")
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


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
        ({"place_name": ""}, "không bỏ được mục “tên”"),
        (NO_PLACES, "Hãy ghi số thứ tự cho ít nhất một mục."),
        ({"place_name": "đầu"}, "Hãy viết một số nguyên"),
        ({"logo": SimpleUploadedFile("logo.png", b"GIF89a")}, "Logo phải là tệp PNG"),
        ({"logo_mm": "300"}, "Logo cao (mm): Logo phải cao từ 4 đến 30 mm."),
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

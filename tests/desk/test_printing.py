"""Labels from the row: looked at, printed once, printed again where the paper jammed."""

import base64
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from catalogue.gs1.gtin import display_gtin
from catalogue.models import LogisticUnit, PrintJob, PrintStatus, Variant
from catalogue.numbering import StatedContent, allocate_gtin, allocate_sscc
from people.models import User
from people.sent_forms import new_mark
from tests.api.seller.labels import bars_of
from tests.catalogue.approval.goods import make_draft, only_variant
from tests.desk.people import browser_of, page
from tests.factories import make_company_prefix
from tests.people.cast import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]


@pytest.fixture
def variant() -> Variant:
    """A variant with a number."""
    product = make_draft()
    make_company_prefix(cooperative=product.cooperative)
    row = only_variant(product)
    allocate_gtin(variant=row)
    return row


@pytest.fixture
def lan(variant: Variant) -> Client:
    """The browser of Lan, whose goods they are."""
    return browser_of(make_member("lan", variant.cooperative))


def number_of(variant: Variant) -> str:
    return display_gtin(variant.gtins.get().gtin)


def asked(variant: Variant, **fields: str) -> dict[str, str]:
    values = {
        "number": number_of(variant),
        "stock": "a4-24-70x37",
        "printer": "office-600",
        "template": "standard",
        "copies": "3",
        "start_cell": "1",
        "do": "look",
        "mark": new_mark(),
    }
    return values | fields


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_row_of_goods_leads_to_its_labels(lan: Client, variant: Variant) -> None:
    address = f"/desk/variants/{variant.pk}/print"

    assert address in page(lan, "goods")
    assert address in page(lan, f"goods/{variant.product_id}")
    text = page(lan, f"variants/{variant.pk}/print")
    assert all(word in text for word in (number_of(variant), "Máy in laser văn phòng 600 dpi", "Nhãn kệ"))
    assert len(text.encode()) < 20_000


def test_the_picture_shows_the_code_that_will_be_printed(lan: Client, variant: Variant) -> None:
    answer = lan.post(f"/desk/variants/{variant.pk}/print", asked(variant))

    text = answer.content.decode()
    assert (answer.status_code, "In được." in text, "3 nhãn, 1 trang" in text) == (200, True, True)
    found = re.search(r'src="data:image/png;base64,([^"]+)"', text)
    assert found is not None
    picture = Image.open(BytesIO(base64.b64decode(found[1])))
    codes = zxingcpp.read_barcodes(picture.convert("L"), try_downscale=False)
    assert number_of(variant) in {code.text for code in codes}
    assert PrintJob.objects.count() == 0


def test_labels_are_printed_once_however_often_the_button_is_pressed(
    lan: Client, variant: Variant, media_folder: Path
) -> None:
    form = asked(variant, do="print", printer="office-600")

    led = [lan.post(f"/desk/variants/{variant.pk}/print", form)["Location"] for _ in range(2)]

    job = PrintJob.objects.get()
    assert led == [f"/desk/prints/{job.pk}"] * 2
    assert (job.status, job.total, job.form, len(files_in(media_folder))) == (PrintStatus.DONE, 3, "pdf", 1)
    text = page(lan, f"prints/{job.pk}")
    assert "cỡ thật (100 %)" in text
    file: Any = lan.get(f"/desk/prints/{job.pk}/file")
    assert bars_of(file.content) == [number_of(variant)] * 3
    assert f'attachment; filename="nhan-{job.pk}.pdf"' in file["Content-Disposition"]
    assert "lan" in page(lan, "prints")
    assert 'value="roll-50x30" selected' not in page(lan, f"variants/{variant.pk}/print")


def test_paper_and_printer_are_remembered(lan: Client, variant: Variant) -> None:
    form = asked(variant, do="print", stock="roll-50x30", printer="zpl-203", format="")
    assert lan.post(f"/desk/variants/{variant.pk}/print", form).status_code == 302

    text = page(lan, f"variants/{variant.pk}/print")

    assert 'value="roll-50x30" selected' in text
    assert 'value="zpl-203" selected' in text
    assert PrintJob.objects.get().form == "zpl"


@pytest.mark.parametrize(
    "wrong",
    [
        {"copies": "0"},
        {"copies": "nhiều"},
        {"start_cell": "25"},
        {"skip": "ba"},
        {"skip": "25"},
        {"stock": "a5"},
        {"printer": "máy"},
        {"template": "x"},
        {"expires_on": "32/13"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_printed(
    lan: Client, variant: Variant, media_folder: Path, wrong: dict[str, str]
) -> None:
    answer = lan.post(f"/desk/variants/{variant.pk}/print", asked(variant, do="print", **wrong))

    assert (answer.status_code, 'class="mistake"' in answer.content.decode()) in {(422, True), (404, False)}
    assert answer.status_code == 422 or set(wrong) <= {"stock", "printer", "template"}
    assert (PrintJob.objects.count(), files_in(media_folder)) == (0, [])


def test_a_format_that_the_printer_does_not_take_is_told_at_the_first_look(
    lan: Client, variant: Variant
) -> None:
    form = asked(variant, stock="roll-50x30", printer="tspl-203", format="zpl")

    answer = lan.post(f"/desk/variants/{variant.pk}/print", form)

    assert answer.status_code == 422
    assert "không hiểu zpl; hãy dùng pdf, png, tspl" in answer.content.decode()


def test_a_pallet_is_printed_with_the_serial_number_that_was_given_to_it(
    lan: Client, variant: Variant
) -> None:
    sscc = allocate_sscc(cooperative=variant.cooperative).sscc
    form = asked(variant, template="pallet", stock="roll-100x150", printer="thermal-203", copies="2")
    path = f"/desk/variants/{variant.pk}/print"

    lacking = lan.post(path, form | {"do": "print", "sscc": sscc})
    foreign = lan.post(path, form | {"do": "print", "count": "48", "sscc": "095200010000000010"})
    assert (lacking.status_code, foreign.status_code, PrintJob.objects.count()) == (422, 422, 0)

    lan.post(path, form | {"do": "print", "count": "48", "sscc": sscc})
    (item,) = PrintJob.objects.get().record["items"]
    details = item["content"]["details"]
    assert (details["sscc"], details["count"], item["copies"]) == (sscc, 48, 2)


def test_a_pallet_label_beside_other_contents_is_refused_with_both(lan: Client, variant: Variant) -> None:
    lines = [StatedContent(number_of(variant), 48, "L1")]
    sscc = allocate_sscc(cooperative=variant.cooperative, contents=lines).sscc
    form = asked(variant, template="pallet", stock="roll-100x150", printer="thermal-203", sscc=sscc)

    for do in ("look", "print"):
        given = form | {"do": do, "count": "40", "lot": "L1"}
        answer = lan.post(f"/desk/variants/{variant.pk}/print", given)
        assert answer.status_code == 422
        number = number_of(variant)
        told = f"nhãn ghi 40 × {number}, L1, nhưng pallet này đã khai có 48 × {number}, L1."
        assert told in answer.content.decode()
    assert not PrintJob.objects.exists()


def test_a_new_pallet_gets_its_number_in_the_form_once_for_each_form(lan: Client, variant: Variant) -> None:
    form = asked(variant, template="pallet", stock="roll-100x150", printer="thermal-203", count="48")
    path = f"/desk/variants/{variant.pk}/print"
    shown = [lan.post(path, form | {"do": "sscc"}) for _ in range(2)]

    (unit,) = LogisticUnit.objects.all()
    assert unit.reference == variant.sku
    for answer in shown:
        assert answer.status_code == 200
        assert f'name="sscc" value="{unit.sscc}"' in answer.content.decode()
        assert 'name="count" value="48"' in answer.content.decode()
    assert lan.post(path, form | {"do": "print", "sscc": unit.sscc}).status_code == 302


def test_what_does_not_fit_is_told_with_what_would(lan: Client, variant: Variant) -> None:
    form = asked(variant, stock="roll-30x20", printer="thermal-203")
    text = lan.post(f"/desk/variants/{variant.pk}/print", form).content.decode()

    assert ("Không vừa nhãn này." in text, "Có thể dùng:" in text, "In ngay" in text) == (True, True, False)
    refused = lan.post(f"/desk/variants/{variant.pk}/print", form | {"do": "print"})
    assert (refused.status_code, PrintJob.objects.count()) == (422, 0)


def test_just_the_labels_that_jammed_are_printed_again(lan: Client, variant: Variant) -> None:
    lan.post(f"/desk/variants/{variant.pk}/print", asked(variant, do="print", copies="9"))
    job = PrintJob.objects.get()
    path = f"/desk/prints/{job.pk}"

    wrong = lan.post(path, {"do": "again", "labels": "ba"})
    beyond = lan.post(path, {"do": "again", "labels": "10"})
    again = lan.post(path, {"do": "again", "labels": "3-5, 9", "mark": new_mark()})

    assert (wrong.status_code, beyond.status_code, again.status_code) == (422, 422, 302)
    second = PrintJob.objects.exclude(pk=job.pk).get()
    assert (second.reprint_of, second.total) == (job, 4)
    file: Any = lan.get(f"/desk/prints/{second.pk}/file")
    assert len(bars_of(file.content)) == 4


def test_used_cells_of_a_sheet_are_left_out_also_when_printing_again(lan: Client, variant: Variant) -> None:
    form = asked(variant, do="print", start_cell="2", skip="4-5, 9")
    lan.post(f"/desk/variants/{variant.pk}/print", form)
    job = PrintJob.objects.get()
    path = f"/desk/prints/{job.pk}"

    wrong = lan.post(path, {"do": "again", "start_cell": "cuối", "mark": new_mark()})
    again = lan.post(path, {"do": "again", "labels": "1", "start_cell": "7", "skip": "8", "mark": new_mark()})

    assert (job.record["start_cell"], job.record["skip"]) == (2, [4, 5, 9])
    assert (wrong.status_code, again.status_code) == (422, 302)
    second = PrintJob.objects.exclude(pk=job.pk).get()
    assert (second.record["start_cell"], second.record["skip"]) == (7, [8])


def test_a_large_job_is_watched_and_can_be_stopped(lan: Client, variant: Variant) -> None:
    lan.post(f"/desk/variants/{variant.pk}/print", asked(variant, do="print", copies="600"))
    job = PrintJob.objects.get()

    text = page(lan, f"prints/{job.pk}")
    assert (job.status, 'http-equiv="refresh"' in text, "0 / 600" in text) == (PrintStatus.QUEUED, True, True)
    assert lan.get(f"/desk/prints/{job.pk}/file").status_code == 404
    assert lan.post(f"/desk/prints/{job.pk}", {"do": "cancel"}).status_code == 302
    text = page(lan, f"prints/{job.pk}")
    assert ("Đã dừng" in text, 'http-equiv="refresh"' in text) == (True, False)
    assert lan.post(f"/desk/prints/{job.pk}", {"do": "cancel"}).status_code == 422


def test_neighbours_print_nothing_of_ours(lan: Client, variant: Variant) -> None:
    theirs = make_draft()
    make_company_prefix(cooperative=theirs.cooperative)
    other = only_variant(theirs)
    allocate_gtin(variant=other)
    stranger = browser_of(make_member("sung", theirs.cooperative))
    lan.post(f"/desk/variants/{variant.pk}/print", asked(variant, do="print"))
    job = PrintJob.objects.get()

    form = asked(variant, do="print", number=number_of(other))
    assert lan.post(f"/desk/variants/{variant.pk}/print", form).status_code == 404
    for path in (f"variants/{variant.pk}/print", f"prints/{job.pk}", f"prints/{job.pk}/file"):
        assert stranger.get(f"/desk/{path}").status_code == 404
    assert stranger.post(f"/desk/variants/{variant.pk}/print", asked(variant)).status_code == 404
    assert stranger.post(f"/desk/prints/{job.pk}", {"do": "again"}).status_code == 404
    assert PrintJob.objects.get() == job


def test_it_is_english_where_asked_for_and_says_when_a_number_is_missing(lan: Client) -> None:
    User.objects.update(language="en")
    variant = only_variant(make_draft(cooperative=Variant.objects.get().cooperative))

    assert "No number yet." in page(lan, f"variants/{variant.pk}/print")
    assert "Printed" in page(lan, "prints")

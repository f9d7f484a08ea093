"""A form that is sent twice with the same content is answered twice alike."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from catalogue.approval import submit_product
from catalogue.models import Product
from desk import frame
from desk.double_clicks import answered_alike, form_key
from people.sent_forms import new_mark
from tests.catalogue.approval.goods import make_draft
from tests.catalogue.imports.spreadsheets import GOODS, csv_bytes, table
from tests.desk.crawling import Form, Reader, crawled, kind_of, read
from tests.desk.people import browser_of
from tests.people.cast import PASSWORD, make_member
from tests.wall.asking import undone
from tests.wall.scene import make_scene, picture

pytestmark = pytest.mark.django_db

TYPED = {
    "name_vi": "Tên mới",
    "cooperative_name": "HTX Tên mới",
    "name": "Tên mới",
    "shop_name": "Quầy mới",
    "net": "750 g",
    "price": "123.000",
    "sku": "MOI-1",
    "alt": "Mô tả mới",
    "reason": "Viết rõ hơn.",
    "code": "CU-77",
    "number": "96385074",
    "units": "12",
    "password": PASSWORD,
    "key_name": "Máy mới",
    "email": "moi@example.vn",
    "username": "nguoi-moi",
    "tax_code": "0100109106",
    "origins": "",
    "paper_number": "VG-MOI",
    "valid_from": "2026-02-01",
    "valid_to": "2031-01-01",
    "name_of_it": "Mới",
    "paper_name": "Giấy mới",
    "template_name": "Mẫu mới",
    "prefix": "",
    "commune_code": "00001",
}
UNALIKE_WITHOUT_A_GUARD = {
    "desk/certificates/<int:key>/do/<slug:step> remove_certificate ",
    "desk/cooperatives/<int:key>/edit  ",
    "desk/goods/<int:key>/edit  ",
    "desk/labels/<int:key>/remove  ",
    "desk/members/<int:key>/do/<slug:step> remove_member ",
    "desk/prefixes/<int:key>  ",
    "desk/queue/<int:key>  ",
}


@pytest.fixture(scope="module")
def walked(rows_of_module: None) -> list[tuple[Client, list[Reader]]]:
    """What an owner and an officer are led to in the scene of the wall."""
    scene = make_scene()
    submit_product(product=Product.objects.get(pk=scene.a["product"]))
    callers = scene.callers
    clients = [callers[name].client for name in ("session of owner A", "session of the Alliance")]
    return [(client, crawled(client)) for client in clients]


def forms_of(found: list[Reader]) -> list[tuple[Form, dict[str, str]]]:
    """Return the first form of each kind that writes, with each of its buttons."""
    forms = {
        (kind_of(form.action), tuple(button.items())): (form, button)
        for page in reversed(found)
        for form in reversed(page.forms)
        for button in form.buttons or [{}]
        if form.method == "post" and not form.action.endswith("/log-out")
    }
    return list(forms.values())


def led(client: Client, form: Form, button: dict[str, str]) -> list[str]:
    """Return where the form leads, sent twice as it is filled in; nothing where it is refused at once."""
    typed = {name: TYPED[name] for name in form.fields if name in TYPED}
    values: dict[str, Any] = {**form.shown, **typed, **form.hidden, **button}
    jar = SimpleCookie(client.cookies)  # a new session that is undone leaves the browser logged in
    with undone():
        answers = [client.post(form.action, {**values, **_files(form)}) for _ in range(2)]
    client.cookies = jar
    assert all(answer.status_code < 500 for answer in answers), form.action
    first, second = (answer.headers.get("Location", "") for answer in answers)
    return [first, second or str(answers[1].status_code)] if first else []


def _files(form: Form) -> dict[str, SimpleUploadedFile]:
    rows = SimpleUploadedFile("hang.csv", csv_bytes(table({**GOODS, "sku": "MOI-2", "name_vi": "Mới"})))
    return {name: rows if form.action.endswith("/imports") else picture() for name in form.files}


def unalike(walked: list[tuple[Client, list[Reader]]]) -> tuple[set[str], set[str]]:
    """Return what kinds of forms have been taken, and of which the second answer was another one."""
    taken, other = set[str](), set[str]()
    for client, found in walked:
        for form, button in forms_of(found):
            ways = led(client, form, button)
            kind = kind_of(form.action)
            taken |= {kind} if ways else set()
            other |= {kind} if ways and ways[0] != ways[1] else set()
    return taken, other


def test_every_form_that_is_sent_twice_leads_twice_to_the_same_page(
    walked: list[tuple[Client, list[Reader]]], media_folder: object
) -> None:
    taken, other = unalike(walked)

    assert other == set()
    assert len(taken) >= 45


def test_every_form_that_writes_carries_a_mark(walked: list[tuple[Client, list[Reader]]]) -> None:
    forms = [form for _, found in walked for form, _ in forms_of(found)]

    assert [form.action for form in forms if "mark" not in form.hidden] == []


def test_a_twin_without_the_guard_is_found(
    walked: list[tuple[Client, list[Reader]]], media_folder: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "answered_alike", lambda request, user, answer: answer())

    assert unalike(walked)[1] >= UNALIKE_WITHOUT_A_GUARD


def test_who_goes_back_and_types_something_else_is_not_told_that_it_is_done() -> None:
    product, lan, form = opened()

    for name in ("Một", "Một", "Hai"):
        answer = lan.post(form.action, {**form.shown, **form.hidden, "name_vi": name})
        assert answer.status_code == (302 if name == "Một" else 422), name

    product.refresh_from_db()
    assert product.name["vi"] == "Một"
    assert "Có người vừa sửa" in answer.content.decode()


def test_what_is_kept_of_a_form_is_no_digest_that_passwords_can_be_tried_against(settings: Settings) -> None:
    form = {"mark": new_mark(), "password": "suoi-trong-2027-ngo"}

    def kept() -> str:
        return form_key(RequestFactory().post("/desk/account/password", form))

    first = kept()
    assert (len(first), kept()) == (64, first)
    settings.SECRET_KEY = "another"
    assert kept() != first


def test_the_second_of_two_clicks_at_once_is_led_where_the_first_one_led(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    product, lan, form = opened()
    whole = answered_alike

    def overtaken(request: Any, user: Any, answer: Any) -> HttpResponse:
        """Answer a form as if the same one had been answered just after this one was asked for."""

        def after_the_other() -> HttpResponse:
            whole(request, user, answer)
            return answer()  # type: ignore[no-any-return]

        return whole(request, user, after_the_other)

    monkeypatch.setattr(frame, "answered_alike", overtaken)

    answer = lan.post(form.action, {**form.shown, **form.hidden, "name_vi": "Một"})

    assert answer.headers.get("Location") == f"/desk/goods/{product.pk}"
    product.refresh_from_db()
    assert product.name["vi"] == "Một"


def opened() -> tuple[Product, Client, Form]:
    """Return goods, the browser of a member, and the form of their content in it."""
    product = make_draft()
    lan = browser_of(make_member("lan", product.cooperative))
    reader = read(lan, f"/desk/goods/{product.pk}/edit")
    return product, lan, next(form for form in reader.forms if "seen" in form.hidden)

"""Every page that a link or form leads to: it opens, can be read out, and takes whatever is typed into it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.desk.crawling import Form, Reader, crawled, kind_of
from tests.wall.asking import undone
from tests.wall.scene import Scene, make_scene

pytestmark = pytest.mark.django_db
HOSTILE = (
    "",
    "<script>alert(1)</script>",
    "9" * 400,
    "\u0663\u0664",  # digits, but not ours
    "x" * 20_000,
    "\u202emảnh\ufffd\U0001f41d",
    "a\r\nb: c",
    "\0",
)


@pytest.fixture(scope="module")
def scene(rows_of_module: None) -> Scene:
    """Both cooperatives of the wall, which have one of everything."""
    return make_scene()


@pytest.fixture(scope="module", params=["session of owner A", "session of the Alliance"])
def pages(scene: Scene, request: pytest.FixtureRequest) -> tuple[Client, list[Reader]]:
    """What one of them is led to, walked through once for all tests here."""
    client = scene.callers[request.param].client
    return client, crawled(client)


def test_every_link_opens_a_page_that_can_be_read_out(pages: tuple[Client, list[Reader]]) -> None:
    _, found = pages

    faults: list[tuple[str, str, object]] = []
    for page in found:
        if page.headings == 0 and not page.forms:
            continue  # a file
        if page.headings != 1:
            faults.append((page.address, "headings", page.headings))
        if len(page.ids) != len(set(page.ids)):
            faults.append((page.address, "ids", len(page.ids)))
        faults += [
            (page.address, "no label", one.get("name", ""))
            for one in page.inputs
            if one.get("id") not in page.labelled and "aria-label" not in one
        ]
    assert faults == []
    assert len({kind_of(page.address) for page in found}) >= 20


def test_whatever_is_typed_into_a_form_is_answered(pages: tuple[Client, list[Reader]]) -> None:
    client, found = pages
    forms = {
        (kind_of(form.action), form.method, tuple(button)): (form, button)
        for page in found
        for form in page.forms
        for button in form.buttons or [{}]
        if not form.action.endswith("/log-out")
    }

    faults = [
        (form.action, button, text[:20], status)
        for form, button in forms.values()
        for text in HOSTILE
        if (status := sent(client, form, button, text)) is not None
    ]

    assert faults == []
    assert len(forms) >= 30


def sent(client: Client, form: Form, button: dict[str, str], text: str) -> str | None:
    """Return what is wrong with the answer when ``text`` stands in every field; None if it is right."""
    values: dict[str, Any] = {**form.hidden, **dict.fromkeys(form.fields, text), **button}
    with undone():
        ask = client.get if form.method == "get" else client.post
        answer = ask(form.action, values)
    if answer.status_code >= 500:
        return str(answer.status_code)
    if "<script>alert" in answer.content.decode("utf-8", "replace"):
        return "shown as markup"
    return None


def test_a_twin_that_shows_what_was_typed_as_markup_is_found(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "desk" / "goods").mkdir(parents=True)
    (tmp_path / "desk" / "goods" / "list.html").write_text("{{ query|safe }}", encoding="utf-8")
    client = scene.callers["session of owner A"].client
    form = Form("/desk/goods", "get", fields=["q"])
    assert sent(client, form, {}, HOSTILE[1]) is None

    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [tmp_path],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
    with override_settings(TEMPLATES=[engine]):
        assert sent(client, form, {}, HOSTILE[1]) == "shown as markup"

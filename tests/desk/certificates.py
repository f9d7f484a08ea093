"""Certificates at the desk: the goods, who looks at them, and the forms they send."""

import datetime
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogue.models import Certificate, Product
from tests.catalogue.approval.goods import make_approved
from tests.catalogue.media.clips import plain_pdf
from tests.desk.people import browser_of, page
from tests.factories import make_cooperative
from tests.people.cast import make_member, make_officer

NOON = datetime.datetime(2026, 11, 23, 5, tzinfo=datetime.UTC)

UNCHECKED: dict[str, Any] = {"checked_at": None, "checked_by": ""}


@pytest.fixture(autouse=True)
def _on_the_day(media_folder: Path) -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def honey() -> Product:
    return make_approved(cooperative=make_cooperative(name="HTX Đồng Văn"))


@pytest.fixture
def lan(honey: Product) -> Client:
    """The browser of Lan, who works where the honey is from."""
    return browser_of(make_member("lan", honey.cooperative))


@pytest.fixture
def officer() -> Client:
    return browser_of(make_officer())


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("giay.pdf", plain_pdf(), "application/pdf")


def seen_on(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', text)
    assert found is not None
    return html.unescape(found[1])


def names(text: str) -> list[str]:
    return re.findall(r'<a class="name" href="/desk/certificates/\d+">([^<]*)</a>', text)


def decide(browser: Client, row: Certificate, step: str, **fields: str) -> Any:
    seen = seen_on(page(browser, f"certificates/{row.pk}"))
    form = {"decision": step, "seen": seen, **fields}
    return browser.post(f"/desk/certificates/{row.pk}/decision", form)

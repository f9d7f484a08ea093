"""A house with a number range, its member at the desk, and a paper as the form takes it."""

import re
from typing import Any

import pytest
from django.test import Client

from catalogue.gs1.gtin import display_gtin
from catalogue.models import Cooperative
from catalogue.numbering import allocate_gtin
from people.sent_forms import new_mark
from tests.catalogue.approval.goods import make_draft, only_variant
from tests.desk.people import browser_of
from tests.factories import make_company_prefix, make_cooperative
from tests.people.cast import make_member

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

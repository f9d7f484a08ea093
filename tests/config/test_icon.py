"""The icon of the house: one drawing, which every page links and every policy lets through."""

import re

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

ICON = '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">'


def test_the_icon_is_a_drawing_that_runs_nothing() -> None:
    answer = Client().get("/static/icon.svg")
    drawing = b"".join(answer).decode()

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert drawing.startswith("<svg ")
    assert len(drawing) < 400
    assert not re.search(r"<script|<style|style=|href|\bon", drawing)


@pytest.mark.django_db
def test_what_browsers_ask_for_by_themselves_leads_to_it() -> None:
    answer = Client().get("/favicon.ico")

    assertRedirects(answer, "/static/icon.svg", fetch_redirect_response=False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/desk/log-in", "/desk/khong-co/", "/p/khong-co"])
def test_every_page_links_it_and_may_load_it(address: str) -> None:
    answer = Client().get(address, follow=True)

    assert ICON in answer.content.decode()
    assert re.search(r"img-src 'self'", answer["Content-Security-Policy"])

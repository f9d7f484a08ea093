"""The checks of the schemathesis run can fail, and it tries the same each time."""

from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse, JsonResponse

from api.store.directory import Categories
from catalogue.models import Category
from tests.api.conformance import (
    OPERATIONS,
    answer_to,
    cases_at_bounds,
    faults_of,
    made_up_cases,
    undone,
)
from tests.api.credentials_cast import Credential

if TYPE_CHECKING:
    from schemathesis import Case

pytestmark = pytest.mark.django_db

CATEGORIES = OPERATIONS["GET /api/v1/store/categories"]
NOBODY = Credential("anonymous")


def titles_of_faults(monkeypatch: pytest.MonkeyPatch, answer: Any) -> list[str]:
    """Return what is found to be wrong when the list of categories gives ``answer``."""
    monkeypatch.setattr(Categories, "get", lambda *_: answer())
    case: Case[Any] = CATEGORIES.Case()
    with undone():
        given = answer_to(case, NOBODY)
    return sorted(fault.split(": ")[1] for fault in faults_of(case, given))


def broken() -> HttpResponse:
    raise RuntimeError


def test_an_honest_answer_has_no_fault(db: None) -> None:
    case: Case[Any] = CATEGORIES.Case()
    with undone():
        answer = answer_to(case, NOBODY)

    assert (answer.status_code, faults_of(case, answer)) == (200, [])


def test_a_view_that_breaks_is_a_server_error_and_undocumented(monkeypatch: pytest.MonkeyPatch) -> None:
    assert titles_of_faults(monkeypatch, broken) == ["Server error", "Undocumented status code"]


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        (lambda: JsonResponse({}, status=418), "Undocumented status code"),
        (lambda: JsonResponse({}, status=201), "Undocumented status code"),
        (lambda: HttpResponse("<p>", content_type="text/html"), "Undocumented Content-Type"),
        (lambda: JsonResponse({"results": [{"slug": 7}], "next": None}), "Response violates schema"),
    ],
)
def test_an_answer_that_the_schema_does_not_know_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, answer: Any, title: str
) -> None:
    assert title in titles_of_faults(monkeypatch, answer)


def test_the_same_cases_are_made_up_each_time(db: None) -> None:
    operation = OPERATIONS["POST /api/v1/seller/variants"]

    once, again = ([repr(case) for case in made_up_cases(operation, 6)] for _ in range(2))

    assert once == again
    assert len(once) == len(set(once)) == 6


def test_the_bounds_of_a_field_are_tried_on_both_sides(db: None) -> None:
    bodies: list[Any] = [case.body for case in cases_at_bounds(OPERATIONS["POST /api/v1/seller/variants"])]
    tried = [body.get("sku") for body in bodies if isinstance(body, dict)]

    assert {40, 41} <= {len(sku) for sku in tried if isinstance(sku, str)}


def test_what_is_done_is_taken_back(db: None) -> None:
    before = Category.objects.count()
    with undone():
        Category.objects.create(slug="moi", name={"vi": "Mới"})
        assert Category.objects.count() == before + 1

    assert Category.objects.count() == before

"""The store is answered without asking for sessions; everything else asks."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from api.store_first import StoreFirst

pytestmark = pytest.mark.django_db


def test_a_store_address_never_reaches_the_middleware_of_people() -> None:
    def people(request: HttpRequest) -> HttpResponse:
        raise AssertionError(request.path)

    request = RequestFactory().get("/api/v1/store/categories", headers={"host": "127.0.0.1"})
    request.META["htx.host"] = "127.0.0.1"
    answer = StoreFirst(people)(request)

    assert answer.status_code == 200
    assert request.resolver_match is not None
    assert request.resolver_match.route == "api/v1/store/categories"


def test_other_addresses_go_on() -> None:
    answer = StoreFirst(lambda request: HttpResponse(request.path))(RequestFactory().get("/desk/"))

    assert answer.content == b"/desk/"  # type: ignore[attr-defined]


def test_an_address_that_leads_nowhere_is_a_problem_too(client: Client) -> None:
    answer = client.get("/api/v1/store/nothing")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"

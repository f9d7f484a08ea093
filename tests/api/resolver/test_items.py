"""What a key leads to is what anybody may see: nothing hidden is told of by a link."""

import pytest
from django.test import Client

from catalogue.models import Product, ProductState
from catalogue.numbering import allocate_sscc
from tests.api.resolver.conftest import GLN, SSCC
from tests.api.resolver.test_views import ask, code_of, render

pytestmark = pytest.mark.django_db


def test_a_cooperative_without_public_goods_is_not_led_to(client: Client, honey: Product) -> None:
    assert ask(client, f"/414/{GLN}")["Location"] == "/c/htx-ong-da"

    Product.objects.filter(pk=honey.pk).update(state=ProductState.WITHDRAWN)
    render(honey)

    for key in ("414", "417"):
        assert code_of(ask(client, f"/{key}/{GLN}")) == (404, "not_found")
        assert code_of(ask(client, f"/{key}/{GLN}?linkType=linkset")) == (404, "not_found")
    assert client.get("/c/htx-ong-da").status_code == 404


def test_a_unit_whose_goods_are_not_public_is_not_led_to(client: Client, honey: Product) -> None:
    assert ask(client, f"/00/{SSCC}?02=09520007919019&37=40").status_code == 307

    Product.objects.filter(pk=honey.pk).update(state=ProductState.DRAFT)
    render(honey)

    for address in (f"/00/{SSCC}", f"/00/{SSCC}?linkType=linkset", f"/00/{SSCC}?linkType=gs1:whatsInTheBox"):
        assert code_of(ask(client, address)) == (404, "not_found")
    assert client.get(f"/u/{SSCC}").status_code == 404


def test_a_unit_whose_contents_nobody_stated_is_not_led_to(client: Client, honey: Product) -> None:
    bare = allocate_sscc(cooperative=honey.cooperative, reference="Đơn 7").sscc

    assert code_of(ask(client, f"/00/{bare}")) == (404, "not_found")
    assert client.get(f"/u/{bare}").status_code == 404

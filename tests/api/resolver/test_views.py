"""A test for each clause of the GS1-Conformant Resolver standard 1.0.0 that we keep."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalogue.listings import render_products
from catalogue.models import Gtin, Product, ProductState, ScanAlias
from catalogue.numbering import add_scan_alias, retire_gtin
from tests.api.resolver.conftest import GLN, GTIN, SSCC
from tests.api.sample_shop import sample_shop
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db

VOC = "https://ref.gs1.org/voc/"
HOST = "http://testserver"


def render(product: Product) -> None:
    with transaction.atomic():
        render_products([product.pk])


def ask(client: Client, address: str, method: str = "get", **headers: str) -> Any:
    """Return the answer to ``address`` as the server hands it on, with its path as it was sent."""
    client.raise_request_exception = False
    return getattr(client, method)(address, headers=headers, RAW_URI=address)


def code_of(answer: HttpResponse) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("honey")
def test_the_default_link_is_a_307_to_the_page_of_the_product(client: Client) -> None:
    answer = ask(client, f"/01/{GTIN}")

    assert (answer.status_code, answer["Location"]) == (307, "/p/mat-ong")
    assert answer.content == b""
    assert client.get(answer["Location"]).status_code == 200
    assert answer["Cache-Control"] == "public, max-age=60"
    assert set(answer["Vary"].split(", ")) >= {"Accept", "Accept-Language"}


def test_a_number_that_left_the_shelf_leads_to_no_page_of_others(client: Client, honey: Product) -> None:
    other = make_product(slug="mat-mia")
    ScanAlias.objects.create(code=GTIN, variant=make_variant(product=other))
    render(other)
    variant = honey.variants.get()
    for entry in Gtin.objects.filter(variant=variant).order_by("-gtin"):
        retire_gtin(gtin=entry)
    assert ask(client, f"/01/{GTIN}")["Location"] == "/p/mat-ong"

    honey.deleted_at = timezone.now()
    honey.save()
    assert code_of(ask(client, f"/01/{GTIN}")) == (404, "not_found")

    heir = make_product(slug="mat-ong-moi", cooperative=honey.cooperative)
    add_scan_alias(variant=make_variant(product=heir), code=f"(01){GTIN}")
    render(heir)
    assert ask(client, f"/01/{GTIN}")["Location"] == "/p/mat-ong-moi"


@pytest.mark.usefixtures("honey")
def test_the_redirect_tells_where_the_linkset_is(client: Client) -> None:
    header = ask(client, f"/01/{GTIN}/10/L1")["Link"]

    assert header == (
        f'<{HOST}/01/{GTIN}?linkType=linkset>; rel="linkset"; type="application/linkset+json", '
        f'<{HOST}/p/mat-ong>; rel="{VOC}defaultLink"; type="text/html"'
    )


@pytest.mark.usefixtures("honey")
def test_an_asked_link_type_is_followed_in_the_language_of_the_client(client: Client) -> None:
    def location(query: str, **headers: str) -> str:
        answer = ask(client, f"/01/{GTIN}?{query}", **headers)
        assert answer.status_code == 307
        return str(answer["Location"])

    asked = "linkType=gs1:pip"
    assert location(asked) == f"/p/mat-ong?lang=vi&{asked}"
    assert location(asked, accept_language="en-GB, vi;q=0.5") == f"/p/mat-ong?lang=en&{asked}"
    assert location(f"{asked}&lang=en") == f"/p/mat-ong?{asked}&lang=en"
    assert location("linkType=gs1:instructions") == "/p/mat-ong?lang=vi&linkType=gs1:instructions#usage"
    assert location(f"linkType={VOC}pip").startswith("/p/mat-ong?lang=vi&")
    assert location("linkType=gs1:defaultLink") == "/p/mat-ong?linkType=gs1:defaultLink"
    data = location("linkType=gs1:masterData")
    assert data == "/api/v1/store/products/mat-ong?lang=vi"
    assert client.get(data).json()["slug"] == "mat-ong"


@pytest.mark.usefixtures("honey")
def test_a_link_type_that_the_item_has_not_is_404(client: Client) -> None:
    for asked in ("gs1:certificationInfo", "gs1:recipeInfo", "pip", "https://evil.example/voc/pip"):
        assert code_of(ask(client, f"/01/{GTIN}?linkType={asked}")) == (404, "link_type_not_found")
    assert code_of(ask(client, f"/01/{GTIN}?linkType=gs1:pip&linkType=all")) == (400, "invalid_parameter")


@pytest.mark.usefixtures("honey")
def test_the_linkset_is_given_without_a_redirect(client: Client) -> None:
    answer = ask(client, f"/01/{GTIN}?linkType=linkset")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/linkset+json")
    assert 'rel="http://www.w3.org/ns/json-ld#context"' in answer["Link"]
    (context,) = answer.json()["linkset"]
    assert context["anchor"] == f"{HOST}/01/{GTIN}"
    assert context[f"{VOC}defaultLink"] == [{"href": f"{HOST}/p/mat-ong", "title": "Mật ong"}]
    assert context["itemDescription"] == "Mật ong"
    assert context[f"{VOC}pip"] == [
        {"href": f"{HOST}/p/mat-ong", "title": "Mật ong", "type": "text/html", "hreflang": ["vi", "en"]},
        {"href": f"{HOST}/p/mat-ong?lang=vi", "title": "Mật ong", "type": "text/html", "hreflang": ["vi"]},
        {"href": f"{HOST}/p/mat-ong?lang=en", "title": "Honey", "type": "text/html", "hreflang": ["en"]},
    ]
    assert set(context) == {"anchor", "itemDescription"} | {
        f"{VOC}{name}" for name in ("defaultLink", "pip", "instructions", "hasRetailers", "masterData")
    }
    for links in context.values():
        for link in links if isinstance(links, list) else ():
            assert client.get(link["href"].removeprefix(HOST).partition("#")[0]).status_code == 200


@pytest.mark.usefixtures("honey")
def test_the_linkset_is_also_asked_for_by_accept(client: Client) -> None:
    whole = ask(client, f"/01/{GTIN}?linkType=linkset").content

    for accept in ("application/linkset+json", "text/html;q=0.5, Application/Linkset+JSON;q=0.9"):
        assert ask(client, f"/01/{GTIN}/10/L1?linkType=gs1:pip", accept=accept).content == whole
    assert ask(client, f"/01/{GTIN}?linkType=all").content == whole
    for accept in ("*/*", "text/html", "application/linkset+json;q=0"):
        assert ask(client, f"/01/{GTIN}", accept=accept).status_code == 307


@pytest.mark.usefixtures("honey")
def test_a_linkset_that_the_client_has_is_not_sent_again(client: Client) -> None:
    etag = ask(client, f"/01/{GTIN}?linkType=linkset")["ETag"]

    answer = ask(client, f"/01/{GTIN}?linkType=linkset", if_none_match=etag)

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.usefixtures("honey")
@pytest.mark.parametrize(
    ("tail", "passed_on"),
    [
        ("/22/2A", "22=2A"),
        ("/10/L1", "10=L1"),
        ("/10/A%2FB", "10=A%2FB"),
        ("/22/2A/10/L1/21/S%3F9", "22=2A&10=L1&21=S%3F9"),
        ("/", ""),
        ("/10/L1/?17=270331", "10=L1&17=270331"),
        ("?utm_source=qr&x=%2F%2Fevil.example", "utm_source=qr&x=%2F%2Fevil.example"),
    ],
)
def test_unknown_lots_walk_up_to_the_gtin_and_what_was_asked_is_passed_on(
    client: Client, tail: str, passed_on: str
) -> None:
    answer = ask(client, f"/01/{GTIN}{tail}")

    assert (answer.status_code, answer["Location"]) == (307, "/p/mat-ong" + (passed_on and f"?{passed_on}"))


@pytest.mark.usefixtures("honey")
@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/01/09520007919018", "gtin_check_digit"),
        ("/01/9520007919019", "digital_link_invalid"),
        ("/01/0952000791901X", "digital_link_invalid"),
        ("/01/00000000000000", "gtin_all_zeros"),
        ("/01/", "digital_link_invalid"),
        (f"/01/{GTIN}/21/S1/10/L1", "digital_link_invalid"),
        (f"/01/{GTIN}/10/%zz", "digital_link_invalid"),
        (f"/01/{GTIN}/17/270331", "digital_link_invalid"),
        (f"/01/{GTIN}?17=271331", "digital_link_invalid"),
        (f"/01/{GTIN}?99999=1", "digital_link_invalid"),
        ("/00/106141412345678909", "digital_link_invalid"),
    ],
)
def test_what_breaks_the_syntax_is_400_and_says_why(client: Client, address: str, code: str) -> None:
    status, given = code_of(ask(client, address))

    assert status == 400
    assert given == code


@pytest.mark.usefixtures("honey")
def test_in_store_numbers_never_resolve(client: Client) -> None:
    assert code_of(ask(client, "/01/02000000000008")) == (400, "gtin_restricted_prefix")


@pytest.mark.usefixtures("honey")
@pytest.mark.parametrize(
    "address",
    ["/01/09520007919026", "/414/4012345000108", "/417/4012345000009", "/00/106141412345678908"],
)
def test_what_is_well_formed_and_unknown_is_404(client: Client, address: str) -> None:
    assert code_of(ask(client, address)) == (404, "not_found")
    assert code_of(ask(client, f"{address}?linkType=linkset")) == (404, "not_found")


def test_only_approved_goods_resolve_and_retired_numbers_still_do(client: Client, honey: Product) -> None:
    Gtin.objects.filter(gtin=GTIN).update(state="retired", retired_at=timezone.now())
    assert ask(client, f"/01/{GTIN}")["Location"] == "/p/mat-ong"

    Product.objects.filter(pk=honey.pk).update(state=ProductState.WITHDRAWN)
    render(honey)
    assert code_of(ask(client, f"/01/{GTIN}")) == (404, "not_found")


@pytest.mark.usefixtures("honey")
def test_the_number_of_a_case_leads_to_its_product(client: Client) -> None:
    assert ask(client, "/01/19520007919016")["Location"] == "/p/mat-ong"


@pytest.mark.usefixtures("honey")
def test_head_answers_as_get_without_a_body(client: Client) -> None:
    head = ask(client, f"/01/{GTIN}?linkType=linkset", "head")
    whole = ask(client, f"/01/{GTIN}?linkType=linkset")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]
    assert ask(client, f"/01/{GTIN}", "head")["Location"] == "/p/mat-ong"


@pytest.mark.usefixtures("honey")
def test_pages_of_any_origin_may_read_every_answer(client: Client) -> None:
    options = ask(client, f"/01/{GTIN}", "options", origin="https://any.example")

    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert options["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for address in (f"/01/{GTIN}", f"/01/{GTIN}?linkType=all", "/01/1", "/.well-known/gs1resolver"):
        answer = ask(client, address, origin="https://any.example")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Link" in answer["Access-Control-Expose-Headers"].split(", ")
    assert code_of(ask(client, f"/01/{GTIN}", "post")) == (405, "method_not_allowed")
    assert code_of(ask(Client(enforce_csrf_checks=True), f"/01/{GTIN}", "post")) == (
        405,
        "method_not_allowed",
    )


@pytest.mark.usefixtures("honey")
@pytest.mark.parametrize(
    "query", ["url=https://evil.example", "//evil.example", "%0d%0aSet-Cookie:a=b", "next=\\\\evil.example"]
)
def test_no_query_leads_away_from_here(client: Client, query: str) -> None:
    answer = ask(client, f"/01/{GTIN}?{query}")

    if answer.status_code == 307:
        assert answer["Location"].startswith("/p/mat-ong?")
    else:
        assert answer.status_code == 400
    assert "Set-Cookie" not in answer


def test_the_description_file_says_what_is_known(client: Client) -> None:
    answer = client.get("/.well-known/gs1resolver")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    known = answer.json()
    assert (known["resolverRoot"], known["supportedPrimaryKeys"]) == (HOST, ["00", "01", "414", "417"])
    assert known["linkTypeDefaultCanBeLinkset"] is False


@pytest.mark.usefixtures("honey")
def test_a_link_is_followed_in_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    known = (
        f"/01/{GTIN}/10/L1",
        f"/01/{GTIN}?linkType=linkset",
        f"/414/{GLN}",
        f"/417/{GLN}?linkType=linkset",
        f"/00/{SSCC}",
    )
    for address in (*known, "/01/09520007919026", "/414/4012345000108"):
        with django_assert_max_num_queries(3):
            ask(client, address)


@pytest.fixture(scope="module")
def _shop(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), sample_shop():
        yield


@pytest.mark.usefixtures("_shop")
def test_every_number_of_the_sample_goods_leads_to_the_page_of_its_product(client: Client) -> None:
    entries = Gtin.objects.select_related("variant__product")

    assert len(entries) == 46
    for entry in entries:
        assert entry.variant is not None
        answer = ask(client, f"/01/{entry.gtin}")
        assert answer["Location"] == f"/p/{entry.variant.product.slug}"
        page = client.get(answer["Location"])
        assert page.status_code == 200
        assert entry.gtin.lstrip("0") in page.content.decode()

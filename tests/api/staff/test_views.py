import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from api.seller.products import OneProduct
from catalogue.models import Gtin, ScanAlias
from people.credentials import revoke
from people.models import AccessToken
from tests.api.staff.people import Caller, Cast
from tests.factories import make_company_prefix, make_product, make_variant

pytestmark = pytest.mark.django_db
LIST = "seller/company-prefixes"


def test_nobody_is_told_to_log_in(cast: Cast) -> None:
    answer = cast.nobody.get(LIST)

    assert answer.status_code == 401
    assert answer.json()["code"] == "credentials_missing"
    assert answer.headers["WWW-Authenticate"] == 'Token realm="staff"'


@pytest.mark.parametrize(
    "header",
    [
        "Token",
        "Token x",
        "Basic bGFuOng=",
        "Token at_" + "A" * 43,
        "Bearer sk_" + "A" * 43,
    ],
)
def test_a_wrong_credential_is_a_401_and_never_anonymous(cast: Cast, header: str) -> None:
    answer = cast.nobody.get(LIST, Authorization=header)

    assert answer.status_code == 401
    assert answer.json()["code"] == "invalid_credentials"


def test_tokens_and_keys_come_as_token_or_bearer(cast: Cast) -> None:
    for caller in (cast.staff_a, cast.key_a()):
        for scheme in ("Token", "Bearer", "token"):
            assert cast.nobody.get(LIST, Authorization=f"{scheme} {caller.token}").status_code == 200


def test_a_revoked_token_opens_nothing(cast: Cast) -> None:
    revoke(AccessToken.objects.get(user=cast.minh))

    assert cast.staff_a.get(LIST).status_code == 401


def test_each_sees_their_own_and_the_alliance_sees_all(cast: Cast) -> None:
    of_a = make_company_prefix(cooperative=cast.a).prefix
    of_b = make_company_prefix(cooperative=cast.b).prefix

    def seen(caller: Caller) -> set[str]:
        return {row["prefix"] for row in caller.get(LIST).json()}

    assert seen(cast.staff_a) == seen(cast.owner_a) == seen(cast.key_a()) == {of_a}
    assert seen(cast.owner_b) == {of_b}
    assert seen(cast.alliance) == {of_a, of_b}


def test_a_key_without_the_grant_is_refused_and_told_which(cast: Cast) -> None:
    variant = make_variant(product=make_product(cooperative=cast.a))
    key = cast.key_a("catalogue:read", "catalogue:write")

    answer = key.post("seller/scan-aliases", {"variant": variant.pk, "code": "CU-1"})

    assert answer.status_code == 403
    assert answer.json()["code"] == "insufficient_scope"
    assert "gtin:assign" in answer.json()["detail"]
    assert ScanAlias.objects.count() == 0


def test_a_neighbours_object_is_not_found_in_the_body(cast: Cast) -> None:
    variant = make_variant(product=make_product(cooperative=cast.b))

    answer = cast.owner_a.post("seller/scan-aliases", {"variant": variant.pk, "code": "CU-1"})

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert ScanAlias.objects.count() == 0


def test_a_number_needs_an_idempotency_key_and_is_given_once(cast: Cast) -> None:
    make_company_prefix(cooperative=cast.a)
    variant = make_variant(product=make_product(cooperative=cast.a))
    body = {"variant": variant.pk}

    assert cast.staff_a.post("seller/gtins", body).json()["code"] == "idempotency_key_missing"
    assert Gtin.objects.count() == 0
    first = cast.staff_a.post("seller/gtins", body, Idempotency_Key="k1")
    again = cast.staff_a.post("seller/gtins", body, Idempotency_Key="k1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Gtin.objects.get().gtin == first.json()["gtin"]
    assert first.json()["state"] == "assigned"


def test_unknown_fields_are_refused_by_name(cast: Cast) -> None:
    variant = make_variant(product=make_product(cooperative=cast.a))

    answer = cast.staff_a.post(
        "seller/scan-aliases", {"variant": variant.pk, "code": "C", "cooperative": cast.b.slug}
    )

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "/cooperative", "code": "unknown_field", "detail": "Không ghi được. Nhận: code, variant."}
    ]
    assert ScanAlias.objects.count() == 0


def test_a_list_is_walked_both_ways_without_gaps(cast: Cast) -> None:
    variant = make_variant(product=make_product(cooperative=cast.a))
    for number in range(7):
        ScanAlias.objects.create(variant=variant, code=f"C{number}")

    pages, path = [], "seller/scan-aliases?limit=3"
    while path:
        page = cast.staff_a.get(path).json()
        pages.append([row["code"] for row in page["results"]])
        path = page["next"] and page["next"].partition("/api/v1/")[2]
        before = page["previous"]
    assert pages == [["C6", "C5", "C4"], ["C3", "C2", "C1"], ["C0"]]
    back = cast.staff_a.get(before.partition("/api/v1/")[2]).json()
    assert [row["code"] for row in back["results"]] == ["C3", "C2", "C1"]


@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=a99999999999999999999",
        "limit=101",
        "limit=0",
        "page=2",
        "cursor=a9223372036854775808",
    ],
)
def test_a_wrong_place_in_a_list_is_a_400(cast: Cast, query: str) -> None:
    assert cast.staff_a.get(f"seller/scan-aliases?{query}").status_code == 400


def test_what_was_read_is_not_sent_again(cast: Cast) -> None:
    first = cast.staff_a.get(LIST)

    again = cast.staff_a.get(LIST, If_None_Match=first.headers["ETag"])

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in first.headers["Vary"]


def test_a_session_reads_but_writes_only_with_its_csrf_token(cast: Cast) -> None:
    variant = make_variant(product=make_product(cooperative=cast.a))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.minh)
    session = Caller(None, browser)

    assert session.get(LIST).status_code == 200
    answer = session.post("seller/scan-aliases", {"variant": variant.pk, "code": "C"})

    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf_failed"
    assert ScanAlias.objects.count() == 0


@pytest.mark.parametrize("key", ["0", "999999999999999999", "9" * 30, "-1", "1.5", "x"])
def test_a_key_that_no_row_has_is_a_404(cast: Cast, key: str) -> None:
    answer = cast.owner_a.delete(f"seller/scan-aliases/{key}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_a_view_that_compares_versions_without_saying_so_in_the_schema_does_not_work(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product(cooperative=cast.a)
    monkeypatch.setattr(OneProduct, "matching", frozenset({"PATCH"}))

    with pytest.raises(ImproperlyConfigured, match=r"OneProduct\.matching lacks DELETE"):
        cast.owner_a.delete(f"seller/products/{product.pk}")

    product.refresh_from_db()
    assert product.deleted_at is None

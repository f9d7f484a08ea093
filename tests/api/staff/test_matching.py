"""Of two who start from the same version of an object, one changes it and the other is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from api.staff.views import StaffView
from catalogue.media.items import add_photo
from catalogue.models import Product
from people.models import Membership
from tests.api.seller.goods import enter, enter_approved
from tests.api.staff.people import Caller, Cast
from tests.catalogue.media.accepted import kept_photo
from tests.factories import make_certificate, make_company_prefix
from tests.racing import PATIENCE_S, run_together
from tests.wall.scene import paper_values

pytestmark = pytest.mark.django_db(transaction=True)

Scene = tuple[Caller, str, dict[str, Any]]


def scenes(cast: Cast) -> dict[str, Scene]:
    """Return, for the view of every object that is changed with If-Match, who changes which one and how."""
    goods = enter(cast.owner_a)
    product = Product.objects.get(pk=goods["id"])
    photo = add_photo(product=product, kept=kept_photo())
    paper = make_certificate(product=product)
    place = Membership.objects.get(user=cast.minh)
    shop = cast.alliance.post("alliance/storefronts", {"name": "Web", "kind": "web"}).json()
    owner, officer = cast.owner_a, cast.alliance
    machine = owner.post("seller/printers", {"key": "may", "based_on": "office-600"}).json()["id"]
    template = owner.post("seller/label-templates", {"key": "mau", "based_on": "shelf"}).json()["id"]
    stock = owner.post("seller/label-stocks", paper_values("giay")).json()["id"]
    prefix = make_company_prefix(cooperative=cast.a).prefix
    return {
        "OneProduct": (owner, f"seller/products/{goods['id']}", {"name": {"vi": "Mới"}}),
        "OneVariant": (owner, f"seller/variants/{goods['variants'][0]['id']}", {"price": {"amount": 7}}),
        "OneMediaItem": (owner, f"seller/media/{photo.pk}", {"alt_text": {"vi": "Mới"}}),
        "OneCertificate": (owner, f"seller/certificates/{paper.pk}", {"number": "MỚI"}),
        "OneLabelStock": (owner, f"seller/label-stocks/{stock}", {"top_mm": 21}),
        "OnePrinter": (owner, f"seller/printers/{machine}", {"offset_x_mm": 1}),
        "OneLabelTemplate": (owner, f"seller/label-templates/{template}", {"ruled": False}),
        "OneCompanyPrefix": (officer, f"seller/company-prefixes/{prefix}", {"valid_to": "2030-01-01"}),
        "OneMember": (owner, f"seller/members/{place.pk}", {"role": "owner"}),
        "OwnCooperative": (owner, f"seller/cooperatives/{cast.a.pk}", {"phone": "+84912345678"}),
        "OneCooperative": (officer, f"alliance/cooperatives/{cast.a.pk}", {"name": "HTX Mới"}),
        "OneUser": (officer, f"alliance/users/{cast.pao.pk}", {"name": "Mới"}),
        "OneStorefront": (officer, f"alliance/storefronts/{shop['id']}", {"name": "Mới"}),
    }


def change_twice_at_once(scene: Scene) -> list[int]:
    """Return the statuses of two changes, both of which start from what was read before them."""
    caller, path, body = scene
    etag = caller.get(path).headers["ETag"]
    callers = [Caller(caller.token), Caller(caller.token)]
    outcomes: list[Any] = run_together([partial(one.patch, path, body, If_Match=etag) for one in callers])
    return sorted(getattr(outcome, "status_code", 0) for outcome in outcomes)


def views_that_change(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views_that_change(pattern.url_patterns)
        else:
            view = getattr(pattern.callback, "view_class", None)
            if view and issubclass(view, StaffView) and (hasattr(view, "patch") or hasattr(view, "put")):
                yield view.__name__


def test_of_two_changes_of_one_version_the_second_is_told(cast: Cast) -> None:
    all_scenes = scenes(cast)

    assert sorted(views_that_change(get_resolver().url_patterns)) == sorted(all_scenes)
    for name, scene in all_scenes.items():
        assert change_twice_at_once(scene) == [200, 412], name
        caller, path, body = scene
        assert caller.patch(path, body).status_code == 428, name


def test_twin_compared_before_the_lock_both_pass(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the transaction around both, for on SQLite nobody else reads within it."""
    both_have_read = threading.Barrier(2)
    matched = StaffView.matched

    def compare_first(self: StaffView, read: Any, *, show: Any, lock: Any) -> Any:
        row = matched(self, read, show=show, lock=lambda _row: None)
        both_have_read.wait(PATIENCE_S)
        with suppress(Exception):  # no transaction, no lock; the verb takes it anew
            lock(row)
        return row

    def without_transaction(
        self: StaffView, request: HttpRequest, produce: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        del request
        self.prepare()
        return produce()

    monkeypatch.setattr(StaffView, "_write_once", without_transaction)
    all_scenes = scenes(cast)
    monkeypatch.setattr(StaffView, "matched", compare_first)

    for name, scene in all_scenes.items():
        assert change_twice_at_once(scene) == [200, 200], name


def test_what_is_deleted_or_decided_is_what_was_seen_where_the_client_says_so(cast: Cast) -> None:
    goods = enter_approved(cast.owner_a)
    path = f"seller/products/{goods['id']}"
    review = f"alliance/products/{goods['id']}"
    stale, stale_review = (caller.get(at).headers["ETag"] for caller, at in read_by(cast, path, review))
    cast.owner_a.patch(path, {"name": {"vi": "Rượu"}}, If_Match=stale)

    decisions = [("approve", {}), ("reject", {"reason": "Sai."}), ("withdraw", {"reason": "Thu hồi."})]
    refused = [
        cast.alliance.post(f"{review}/{verb}", body, If_Match=stale_review) for verb, body in decisions
    ]
    refused.append(cast.owner_a.delete(path, If_Match=stale))
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(412, "version_mismatch")] * 4
    product = Product.objects.get(pk=goods["id"])
    assert (product.state, product.deleted_at) == ("approved", None)
    assert product.pending_changes == {"name": {"vi": "Rượu"}}

    fresh, fresh_review = (caller.get(at).headers["ETag"] for caller, at in read_by(cast, path, review))
    assert cast.alliance.post(f"{review}/approve", {}, If_Match=fresh_review).status_code == 200
    assert cast.owner_a.delete(path, If_Match=fresh).status_code == 412
    assert cast.owner_a.delete(path, If_Match="*").status_code == 204


def read_by(cast: Cast, path: str, review: str) -> list[tuple[Caller, str]]:
    return [(cast.owner_a, path), (cast.alliance, review)]

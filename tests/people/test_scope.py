"""Neighbours are kept apart, and no table can be forgotten."""

import pytest
from django.apps import apps

from catalogue.models import CompanyPrefix, Cooperative, Product, Storefront
from people.credentials import issue_key
from people.errors import CooperativeUnknown, CooperativeUnnamed
from people.models import Grant, Membership, Role
from people.scope import ALL_GRANTS, OWNER_PATHS, choose_cooperative, scope_of_key, scope_of_user, within
from tests.factories import make_cooperative, make_product
from tests.people.cast import make_member, make_officer, make_user

# Tables that belong to no cooperative, and why nothing of a neighbour is seen through them.
UNOWNED = {
    "api.idempotentrequest": "read by who asked alone",
    "catalogue.cataloguegeneration": "one number for all",
    "catalogue.category": "the same for all",
    "catalogue.instorerange": "the showroom's",
    "catalogue.listingdocument": "what the public reads",
    "catalogue.searchentry": "what the public searches",
    "catalogue.storefront": "the Alliance's",
    "people.accesstoken": "read by its user alone",
    "people.sentform": "read by who sent it alone",
    "people.user": "oneself, or the Alliance; others by their membership",
}


def test_every_table_says_whom_it_belongs_to_or_why_to_nobody() -> None:
    ours = {
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in {"api", "catalogue", "people"} and not hasattr(model, "history_id")
    }

    assert set(OWNER_PATHS).isdisjoint(UNOWNED)
    assert sorted(ours - set(OWNER_PATHS) - set(UNOWNED)) == []
    assert sorted((set(OWNER_PATHS) | set(UNOWNED)) - ours) == []


@pytest.mark.django_db
def test_every_path_leads_to_a_cooperative() -> None:
    scope = scope_of_user(make_user("lan"))

    for label in OWNER_PATHS:
        assert list(within(apps.get_model(label)._default_manager.all(), scope)) == []


@pytest.mark.django_db
def test_a_table_without_a_path_is_refused_even_to_officers() -> None:
    with pytest.raises(KeyError):
        within(Storefront.objects.all(), scope_of_user(make_officer()))


@pytest.mark.django_db
def test_each_reaches_what_is_theirs() -> None:
    a, b = make_cooperative(), make_cooperative()
    lan = make_member("lan", a, Role.OWNER)
    Membership.objects.create(user=lan, cooperative=b, role=Role.STAFF)
    minh = make_member("minh", a)
    key, _ = issue_key(cooperative=b, name="k", grants=[Grant.LABELS_PRINT], days=None, created_by=None)
    products = {cooperative.pk: make_product(cooperative=cooperative) for cooperative in (a, b)}

    def reached(scope: object) -> list[int]:
        return sorted(within(Product.objects.all(), scope).values_list("cooperative", flat=True))  # type: ignore[arg-type]

    of_lan, of_minh, of_key = scope_of_user(lan), scope_of_user(minh), scope_of_key(key)
    assert reached(of_lan) == sorted(products)
    assert reached(of_minh) == [a.pk]
    assert reached(of_key) == [b.pk]
    assert reached(scope_of_user(make_officer())) == sorted(products)
    assert reached(scope_of_user(make_user("moi"))) == []
    assert (of_lan.owns(a.pk), of_lan.owns(b.pk), of_minh.owns(a.pk), of_key.owns(b.pk)) == (
        True,
        False,
        False,
        False,
    )
    assert (of_lan.grants, of_key.grants) == (ALL_GRANTS, frozenset({"labels:print"}))
    assert (of_lan.actor, of_key.actor) == (f"user:{lan.pk}", f"key:{key.pk}")


@pytest.mark.django_db
def test_who_has_a_choice_of_cooperatives_names_one_and_nobody_names_a_neighbours() -> None:
    a, b = make_cooperative(), make_cooperative()
    minh, officer = scope_of_user(make_member("minh", a)), scope_of_user(make_officer())

    assert choose_cooperative(minh, None) == choose_cooperative(minh, a.slug) == a
    assert choose_cooperative(officer, b.slug) == b
    for scope, slug, error in (
        (minh, b.slug, CooperativeUnknown),
        (minh, "khong-co", CooperativeUnknown),
        (officer, None, CooperativeUnnamed),
        (scope_of_user(make_user("moi")), None, CooperativeUnnamed),
    ):
        with pytest.raises(error):
            choose_cooperative(scope, slug)


@pytest.mark.django_db
def test_twin_without_within_everybody_sees_everything() -> None:
    a, b = make_cooperative(), make_cooperative()
    scope = scope_of_user(make_member("minh", a))

    assert set(Cooperative.objects.all()) == {a, b} != set(within(Cooperative.objects.all(), scope))
    assert not within(CompanyPrefix.objects.all(), scope).exists()

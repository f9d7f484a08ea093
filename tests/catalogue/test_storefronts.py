"""Storefronts have keys that nobody can guess, and are kept whole."""

import pytest

from catalogue.errors import ValuesInvalid
from catalogue.models import Storefront
from catalogue.storefronts import edit_storefront, new_publishable_key, open_storefront, rotate_key

pytestmark = pytest.mark.django_db


def test_no_key_comes_twice() -> None:
    assert len({new_publishable_key() for _ in range(100)}) == 100


def test_a_storefront_is_opened_changed_and_given_another_key() -> None:
    storefront = open_storefront(name="Web", kind="web")

    changed = edit_storefront(storefront, name="Trang", origins=["https://shop.example"])
    rotated = rotate_key(storefront)

    assert (changed.name, changed.publishable_key) == ("Trang", storefront.publishable_key)
    assert (rotated.name, rotated.origins) == ("Trang", ["https://shop.example"])
    assert rotated.publishable_key != storefront.publishable_key


def test_what_is_wrong_is_told_by_field_and_changes_nothing() -> None:
    storefront = open_storefront(name="Web", kind="web")

    with pytest.raises(ValuesInvalid) as refusal:
        edit_storefront(storefront, name="", origins=["shop"])

    assert sorted(refusal.value.messages) == ["name", "origins"]
    assert refusal.value.text("en") == "These values are not valid: name, origins."
    assert Storefront.objects.get().name == "Web"

"""Cooperatives are entered and edited as the law writes them, and their goods follow."""

from functools import partial
from typing import Any

import orjson
import pytest

from catalogue.browsing.directory import cooperative_document
from catalogue.changes import FieldsRefused
from catalogue.cooperatives import (
    CooperativeNotFound,
    CooperativeUnknown,
    GlnTaken,
    TaxCodeTaken,
    create_cooperative,
    edit_cooperative,
    find_cooperative,
)
from catalogue.generations import current_generation
from catalogue.models import Cooperative, SearchEntry
from tests.catalogue.approval.goods import make_approved, refused_fields, shown
from tests.factories import make_cooperative, make_tax_code
from tests.racing import run_together

pytestmark = pytest.mark.django_db


def values(**fields: Any) -> dict[str, Any]:
    return {
        "name": "HTX Ong Đá Tím",
        "tax_code": "5199900017",
        "commune_code": "00769",
        "commune_name": "Xã Mèo Vạc",
        "province_code": "08",
    } | fields


def test_a_new_cooperative_gets_a_slug_from_its_name_and_clean_numbers() -> None:
    make_cooperative(slug="htx-ong-da-tim")

    cooperative = create_cooperative(values=values(tax_code="5199900 017", phone="0912 345 678"))

    cooperative.refresh_from_db()
    assert (cooperative.slug, cooperative.tax_code) == ("htx-ong-da-tim-2", "5199900017")
    assert cooperative.phone == "+84912345678"


def test_a_slug_that_was_taken_a_moment_ago_is_chosen_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cooperative(slug="htx-mat-ong")
    slugs = iter(["htx-mat-ong", "htx-mat-ong-2"])
    monkeypatch.setattr("catalogue.cooperatives.new_cooperative_slug", lambda _name: next(slugs))

    assert create_cooperative(values=values()).slug == "htx-mat-ong-2"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, [("name", "field_invalid")]),
        ({"tax_code": "5199900018"}, [("tax_code", "tax_code_invalid")]),
        ({"tax_code": "031234567890"}, [("tax_code", "tax_code_invalid")]),
        ({"party_type": "household"}, [("tax_code", "tax_code_invalid")]),
        ({"party_type": "club"}, [("party_type", "field_invalid")]),
        ({"phone": "12"}, [("phone", "phone_invalid")]),
        ({"phone": "abc"}, [("phone", "phone_invalid")]),
        ({"commune_code": "7"}, [("commune_code", "field_invalid")]),
        ({"created_at": "2026-01-01"}, [("created_at", "unknown_field")]),
        ({"gln": "9521234000076"}, [("gln", "gln_invalid")]),
        ({"gln": ""}, [("gln", "gln_invalid")]),
        ({"gln": 9521234000075}, [("gln", "field_invalid")]),
        ({"slug": "khac"}, [("slug", "unknown_field")]),
    ],
)
def test_a_wrong_cooperative_is_not_stored(fields: dict[str, Any], wrong: list[tuple[str, str]]) -> None:
    with pytest.raises(FieldsRefused) as refused:
        create_cooperative(values=values(**fields))

    assert refused_fields(refused.value) == wrong
    assert not Cooperative.objects.exists()


def test_what_the_law_asks_for_is_needed() -> None:
    with pytest.raises(FieldsRefused) as refused:
        create_cooperative(values={"name": "HTX"})

    assert refused_fields(refused.value) == [
        (name, "field_missing") for name in ("tax_code", "commune_code", "commune_name", "province_code")
    ]


def test_tax_codes_are_taken_once() -> None:
    known, other = make_cooperative(), make_cooperative()

    with pytest.raises(TaxCodeTaken) as taken:
        create_cooperative(values=values(tax_code=known.tax_code))
    with pytest.raises(TaxCodeTaken):
        edit_cooperative(cooperative=other, changes={"tax_code": known.tax_code})

    assert taken.value.field == "tax_code"
    assert Cooperative.objects.count() == 2


def test_a_gln_is_given_once_and_can_be_taken_away() -> None:
    known, other = make_cooperative(gln="9521234000075"), make_cooperative()

    with pytest.raises(GlnTaken) as taken:
        edit_cooperative(cooperative=other, changes={"gln": "9521234000075"})
    assert (taken.value.field, Cooperative.objects.get(pk=other.pk).gln) == ("gln", None)

    edit_cooperative(cooperative=known, changes={"gln": None})
    edit_cooperative(cooperative=other, changes={"gln": "9521234000075"})

    assert list(Cooperative.objects.order_by("pk").values_list("gln", flat=True)) == [None, "9521234000075"]


def test_the_goods_of_a_renamed_cooperative_follow() -> None:
    cooperative = make_cooperative(name="HTX Cũ")
    product, other = make_approved(cooperative=cooperative), make_approved()
    untouched = shown(other)

    edit_cooperative(
        cooperative=cooperative,
        changes={"name": "HTX Mới", "commune_code": "00769", "commune_name": "Xã Mèo Vạc"},
    )

    document = shown(product)
    assert document is not None
    assert document["cooperative"] == {"slug": cooperative.slug, "name": "HTX Mới"}
    assert set(product.documents.values_list("commune_code", flat=True)) == {"00769"}
    assert "meo" in SearchEntry.objects.get(product=product).words.split()
    assert shown(other) == untouched


def test_a_new_story_is_seen_under_a_new_generation() -> None:
    cooperative = make_approved().cooperative
    generation = current_generation()

    edit_cooperative(cooperative=cooperative, changes={"story": {"vi": "Từ năm 1998."}})

    page = cooperative_document(cooperative.slug, "vi")
    assert orjson.loads(page.json)["story"] == "Từ năm 1998."
    assert current_generation() > generation


def test_an_edit_that_changes_nothing_leaves_nothing() -> None:
    cooperative = make_approved().cooperative
    generation, before = current_generation(), cooperative.history.count()

    edit_cooperative(cooperative=cooperative, changes={"name": cooperative.name, "phone": ""})

    assert (current_generation(), cooperative.history.count()) == (generation, before)


def test_a_household_keeps_twelve_digits() -> None:
    cooperative = make_cooperative()

    edit_cooperative(cooperative=cooperative, changes={"party_type": "household", "tax_code": "031234567890"})
    with pytest.raises(FieldsRefused) as refused:
        edit_cooperative(cooperative=cooperative, changes={"party_type": "enterprise"})

    assert refused_fields(refused.value) == [("tax_code", "tax_code_invalid")]


def test_a_cooperative_that_is_not_there_is_not_found() -> None:
    with pytest.raises(CooperativeNotFound):
        edit_cooperative(cooperative=Cooperative(pk=99_999), changes={"name": "HTX"})
    with pytest.raises(CooperativeUnknown):
        find_cooperative("5199900017")


@pytest.mark.django_db(transaction=True)
def test_of_two_entered_at_once_under_one_tax_code_one_is_kept() -> None:
    tax_code = make_tax_code()

    outcomes = run_together(
        [
            partial(create_cooperative, values=values(tax_code=tax_code, name=name))
            for name in ("HTX A", "HTX B")
        ]
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Cooperative", "TaxCodeTaken"]

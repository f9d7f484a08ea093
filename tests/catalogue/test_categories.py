"""The tree of categories grows without circles, and the goods in it follow its names."""

from functools import partial
from typing import Any

import pytest

from catalogue.browsing.directory import read_categories
from catalogue.categories import (
    DEEPEST,
    CategoryNotFound,
    CategorySlugTaken,
    create_category,
    edit_category,
)
from catalogue.changes import FieldsRefused
from catalogue.generations import current_generation
from catalogue.models import Category, SearchEntry
from tests.catalogue.approval.goods import make_approved, refused_fields, shown
from tests.factories import make_category
from tests.racing import run_together

pytestmark = pytest.mark.django_db


def test_a_new_category_stands_in_the_tree_under_a_new_generation() -> None:
    parent = make_category(slug="cha", position=99_998)
    generation = current_generation()

    create_category(slug="con", values={"name": {"vi": "Con"}, "parent": parent, "position": 3})

    _, nodes = read_categories("vi")
    assert [(node.slug, node.parent) for node in nodes if node.slug in ("cha", "con")] == [
        ("cha", None),
        ("con", "cha"),
    ]
    assert current_generation() > generation


@pytest.mark.parametrize(
    ("slug", "fields", "wrong"),
    [
        ("Có dấu", {}, [("slug", "field_invalid")]),
        ("", {}, [("slug", "field_invalid")]),
        ("moi", {"name": {}}, [("name", "field_invalid")]),
        ("moi", {"parent": 99_999}, [("parent", "field_invalid")]),
        ("moi", {"position": -1}, [("position", "field_invalid")]),
        ("moi", {"id": 1}, [("id", "unknown_field")]),
    ],
)
def test_a_wrong_category_is_not_stored(slug: str, fields: dict[str, Any], wrong: list[Any]) -> None:
    before = Category.objects.count()
    with pytest.raises(FieldsRefused) as refused:
        create_category(slug=slug, values={"name": {"vi": "Mới"}} | fields)

    assert refused_fields(refused.value) == wrong
    assert Category.objects.count() == before


def test_a_slug_is_taken_once_and_stays() -> None:
    category = make_category()
    with pytest.raises(CategorySlugTaken):
        create_category(slug=category.slug, values={"name": {"vi": "Mới"}})
    with pytest.raises(FieldsRefused) as refused:
        edit_category(category=category, changes={"slug": "khac"})
    assert refused_fields(refused.value) == [("slug", "unknown_field")]


def test_the_goods_in_a_renamed_branch_follow() -> None:
    branch = make_category(name={"vi": "Nhánh"})
    leaf = make_category(parent=branch)
    above, below = make_approved(category=branch), make_approved(category=leaf)

    edit_category(category=branch, changes={"name": {"vi": "Đặc sản"}})

    document = shown(above)
    assert document is not None
    assert document["category"]["name"] == "Đặc sản"
    assert "dac" in SearchEntry.objects.get(product=below).words.split()


def test_no_circle_is_closed_and_the_tree_stays_low() -> None:
    chain = [make_category()]
    for _ in range(DEEPEST - 1):
        chain.append(
            create_category(slug=f"tang-{len(chain)}", values={"name": {"vi": "T"}, "parent": chain[-1]})
        )

    for category, parent in ((chain[0], chain[0]), (chain[0], chain[-1]), (make_category(), chain[-1])):
        with pytest.raises(FieldsRefused) as refused:
            edit_category(category=category, changes={"parent": parent})
        assert refused_fields(refused.value) == [("parent", "category_parent_wrong")]
    with pytest.raises(FieldsRefused):
        create_category(slug="qua-sau", values={"name": {"vi": "T"}, "parent": chain[-1]})
    with pytest.raises(FieldsRefused):
        edit_category(category=chain[0], changes={"parent": make_category()})

    assert edit_category(category=chain[-1], changes={"parent": None}).parent is None


def test_an_edit_that_changes_nothing_leaves_nothing() -> None:
    category = make_category()
    generation = current_generation()

    edit_category(category=category, changes={"name": category.name})

    assert (current_generation(), category.history.count()) == (generation, 1)


def test_a_category_that_is_not_there_is_not_found() -> None:
    with pytest.raises(CategoryNotFound):
        edit_category(category=Category(pk=99_999), changes={"position": 1})


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_close_no_circle() -> None:
    for _ in range(3):
        one, other = make_category(), make_category()
        outcomes = run_together(
            [
                partial(edit_category, category=one, changes={"parent": other}),
                partial(edit_category, category=other, changes={"parent": one}),
            ]
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Category", "FieldsRefused"]

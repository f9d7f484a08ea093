"""Names in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.slugs import (
    LONGEST_SLUG,
    is_provisional,
    lasting_slug,
    new_cooperative_slug,
    provisional_slug,
    slugify,
    unique_slug,
)
from tests.factories import make_cooperative, make_product


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đồng Văn: mật ong", "dong-van-mat-ong"),
        ("Gà đen H'Mông 1,2 kg", "ga-den-hmong-1-2-kg"),
        ("Rượu ngô 500 ml 30% vol", "ruou-ngo-500-ml-30-vol"),
        ("有机蜂蜜 Honey", "honey"),
        ("有机蜂蜜", ""),
    ],
)
def test_the_d_with_a_bar_stays_a_d(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text(st.characters()))
def test_a_slug_is_short_and_of_plain_letters_whatever_the_name(name: str) -> None:
    slug = slugify(name, fallback="san-pham")
    assert 0 < len(slug) <= LONGEST_SLUG
    assert slug.isascii()
    assert all(part.isalnum() and part == part.lower() for part in slug.split("-"))
    assert (is_provisional(slug), is_provisional(provisional_slug(name))) == (False, True)


def test_long_names_are_cut_between_words() -> None:
    assert slugify("mật ong " * 30) == "-".join(["mat-ong"] * 10)


def test_the_first_free_number_is_added() -> None:
    assert unique_slug("mat-ong", {"mat-ong", "mat-ong-2", "mat-ong-4"}) == "mat-ong-3"


@pytest.mark.django_db
def test_a_product_gets_a_slug_that_no_product_has() -> None:
    make_product(slug="mat-ong")
    make_product(slug="mat-ong-2")

    assert lasting_slug("Mật ong") == "mat-ong-3"
    assert lasting_slug("Mật ong", taken={"mat-ong"}) == "mat-ong-2"
    assert lasting_slug("蜂蜜") == "san-pham"


def test_provisional_slugs_differ_by_chance_and_one_that_is_missing_is_provisional() -> None:
    assert len({provisional_slug("Mật ong") for _ in range(100)}) == 100
    assert (is_provisional(""), is_provisional("mat-ong-2")) == (True, False)


@pytest.mark.django_db
def test_a_new_cooperative_gets_a_slug_that_no_cooperative_has() -> None:
    make_cooperative(slug="htx-ong-da")
    make_product(slug="htx-ong-da-2")

    assert new_cooperative_slug("HTX Ong Đá") == "htx-ong-da-2"

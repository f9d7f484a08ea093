"""What is still to be done for goods."""

import pytest

from catalogue.approval import edit_product, reject_product, submit_product
from catalogue.chores import Chore, goods_with
from catalogue.lifecycle import delete_variant
from catalogue.media.items import add_photo
from catalogue.models import Product
from catalogue.numbering import assign_in_store_number
from tests.catalogue.approval.goods import make_approved, make_draft, only_variant
from tests.catalogue.media.accepted import kept_photo
from tests.catalogue.media.conftest import media_folder
from tests.factories import make_variant

__all__ = ["media_folder"]

pytestmark = pytest.mark.django_db


def slugs(chore: Chore) -> list[str]:
    return list(goods_with(chore, Product.objects.present()).order_by("pk").values_list("slug", flat=True))


def test_each_chore_is_about_exactly_its_goods() -> None:
    draft = make_draft()
    rejected = reject_product(product=submit_product(product=make_draft()), reason="Thiếu ảnh")
    waiting = submit_product(product=make_draft())
    public = make_approved()
    changed = edit_product(product=make_approved(), changes={"description": {"vi": "Mới"}})
    refused = edit_product(product=make_approved(), changes={"description": {"vi": "Mới"}})
    reject_product(product=refused, reason="Sai")
    with_new_variant = make_approved()
    make_variant(product=with_new_variant, approved=False)

    assert slugs(Chore.DRAFT) == [draft.slug]
    assert slugs(Chore.SENT_BACK) == [rejected.slug, refused.slug, with_new_variant.slug]
    assert slugs(Chore.WAITING) == [waiting.slug, changed.slug]
    assert public.slug in slugs(Chore.UNNUMBERED)


def test_goods_are_unnumbered_while_a_present_variant_has_no_number_and_photoless_without_a_photo() -> None:
    product = make_draft()
    assign_in_store_number(variant=only_variant(product))
    second = make_variant(product=product)
    assert (slugs(Chore.UNNUMBERED), slugs(Chore.PHOTOLESS)) == ([product.slug], [product.slug])

    delete_variant(variant=second)
    add_photo(product=product, kept=kept_photo())

    assert (slugs(Chore.UNNUMBERED), slugs(Chore.PHOTOLESS)) == ([], [])

"""A storefront has a key of the published shape."""

import pytest
from django.db import IntegrityError, transaction

from catalogue.models import Storefront

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "key"), [("web", "sk_" + "a" * 32), ("web", "pk_short"), ("fax", "pk_" + "a" * 32)]
)
def test_a_wrong_storefront_is_refused_by_the_database(kind: str, key: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Storefront.objects.create(name="Cửa hàng", kind=kind, publishable_key=key)

    assert not Storefront.objects.exists()

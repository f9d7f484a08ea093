"""Drafts of before give up their slugs; what was public once keeps its own."""

import importlib
import re

import pytest
from django.apps import apps
from django.db import connection

from catalogue.models import ApprovalEvent, ApprovalKind, Product
from tests.factories import make_product

pytestmark = pytest.mark.django_db

step = importlib.import_module("catalogue.migrations.0019_provisional_slugs")
NEVER_SEEN = {"state": "draft", "published_at": None}


def test_only_goods_that_were_never_approved_get_another_slug() -> None:
    public = make_product(slug="mat-ong")
    unseen = [make_product(slug=slug, **NEVER_SEEN) for slug in ("mat-ong-2", "san-pham-bi-mat")]
    told = make_product(slug="che-2", **NEVER_SEEN)
    ApprovalEvent.objects.create(product=told, kind=ApprovalKind.APPROVED, actor="user:1", at=told.created_at)
    undone = make_product(slug="gao-2")
    undone.state, undone.published_at = "draft", None
    undone.save()

    step.make_unseen_ones_provisional(apps, connection.schema_editor())

    kept = Product.objects.filter(pk__in=[public.pk, told.pk, undone.pk]).order_by("pk")
    assert list(kept.values_list("slug", flat=True)) == ["mat-ong", "che-2", "gao-2"]
    given = [Product.objects.get(pk=one.pk).slug for one in unseen]
    assert re.fullmatch(r"mat-ong_[0-9a-f]{10} san-pham-bi-mat_[0-9a-f]{10}", " ".join(given))

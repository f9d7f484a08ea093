"""Shapes of answers that lists share, for the schema."""

from functools import cache
from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers


@cache
def page_shape(item: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """Return the shape of a page of ``item``: results and the addresses of the neighbours."""
    name = item.__name__.removesuffix("Serializer")
    page: serializers.Serializer[Any] = inline_serializer(
        f"{name}Page",
        {
            "results": item(many=True),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
        },
    )
    return page

"""The product's addresses and one more: a bare view that returns ready bytes, the yardstick.

It stands in the store, so that both take the same road through the middleware.
"""

import os
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@lru_cache
def body(number: int) -> bytes:
    """Return the bytes that the product answered, kept by the benchmark before it measures."""
    return (Path(os.environ["HTX_BENCH_BODIES"]) / str(number)).read_bytes()


def bare(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """Answer the bytes of the product without doing anything."""
    return HttpResponse(body(number), content_type="application/json")


urlpatterns = [*product, path("api/v1/store/bench/<int:number>", bare)]

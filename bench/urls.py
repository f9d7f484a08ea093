"""The product's addresses and two more: a bare view of ready bytes, the yardstick, and a look inside.

They stand in the store, so that all take the same road through the middleware.
"""

import os
from functools import lru_cache
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

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


def largest_child(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer the MB that the largest process took which this one began and saw the end of."""
    return HttpResponse(str(getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024), content_type="text/plain")


urlpatterns = [
    *product,
    path("api/v1/store/bench/<int:number>", bare),
    path("api/v1/store/bench/largest-child", largest_child),
]

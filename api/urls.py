"""The addresses under ``/api/``."""

from django.urls import include, path

from api import documentation

urlpatterns = [
    path("docs/", documentation.docs, name="docs"),
    path("schema/", documentation.schema, name="schema"),
    path("v1/store/", include("api.store.urls")),
]

"""The addresses under ``/api/`` that belong to no surface."""

from django.urls import path

from api import documentation

urlpatterns = [
    path("docs/", documentation.docs, name="docs"),
    path("schema/", documentation.schema, name="schema"),
]

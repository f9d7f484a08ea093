"""The addresses of the resolver. A lot may hold a slash, so a key takes all that follows it."""

from django.urls import path, re_path

from api.resolver.views import description, resolve
from catalogue.gs1.compressed_link import SHORTEST
from catalogue.gs1.link_grammar import QUALIFIERS

urlpatterns = [
    re_path(rf"^(?:{'|'.join(QUALIFIERS)})/(?s:.*)$", resolve, name="digital-link"),
    re_path(rf"^[A-Za-z0-9_-]{{{SHORTEST},}}/?$", resolve, name="compressed-link"),
    path(".well-known/gs1resolver", description, name="gs1resolver"),
]

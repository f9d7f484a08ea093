"""The addresses of the public pages."""

from django.urls import path

from pages.cooperatives import cooperative
from pages.units import logistic_unit
from pages.views import product

urlpatterns = [
    path("p/<path:slug>", product, name="product-page"),
    path("c/<path:slug>", cooperative, name="cooperative-page"),
    path("u/<str:sscc>", logistic_unit, name="unit-page"),
]

"""The addresses of the public pages."""

from django.urls import path

from pages.views import product

urlpatterns = [path("p/<path:slug>", product, name="product-page")]

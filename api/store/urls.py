"""The addresses under ``/api/v1/store/``."""

from django.urls import path

from api.store import barcodes, directory, products, scans

urlpatterns = [
    path("products", products.Products.as_view()),
    path("products/<slug:slug>", products.Product.as_view()),
    path("categories", directory.Categories.as_view()),
    path("cooperatives", directory.Cooperatives.as_view()),
    path("cooperatives/<slug:slug>", directory.Cooperative.as_view()),
    path("suggest", directory.Suggestions.as_view()),
    path("scan", scans.Scan.as_view()),
    path("barcodes/<str:gtin>.svg", barcodes.BarcodeSvg.as_view()),
    path("barcodes/<str:gtin>.png", barcodes.BarcodePng.as_view()),
]

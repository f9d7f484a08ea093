"""The addresses under ``/api/v1/store/``."""

from django.urls import path

from api.store import barcodes, scans

urlpatterns = [
    path("scan", scans.Scan.as_view()),
    path("barcodes/<str:gtin>.svg", barcodes.BarcodeSvg.as_view()),
    path("barcodes/<str:gtin>.png", barcodes.BarcodePng.as_view()),
]

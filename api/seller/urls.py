"""The addresses under ``/api/v1/seller/``."""

from django.urls import path, register_converter

from api.seller import numbers
from api.staff.converters import KeyConverter

register_converter(KeyConverter, "key")

urlpatterns = [
    path("company-prefixes", numbers.CompanyPrefixes.as_view()),
    path("gtins", numbers.Gtins.as_view()),
    path("gtins/<str:gtin>/retire", numbers.GtinRetirement.as_view()),
    path("in-store-numbers", numbers.InStoreNumbers.as_view()),
    path("scan-aliases", numbers.ScanAliases.as_view()),
    path("scan-aliases/<key:key>", numbers.OneScanAlias.as_view()),
]

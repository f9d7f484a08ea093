"""The addresses under ``/api/v1/seller/``."""

from django.urls import include, path

import api.staff.converters  # noqa: F401 - <key:…> in addresses
from api.seller import numbers

urlpatterns = [
    path("", include("api.seller.people_urls")),
    path("company-prefixes", numbers.CompanyPrefixes.as_view()),
    path("gtins", numbers.Gtins.as_view()),
    path("gtins/<str:gtin>/retire", numbers.GtinRetirement.as_view()),
    path("in-store-numbers", numbers.InStoreNumbers.as_view()),
    path("scan-aliases", numbers.ScanAliases.as_view()),
    path("scan-aliases/<key:key>", numbers.OneScanAlias.as_view()),
]

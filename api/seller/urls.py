"""The addresses under ``/api/v1/seller/``."""

from django.urls import include, path

import api.staff.converters  # noqa: F401 - <key:…> in addresses
from api.seller import (
    certificates,
    exports,
    histories,
    imports,
    label_stocks,
    label_templates,
    labels,
    logistic_units,
    media,
    numbers,
    papers,
    printers,
    products,
    variants,
)

urlpatterns = [
    path("", include("api.seller.people_urls")),
    path("products", products.Products.as_view()),
    path("products/<key:key>", products.OneProduct.as_view()),
    path("products/<key:key>/submit", products.ProductSubmission.as_view()),
    path("products/<key:key>/pending-changes", products.PendingChanges.as_view()),
    path("products/<key:key>/copy", products.ProductCopy.as_view()),
    path("products/<key:key>/restore", products.ProductRestoration.as_view()),
    path("products/<key:key>/merge", products.ProductMerger.as_view()),
    path("variants", variants.Variants.as_view()),
    path("variants/<key:key>", variants.OneVariant.as_view()),
    path("variants/<key:key>/copy", variants.VariantCopy.as_view()),
    path("variants/<key:key>/restore", variants.VariantRestoration.as_view()),
    path("variants/<key:key>/merge", variants.VariantMerger.as_view()),
    path("certificates", certificates.Certificates.as_view()),
    path("certificates/<key:key>", certificates.OneCertificate.as_view()),
    path("certificates/<key:key>/papers", papers.Papers.as_view()),
    path("papers/<key:key>", papers.OnePaper.as_view()),
    path("papers/<key:key>/file", papers.PaperFile.as_view()),
    path("media", media.Media.as_view()),
    path("media/<key:key>", media.OneMediaItem.as_view()),
    path("media/<key:key>/restore", media.MediaRestoration.as_view()),
    *(
        path(f"{told.name}/<key:key>/history", histories.History.as_view(told=told))
        for told in histories.TOLD
    ),
    *(
        path(f"{told.name}/<key:key>/history/<key:change>/restore", histories.Restoration.as_view(told=told))
        for told in histories.TOLD
    ),
    path("labels", labels.Labels.as_view()),
    path("labels/preflight", labels.LabelPreflight.as_view()),
    path("labels/<key:key>", labels.Labelled.as_view()),
    path("labels/<key:key>/file", labels.LabelFile.as_view()),
    path("labels/<key:key>/cancel", labels.LabelCancellation.as_view()),
    path("labels/<key:key>/reprint", labels.LabelReprint.as_view()),
    path("labels/preview", labels.LabelPreview.as_view()),
    path("label-stocks", label_stocks.LabelStocks.as_view()),
    path("label-stocks/<key:key>", label_stocks.OneLabelStock.as_view()),
    path("printers", printers.Printers.as_view()),
    path("printers/<key:key>", printers.OnePrinter.as_view()),
    path("printers/<key:key>/calibration-page", printers.CalibrationPage.as_view()),
    path("printers/<key:key>/measures", printers.PrinterMeasures.as_view()),
    path("label-templates", label_templates.LabelTemplates.as_view()),
    path("label-templates/<key:key>", label_templates.OneLabelTemplate.as_view()),
    path("imports", imports.Imports.as_view()),
    path("imports/template.xlsx", imports.ImportTemplate.as_view()),
    path("imports/<key:key>", imports.Import.as_view()),
    path("imports/<key:key>/errors", imports.ImportErrors.as_view()),
    path("imports/<key:key>/warnings", imports.ImportWarnings.as_view()),
    path("imports/<key:key>/apply", imports.ImportApplication.as_view()),
    path("imports/<key:key>/undo", imports.ImportUndo.as_view()),
    path("exports/products.xlsx", exports.ExportXlsx.as_view()),
    path("exports/products.csv", exports.ExportCsv.as_view()),
    path("company-prefixes", numbers.CompanyPrefixes.as_view()),
    path("gtins", numbers.Gtins.as_view()),
    path("gtins/<str:gtin>/retire", numbers.GtinRetirement.as_view()),
    path("logistic-units", logistic_units.LogisticUnits.as_view()),
    path("in-store-numbers", numbers.InStoreNumbers.as_view()),
    path("scan-aliases", numbers.ScanAliases.as_view()),
    path("scan-aliases/<key:key>", numbers.OneScanAlias.as_view()),
]

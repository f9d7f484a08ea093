"""The rows of the catalogue."""

from catalogue.models.approvals import ApprovalEvent, ApprovalKind
from catalogue.models.categories import Category
from catalogue.models.certificates import Certificate, CertificateKind
from catalogue.models.cooperatives import Cooperative, PartyType
from catalogue.models.imports import ImportAction, ImportJob, ImportRow, ImportStatus
from catalogue.models.listings import CatalogueGeneration, ListingDocument, SearchEntry
from catalogue.models.logistics import LogisticUnit, LogisticUnitContent
from catalogue.models.media import (
    KEPT_AFTER_DELETION,
    CertificatePaper,
    MediaFile,
    MediaItem,
    MediaKind,
)
from catalogue.models.numbers import (
    CompanyPrefix,
    Gtin,
    GtinState,
    InStoreNumber,
    InStoreRange,
    PackagingLevel,
    ScanAlias,
)
from catalogue.models.printing import PrintJob, PrintStatus
from catalogue.models.products import LabelGroup, Product, ProductState, Variant
from catalogue.models.profiles import LabelProfile, ProfileKind
from catalogue.models.storefronts import Storefront, StorefrontGrant, StorefrontKind

__all__ = [
    "KEPT_AFTER_DELETION",
    "ApprovalEvent",
    "ApprovalKind",
    "CatalogueGeneration",
    "Category",
    "Certificate",
    "CertificateKind",
    "CertificatePaper",
    "CompanyPrefix",
    "Cooperative",
    "Gtin",
    "GtinState",
    "ImportAction",
    "ImportJob",
    "ImportRow",
    "ImportStatus",
    "InStoreNumber",
    "InStoreRange",
    "LabelGroup",
    "LabelProfile",
    "ListingDocument",
    "LogisticUnit",
    "LogisticUnitContent",
    "MediaFile",
    "MediaItem",
    "MediaKind",
    "PackagingLevel",
    "PartyType",
    "PrintJob",
    "PrintStatus",
    "Product",
    "ProductState",
    "ProfileKind",
    "ScanAlias",
    "SearchEntry",
    "Storefront",
    "StorefrontGrant",
    "StorefrontKind",
    "Variant",
]

"""What the public reads: pages of ready JSON, each with the generation that it was read at."""

from catalogue.browsing.directory import categories, cooperative_document, cooperatives
from catalogue.browsing.pages import Document, Page, Version, current_version
from catalogue.browsing.products import browse, product_document
from catalogue.browsing.queries import ProductQuery
from catalogue.browsing.suggestions import suggest

__all__ = [
    "Document",
    "Page",
    "ProductQuery",
    "Version",
    "browse",
    "categories",
    "cooperative_document",
    "cooperatives",
    "current_version",
    "product_document",
    "suggest",
]

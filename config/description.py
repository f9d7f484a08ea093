"""What the OpenAPI document says of the API as a whole."""

DESCRIPTION: dict[str, object] = {
    "TITLE": "HTX catalogue",
    "DESCRIPTION": (
        "Goods of Vietnamese cooperatives: listings, search, scans and barcodes.\n\n"
        "Reads are open and carry a strong ETag: send it back in If-None-Match. Refusals are problem "
        "documents (RFC 9457) with a stable `code`. A query parameter that an address does not know is "
        "refused, an empty one counts as not given. Money is whole đồng."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_NAME_OVERRIDES": {
        "ProductStateEnum": "catalogue.models.ProductState",
        "PackagingLevelEnum": "catalogue.models.PackagingLevel",
        "GtinStateEnum": "catalogue.models.GtinState",
        "MediaKindEnum": "catalogue.models.MediaKind",
        "CertificateKindEnum": "catalogue.models.CertificateKind",
        "ApprovalKindEnum": "catalogue.models.ApprovalKind",
        "GrantEnum": "people.models.Grant",
        "StorefrontGrantEnum": "catalogue.models.storefronts.StorefrontGrant",
        "StorefrontKindEnum": "catalogue.models.StorefrontKind",
        "RoleEnum": "people.models.Role",
        "LanguageEnum": ["vi", "en"],
        "PrinterLanguageEnum": "api.seller.profile_shapes.PRINTER_LANGUAGES",
        "SessionRoleEnum": "api.seller.session.ROLES",
    },
    "TAGS": [
        {"name": "products", "description": "Listings and search."},
        {"name": "directory", "description": "Ways to find goods."},
        {"name": "scan", "description": "From a code to the goods that carry it."},
        {"name": "barcodes", "description": "Numbers as pictures that scan."},
        {"name": "goods", "description": "Products and variants of one's own cooperative."},
        {"name": "approval", "description": "From the draft to the public."},
        {"name": "media", "description": "Photos of goods, and clips for people who do not read."},
        {"name": "certificates", "description": "Papers about goods, checked by a person."},
        {"name": "numbers", "description": "Company prefixes, GTINs, in-store numbers and other codes."},
        {"name": "labels", "description": "Labels looked over, printed, logged and printed again."},
        {"name": "imports", "description": "Goods as spreadsheets, in and out."},
        {"name": "history", "description": "Who changed what, and bringing it back."},
        {"name": "account", "description": "Coming in, one's own password, second factor and tokens."},
        {"name": "people", "description": "Members and secret keys of cooperatives."},
        {"name": "alliance", "description": "What officers of the Alliance do."},
        {"name": "health", "description": "Probes."},
    ],
}

"""The verbs of the ledger: register prefixes, give, take over and retire numbers, link other codes.

Each verb is one transaction, renders the listings it changes, and changes nothing when it refuses.
"""

from catalogue.numbering.adoption import adopt_gtin, adopt_gtins, ownable_gtin
from catalogue.numbering.aliases import add_scan_alias, alias_code
from catalogue.numbering.allocation import allocate_gtin, assign_reserved_gtin, reserve_gtin
from catalogue.numbering.in_store import assign_in_store_number
from catalogue.numbering.logistic_units import allocate_sscc, require_own_sscc
from catalogue.numbering.missing import NumbersGiven, Refusal, number_missing_variants
from catalogue.numbering.prefixes import (
    PrefixUsage,
    change_prefix_validity,
    is_in_use,
    register_company_prefix,
    remove_company_prefix,
    usage,
)
from catalogue.numbering.retirement import has_codes, retire_gtin
from catalogue.numbering.unit_contents import LARGEST_COUNT, MOST_CONTENTS, StatedContent

__all__ = [
    "LARGEST_COUNT",
    "MOST_CONTENTS",
    "NumbersGiven",
    "PrefixUsage",
    "Refusal",
    "StatedContent",
    "add_scan_alias",
    "adopt_gtin",
    "adopt_gtins",
    "alias_code",
    "allocate_gtin",
    "allocate_sscc",
    "assign_in_store_number",
    "assign_reserved_gtin",
    "change_prefix_validity",
    "has_codes",
    "is_in_use",
    "number_missing_variants",
    "ownable_gtin",
    "register_company_prefix",
    "remove_company_prefix",
    "require_own_sscc",
    "reserve_gtin",
    "retire_gtin",
    "usage",
]

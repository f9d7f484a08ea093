"""GS1 Digital Link URIs put together.

Source: GS1 Digital Link Standard: URI Syntax, release 1.6.0, sections 4 and 5.
"""

from collections.abc import Mapping

from catalogue.gs1.companions import require_companions
from catalogue.gs1.digital_link import link_under
from catalogue.gs1.element_string_building import check_elements
from catalogue.gs1.errors import DigitalLinkInvalid, ElementStringInvalid
from catalogue.gs1.link_grammar import (
    CANONICAL_STEM,
    NEVER_ATTRIBUTES,
    QUALIFIERS,
    link_query,
    qualifiers_among,
)


def build_digital_link(base: str, elements: Mapping[str, str], *, key: str = "") -> str:
    """Return the link of ``elements``, AI to value, under ``base``: key and qualifiers in the path.

    Without ``key`` it is the first of 01, 8006, 8010, 00, 414, 415, 417 … that is there. The link is taken
    for all that stands on the item, so what an AI needs must be in it.

    >>> build_digital_link("https://id.example.vn", {"10": "A/B", "01": "09521234567899", "17": "270331"})
    'https://id.example.vn/01/09521234567899/10/A%2FB?17=270331'

    Raises DigitalLinkInvalid; for a GTIN AllZeros, GtinCheckDigit, or RestrictedCirculation.
    """
    try:
        check_elements(elements)
        require_companions(elements)
    except ElementStringInvalid as error:
        raise DigitalLinkInvalid(**error.facts) from None
    key = key or next((ai for ai in QUALIFIERS if ai in elements), "")
    if key not in QUALIFIERS or key not in elements:
        raise DigitalLinkInvalid(
            reason_vi="không có khoá GS1 (như 01) trong dữ liệu",
            reason_en="there is no GS1 key (such as 01) in it",
        )
    attributes = dict(elements)
    pairs = {ai: attributes.pop(ai) for ai in (key, *qualifiers_among(key, elements))}
    for ai in filter(NEVER_ATTRIBUTES.__contains__, attributes):
        raise DigitalLinkInvalid(
            reason_vi=f"({ai}) không đi cùng ({key}) trong liên kết",
            reason_en=f"({ai}) can not stand in a link with ({key})",
        )
    return link_under(base, pairs) + link_query(attributes)


def canonical_uri(elements: Mapping[str, str], *, key: str = "") -> str:
    """Return the link of ``elements`` under id.gs1.org. Raises what ``build_digital_link`` raises."""
    return build_digital_link(CANONICAL_STEM, elements, key=key)

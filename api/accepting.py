"""Which representations a client accepts.

Source: RFC 9110 section 12.5.1 (Accept).
"""

from functools import lru_cache


@lru_cache(maxsize=1_024)
def accepts(header: str, media_type: str) -> bool:
    """Return whether an Accept header admits ``media_type``: its most specific range has q above 0."""
    if not header.strip():
        return True
    kind = media_type.partition("/")[0]
    ranks = {media_type: 3, f"{kind}/*": 2, "*/*": 1}
    best, admitted = 0, False
    for item in header.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        rank = ranks.get(name, 0)
        if rank > best:
            best, admitted = rank, not any(_is_zero(parameter) for parameter in parameters)
    return admitted


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip() in {"0", "0.", "0.0", "0.00", "0.000"}

"""Finding the party that somebody names."""

import re

from catalogue.errors import NotFound
from catalogue.gs1.errors import printable
from catalogue.models import Cooperative


class CooperativeUnknown(NotFound):
    """A tax code that no cooperative has."""

    code = "cooperative_unknown"
    vi = "Không có hợp tác xã nào có mã số thuế {tax_code}."
    en = "No cooperative has the tax code {tax_code}."


def find_cooperative(tax_code: str) -> Cooperative:
    """Return the cooperative with ``tax_code``, written with or without blanks, dots and hyphens.

    Raises CooperativeUnknown.
    """
    found = Cooperative.objects.filter(tax_code=re.sub(r"[\s.\-]", "", tax_code)).first()
    if found is None:
        raise CooperativeUnknown(tax_code=printable(tax_code))
    return found

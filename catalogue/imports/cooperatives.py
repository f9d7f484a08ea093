"""The cooperatives that the rows of a file name: those on record, and new ones."""

from collections import defaultdict
from collections.abc import Sequence

from catalogue.imports.notes import CooperativeDetailsKept
from catalogue.imports.row_errors import (
    CompanyPrefixDiffers,
    CompanyPrefixTaken,
    CooperativeIncomplete,
    CooperativeNameDiffers,
)
from catalogue.imports.rows import CheckedRow
from catalogue.imports.together import DETAILS
from catalogue.models import CompanyPrefix, Cooperative
from catalogue.numbering import register_company_prefix
from catalogue.search.folding import fold
from catalogue.slugs import new_cooperative_slug

_CHUNK = 500
_PREFIX_LENGTHS = range(7, 11)
_NEEDED = ("cooperative", "commune", "commune_code", "province_code")
_ON_RECORD = {
    "phone": "phone",
    "commune_code": "commune_code",
    "province_code": "province_code",
    "legacy_address": "legacy_address",
    "address_vi": "address",
    "party_type": "party_type",
}


class CooperativeBook:
    """Cooperatives and company prefixes by tax code, as they are on record and as the rows add to them."""

    def __init__(self, rows: Sequence[CheckedRow]) -> None:
        self._rows: dict[str, list[CheckedRow]] = defaultdict(list)
        self._stated: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows:
            if tax_code := row.values.get("tax_code"):
                self._rows[tax_code].append(row)
                for column in DETAILS:
                    if row.values.get(column) is not None:
                        self._stated[tax_code].setdefault(column, row.values[column])
        self.known: dict[str, Cooperative] = {}
        tax_codes = list(self._rows)
        for start in range(0, len(tax_codes), _CHUNK):
            for cooperative in Cooperative.objects.filter(tax_code__in=tax_codes[start : start + _CHUNK]):
                self.known[cooperative.tax_code] = cooperative
        # A province has some two thousand prefixes in all.
        self._registered = list(CompanyPrefix.objects.select_related("cooperative").order_by("pk"))
        self._prefixes: dict[int, list[str]] = defaultdict(list)
        for prefix in self._registered:
            self._prefixes[prefix.cooperative_id].append(prefix.prefix)

    def prefixes(self, row: CheckedRow) -> list[str]:
        """Return the company prefixes that the row's cooperative has, or will have after the import."""
        tax_code = row.values.get("tax_code", "")
        known = self.known.get(tax_code)
        stated = self._stated[tax_code].get("company_prefix")
        on_record = self._prefixes[known.pk] if known else []
        return [*on_record, *([stated] if stated and stated not in on_record else [])]

    def check(self) -> None:
        """Refuse rows that contradict the record, and new cooperatives whose record would be incomplete."""
        overlapping = self._overlapping_prefixes()
        for tax_code, rows in self._rows.items():
            known = self.known.get(tax_code)
            if known is None:
                for column in _NEEDED:
                    if column not in self._stated[tax_code] and not any(
                        error.column == column for error in rows[0].errors
                    ):
                        rows[0].refuse(column, CooperativeIncomplete(tax_code=tax_code))
            else:
                self._compare(known, rows)
            for row in rows:
                taken = overlapping.get(row.values.get("company_prefix") or "")
                if taken and taken.cooperative.tax_code != tax_code:
                    facts = {"known": taken.prefix, "owner": taken.cooperative.name}
                    row.refuse(
                        "company_prefix", CompanyPrefixTaken(prefix=row.values["company_prefix"], **facts)
                    )

    def create_missing(self) -> None:
        """Create the cooperatives that are not on record yet, and register the prefixes that are new."""
        taken: list[str] = []
        for tax_code in sorted(self._rows):  # in one order, so that two imports do not wait for each other
            stated = self._stated[tax_code]
            cooperative = self.known.get(tax_code)
            if cooperative is None:
                slug = new_cooperative_slug(stated["cooperative"], taken=taken)
                taken.append(slug)
                cooperative = self.known[tax_code] = _new(tax_code, slug, stated)
            prefix = stated.get("company_prefix")
            if prefix and prefix not in self._prefixes[cooperative.pk]:
                register_company_prefix(cooperative=cooperative, prefix=prefix)
                self._prefixes[cooperative.pk].append(prefix)

    def _compare(self, known: Cooperative, rows: list[CheckedRow]) -> None:
        on_record = self._prefixes[known.pk]
        for row in rows:
            name, prefix = row.values.get("cooperative"), row.values.get("company_prefix")
            if name and fold(name) != fold(known.name):
                facts = {"tax_code": known.tax_code, "known": known.name, "text": name}
                row.refuse("cooperative", CooperativeNameDiffers(**facts))
            if prefix and on_record and prefix not in on_record:
                row.refuse("company_prefix", CompanyPrefixDiffers(prefix=prefix, known=", ".join(on_record)))
        stated = self._stated[known.tax_code]
        for column, field in _ON_RECORD.items():
            recorded = getattr(known, field)
            if column == "address_vi":
                recorded = recorded.get("vi", "")
            if column in stated and stated[column] != recorded:
                rows[0].warn(column, CooperativeDetailsKept(known=recorded, text=stated[column]))

    def _overlapping_prefixes(self) -> dict[str, CompanyPrefix]:
        """Return for each prefix of the file one on record that it is, begins or begins with."""
        by_prefix = {known.prefix: known for known in self._registered}
        by_beginning = {
            known.prefix[:length]: known for known in self._registered for length in _PREFIX_LENGTHS
        }
        found: dict[str, CompanyPrefix] = {}
        for prefix in {
            stated["company_prefix"] for stated in self._stated.values() if "company_prefix" in stated
        }:
            above = (by_prefix.get(prefix[:length]) for length in _PREFIX_LENGTHS)
            known = by_beginning.get(prefix) or next((one for one in above if one), None)
            if known:
                found[prefix] = known
        return found


def _new(tax_code: str, slug: str, stated: dict[str, str]) -> Cooperative:
    return Cooperative.objects.create(
        tax_code=tax_code,
        slug=slug,
        name=stated["cooperative"],
        party_type=stated["party_type"],
        commune_name=stated["commune"],
        commune_code=stated["commune_code"],
        province_code=stated["province_code"],
        phone=stated.get("phone", ""),
        legacy_address=stated.get("legacy_address", ""),
        address={"vi": stated["address_vi"]} if "address_vi" in stated else {},
    )

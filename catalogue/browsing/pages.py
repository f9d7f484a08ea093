"""What a public read returns, and the version it was read at."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.generations import current_generation
from catalogue.listings import today

# One row even when nothing was ever published. Part of the same statement as the rows it speaks for: two
# statements could straddle a writer's commit, and the version would lie about the rows.
GENERATION = "(SELECT COALESCE(MAX(number), 0) AS number FROM catalogue_cataloguegeneration) g"


class Version(NamedTuple):
    """Two reads of one address at one version are the same, byte for byte."""

    generation: int
    day: datetime.date
    """Certificates begin and end by the day, without any write."""

    def __str__(self) -> str:
        return f"{self.generation}.{self.day:%Y%m%d}"


@dataclass(frozen=True)
class Page:
    """Items as JSON texts, in their order, with the cursors of the pages beside."""

    items: list[str]
    version: Version
    next_cursor: str | None = None
    previous_cursor: str | None = None


@dataclass(frozen=True)
class Document:
    """One thing as a JSON text."""

    json: str
    version: Version


def current_version() -> Version:
    """Return the version that a read would have now, in one query."""
    return Version(current_generation(), today())

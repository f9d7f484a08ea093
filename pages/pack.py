"""What a scanned label says of the very pack: lot, dates and serial, as they came in the address."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from catalogue.gs1.application_identifiers import APPLICATION_IDENTIFIERS, check_value
from catalogue.gs1.decoded_values import decode
from catalogue.gs1.errors import Gs1Error
from catalogue.listings import today

# AI to the word for it, in the order they are shown.
_SHOWN = {"10": "lot_number", "11": "produced", "15": "best_before", "17": "expires", "21": "serial"}


@dataclass(frozen=True)
class Pack:
    """``facts`` are pairs of a word's key and a text (ISO for days); ``query`` is what said so."""

    facts: tuple[tuple[str, str], ...]
    is_expired: bool
    query: tuple[tuple[str, str], ...]


def read_pack(query: str) -> Pack:
    """Return what ``query`` says; what GS1 does not allow there is left out."""
    given = dict(reversed(parse_qsl(query)))
    now = today()
    facts, kept, expired = [], [], False
    for ai, word in _SHOWN.items():
        try:
            value = check_value(APPLICATION_IDENTIFIERS[ai], given[ai])
            shown = str(next(iter(decode({ai: value}, this_year=now.year).values())))
        except (KeyError, Gs1Error):
            continue
        facts.append((word, shown))
        kept.append((ai, value))
        expired = expired or (ai == "17" and shown < now.isoformat())
    return Pack(tuple(facts), expired, tuple(kept))

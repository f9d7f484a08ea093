"""Element strings and links, read and fully checked, beside biip, which checks formats only.

The same 1,000 texts go to both in one run; the figure is texts per second, the median of several rounds.
"""

import statistics
import sys
import time
from collections.abc import Callable

from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_messages import GS1Message

from bench.claims import tell
from catalogue.gs1.company_prefix import build_gtin
from catalogue.gs1.digital_link import parse_digital_link
from catalogue.gs1.element_string import parse_element_string

TEXTS = 1000
ROUNDS = 7
LEAST_RATIO = 2


def texts() -> tuple[list[str], list[str]]:
    """Return element strings with GTIN, expiry, weight, lot and serial, and links with lot and expiry."""
    gtins = [build_gtin("9521234", number) for number in range(TEXTS)]
    raw = [f"01{gtin14}172703313103001250" + f"10L{gtin14[-4:]}\x1d21S-7" for gtin14 in gtins]
    links = [f"https://id.example.vn/01/{gtin14}/10/L{gtin14[-4:]}?17=270331" for gtin14 in gtins]
    return raw, links


def per_second(read: Callable[[str], object], given: list[str]) -> float:
    """Return how many of ``given`` are read in a second."""
    began = time.perf_counter()
    for text in given:
        read(text)
    return len(given) / (time.perf_counter() - began)


def main() -> int:
    """Print a line for each kind; return 1 when the claim is broken."""
    raw, links = texts()
    kinds: tuple[tuple[str, list[str], Callable[[str], object], Callable[[str], object]], ...] = (
        ("element_strings", raw, parse_element_string, GS1Message.parse),
        ("digital_links", links, parse_digital_link, GS1DigitalLinkURI.parse),
    )
    kept = []
    for name, given, ours, theirs in kinds:
        rounds = [(per_second(theirs, given), per_second(ours, given)) for _ in range(ROUNDS)]
        yardstick, value = (statistics.median(column) for column in zip(*rounds, strict=True))
        line = {
            "bench": f"gs1_speed_{name}",
            "yardstick": f"biip, which checks formats only: {yardstick:.0f} per second",
            "value": round(value),
            "ratio": round(value / yardstick, 2),
            "unit": f"{name.replace('_', ' ')} read per second",
        }
        kept.append(tell(line, least={"ratio": LEAST_RATIO}))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

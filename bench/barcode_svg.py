"""EAN-13 as SVG: symbols per second beside python-barcode's SVGWriter, each number drawn once only.

Both get the same distinct numbers in turn, in rounds, so that a busy machine slows both alike.
"""

import sys
import time
from collections.abc import Callable

from barcode.ean import EAN13
from barcode.writer import SVGWriter

from bench.claims import tell
from catalogue.barcodes.svg import svg
from catalogue.barcodes.symbols import encode
from catalogue.gs1.company_prefix import build_gtin

ROUNDS = 5
OURS_PER_ROUND = 2000
THEIRS_PER_ROUND = 100
LEAST_RATIO = 20


def draw_ours(number: str) -> int:
    """Return the length of our drawing of ``number``."""
    return len(svg(encode("ean13", number), x_mm=0.33))


def draw_theirs(number: str) -> int:
    """Return the length of python-barcode's drawing of ``number``."""
    return len(EAN13(number, writer=SVGWriter()).render())


def per_second(draw: Callable[[str], int], numbers: list[str]) -> float:
    """Return how many of ``numbers`` are drawn in a second."""
    began = time.perf_counter()
    for number in numbers:
        draw(number)
    return len(numbers) / (time.perf_counter() - began)


def main() -> int:
    """Print one JSON line with the medians of all rounds; return 1 when the claim is broken."""
    numbers = [build_gtin("9521234", reference)[1:] for reference in range(0, 100_000, 7)]
    draw_ours(numbers.pop())
    draw_theirs(numbers.pop())
    ours, theirs = [], []
    for _ in range(ROUNDS):
        mine, numbers = numbers[:OURS_PER_ROUND], numbers[OURS_PER_ROUND:]
        ours.append(per_second(draw_ours, mine))
        theirs.append(per_second(draw_theirs, mine[:THEIRS_PER_ROUND]))
    value, yardstick = sorted(ours)[ROUNDS // 2], sorted(theirs)[ROUNDS // 2]
    line = {
        "bench": "barcode_svg",
        "yardstick": f"python-barcode SVGWriter, {yardstick:.0f} EAN-13 per second",
        "value": round(value),
        "ratio": round(value / yardstick, 1),
        "unit": "EAN-13 SVG per second",
    }
    return 0 if tell(line, least={"ratio": LEAST_RATIO}) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Every paper with every printer and every kind of code: is what preflight says of it true?

What fits is drawn at the printer's dots and read whole with zxing-cpp, each bar on whole dots; what does not
fit is refused by layout, PDF and PNG. Every fiftieth that fits is printed as PDF and read from its page as
well. The yardstick is no fault at all. Takes a few minutes.
"""

import json
import sys
from collections import Counter

from tests.catalogue.labels.grid import combinations, examine, pdf_faults

PDF_EVERY = 50


def main() -> int:
    """Print the faults, then one line of JSON with the counts."""
    verdicts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    codes = pages = faults = 0
    for combination in combinations():
        outcome = examine(combination)
        verdicts[outcome.verdict] += 1
        codes += outcome.codes
        found = list(outcome.faults)
        if outcome.verdict == "fits" and verdicts["fits"] % PDF_EVERY == 0:
            pages += 1
            found += [f"PDF: {fault}" for fault in pdf_faults(combination)]
        for fault in found:
            kinds[fault.removeprefix("PDF: ").split()[0]] += 1
            print(f"{combination}: {fault}", file=sys.stderr)
        faults += bool(found)
    result = {
        "bench": "label_grid",
        "yardstick": "no fault",
        "value": faults,
        "ratio": None,
        "unit": "combinations with a fault",
        "combinations": sum(verdicts.values()),
        **verdicts,
        "codes": codes,
        "missing": kinds["missing"],
        "extra": kinds["extra"],
        "pdf_pages": pages,
    }
    print(json.dumps(result))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

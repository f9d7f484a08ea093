"""What 5,000 labels in one job add to the memory of a process, in each format; the yardstick is 150 MB.

Each format has a process of its own. It prints 50 labels first, which loads fonts and libraries; what counts
is how much its peak grows from there. Every label has its own number and QR code.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from bench.claims import tell
from bench.label_contents import contents
from catalogue.labels.jobs import LabelItem, LabelJob
from catalogue.labels.outputs import write_labels
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock

LABELS = 5000
WARM_UP = 50
MOST_MB = 150
# Sheets for PDF and PNG: a page of 24 labels at 600 dpi is the largest picture there is.
PAPERS = {
    "pdf": ("a4-24-70x37", "office-600"),
    "png": ("a4-24-70x37", "office-600"),
    "zpl": ("roll-50x30", "zpl-203"),
    "tspl": ("roll-50x30", "tspl-203"),
    "escpos": ("receipt-80x50", "escpos-80"),
}


def job(form: str, first: int, labels: int) -> LabelJob:
    """Return a job of ``labels`` different labels."""
    stock, printer = PAPERS[form]
    items = tuple(LabelItem(content) for content in contents(first, labels))
    return LabelJob(find_stock(stock), find_printer(printer), items)


def peak_mb() -> float:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def grow(form: str, file: BinaryIO) -> float:
    """Return by how many MB a job of 5,000 labels raises the peak; the job itself counts as well."""
    write_labels(job(form, 0, WARM_UP), form, file)
    before = peak_mb()
    write_labels(job(form, WARM_UP, LABELS), form, file)
    return peak_mb() - before


def main() -> int:
    """Print a line of JSON for each format, or as a child the growth alone; return 1 when it is too much."""
    if len(sys.argv) == 2:
        with Path(os.devnull).open("wb") as file:
            print(grow(sys.argv[1], file))
        return 0
    kept = []
    for form in PAPERS:
        child = subprocess.run(
            [sys.executable, "-m", "bench.label_memory", form], capture_output=True, text=True, check=True
        )
        grown = float(child.stdout)
        report = {
            "bench": f"label_memory_{form}",
            "yardstick": f"{MOST_MB} MB",
            "value": round(grown, 1),
            "ratio": round(grown / MOST_MB, 2),
            "unit": "MB that 5,000 different labels in one job add",
        }
        kept.append(tell(report, most={"value": MOST_MB}))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())

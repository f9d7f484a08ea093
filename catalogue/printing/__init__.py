"""Printing labels of the catalogue: planned, written to a file at once or by the worker, logged, repeated."""

from catalogue.printing.background import print_in_background
from catalogue.printing.files import open_labels, write_at_once
from catalogue.printing.jobs import (
    LABELS_AT_ONCE,
    NotPrintedYet,
    cancel_print,
    keep_written,
    queue_print,
    repeat_job,
)
from catalogue.printing.planning import ItemAsked, plan_job
from catalogue.printing.recovery import take_up_lost, watch_over_prints

__all__ = [
    "LABELS_AT_ONCE",
    "ItemAsked",
    "NotPrintedYet",
    "cancel_print",
    "keep_written",
    "open_labels",
    "plan_job",
    "print_in_background",
    "queue_print",
    "repeat_job",
    "take_up_lost",
    "watch_over_prints",
    "write_at_once",
]

"""Names of the values of papers and printers."""

from dataclasses import fields

from catalogue.labels.calibration import Marks
from catalogue.labels.label_stock import LabelStock
from catalogue.labels.printer import Printer
from catalogue.labels.value_names import VALUE_NAMES


def test_every_value_that_can_be_refused_has_a_name_in_both_languages() -> None:
    refused = {field.name for kind in (LabelStock, Printer, Marks) for field in fields(kind)}

    assert set(VALUE_NAMES) == refused
    assert all(vietnamese and english for vietnamese, english in VALUE_NAMES.values())

"""Labels laid out by the name of their template."""

from catalogue.labels.content import LabelContent
from catalogue.labels.geometry import LabelLayout
from catalogue.labels.layout import lay_out
from catalogue.labels.printers import find_printer
from catalogue.labels.stocks import find_stock
from catalogue.labels.templates.registry import find_template


def lay(content: LabelContent, template: str, stock: str, printer: str) -> LabelLayout:
    return lay_out(content, find_stock(stock), find_printer(printer), find_template(template))

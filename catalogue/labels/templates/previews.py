"""A template as a picture of one label, before anything is printed."""

from catalogue.labels.content import LabelContent
from catalogue.labels.layout import lay_out
from catalogue.labels.png import png_of
from catalogue.labels.printer import Printer
from catalogue.labels.raster import label_ink
from catalogue.labels.stocks import LabelStock
from catalogue.labels.templates.design import Template


def preview_png(content: LabelContent, stock: LabelStock, printer: Printer, template: Template) -> bytes:
    """Return one label as a 1-bit PNG, dot for dot as ``printer`` prints it.

    Raises what ``lay_out`` raises.
    """
    return png_of(label_ink(lay_out(content, stock, printer, template)), printer.dpi)

"""The templates that are there, by key."""

from catalogue.gs1.errors import printable
from catalogue.labels.errors import UnknownTemplate
from catalogue.labels.templates.design import Template

STANDARD = Template(
    key="standard",
    name_vi="Nhãn chuẩn: tên, giá, mã vạch, mã QR",
    name_en="Standard label: name, price, bars, QR code",
)
TEMPLATES = (STANDARD,)
_BY_KEY = {template.key: template for template in TEMPLATES}


def find_template(key: str) -> Template:
    """Return the template with this key.

    Raises UnknownTemplate.
    """
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownTemplate(template=printable(key), known=", ".join(_BY_KEY)) from None

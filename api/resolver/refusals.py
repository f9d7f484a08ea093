"""Why a Digital Link is not followed."""

from api import refusals
from catalogue.errors import NotFound
from catalogue.gs1.errors import Gs1Error


class MalformedLink(refusals.BadRequest):
    """The link breaks a rule of GS1, which its code and text tell."""

    def __init__(self, reason: Gs1Error) -> None:
        self.reason = reason
        self.code = reason.code  # type: ignore[misc]  # each reason keeps its own
        super().__init__()

    def text(self, language: str) -> str:
        """Return the sentence of the reason in ``language``."""
        return self.reason.text(language)


class UnknownItem(NotFound):
    """The link is well-formed, and nothing that the public may see has its number."""

    code = "not_found"
    vi = "Liên kết đúng quy cách, nhưng ở đây không có gì công khai mang số này."
    en = "The link is well-formed, but nothing public here has this number."


class LinkTypeNotFound(NotFound):
    """There are links for the item, none of the asked type."""

    code = "link_type_not_found"
    vi = "Mã này không có liên kết loại “{link_type}”."
    en = "This item has no link of the type “{link_type}”."


class LinkTypeRepeated(refusals.BadRequest):
    """Two link types at once cannot both be followed."""

    code = "invalid_parameter"
    vi = "Tham số “linkType” chỉ được xuất hiện một lần."
    en = "The parameter “linkType” may be given only once."

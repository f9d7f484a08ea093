"""The small forms of a product's page: what was typed into one that is refused stays, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.errors import Conflict
from catalogue.gs1.errors import CodedError
from desk.frame import DeskRequest, reasons

LONGEST_TYPED = 600


class FileMissing(CodedError):
    """A form without its file."""

    code = "file_missing"
    vi = "Hãy chọn tệp."
    en = "Choose a file."


class ChangedMeanwhile(Conflict):
    """A value that is not the one on the page any more."""

    code = "changed_meanwhile"
    vi = "Có người vừa sửa thành “{now}”. Hãy xem lại rồi lưu lần nữa."
    en = "Somebody has just changed it to “{now}”. Look again, then save once more."


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """A form that was refused: its name, what was typed, and the reasons."""

    name: str
    given: Mapping[str, str]
    lines: Sequence[str]


def refused_form(request: DeskRequest, name: str, error: CodedError) -> RefusedForm:
    """Return the form ``name`` as it was sent in ``request``, with what ``error`` says."""
    given = {field: str(value)[:LONGEST_TYPED] for field, value in request.POST.items()}
    return RefusedForm(name, given, reasons(error))


def require_seen(request: DeskRequest, now: str, shown: str) -> None:
    """Raise ChangedMeanwhile unless the form was made when the value was ``now``, to people ``shown``."""
    if request.POST.get("seen") != now:
        raise ChangedMeanwhile(now=shown)

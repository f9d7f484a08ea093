"""The refusals of the catalogue, by what the caller can do about them.

Only `api/errors.py` knows which status number belongs to which kind.
"""

from catalogue.gs1.errors import CodedError


class DomainError(CodedError):
    """A rule of the domain that a request breaks."""


class Invalid(DomainError):
    """The request itself is wrong: mend it and ask again."""


class ValuesInvalid(Invalid):
    """Values that a model does not take; ``messages`` tells them by field, in the language of the moment."""

    code = "values_invalid"
    vi = "Giá trị chưa hợp lệ ở: {fields}."
    en = "These values are not valid: {fields}."

    def __init__(self, *, messages: dict[str, list[str]]) -> None:
        self.messages = messages
        super().__init__(fields=", ".join(sorted(messages)))


class NotFound(DomainError):
    """What was asked for is not there, or not for the one who asks."""


class Conflict(DomainError):
    """The request is right, the present state does not allow it."""


class Unavailable(DomainError):
    """Something outside does not answer: ask again later."""

"""Errors that name their reason: one class for each, with a stable code and a text in each language."""

from typing import ClassVar


class CodedError(Exception):
    """An error with a stable ``code`` and a text in Vietnamese and English.

    Subclasses set ``code`` and the two templates; ``facts`` fill the templates.
    """

    code: ClassVar[str]
    vi: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """Return the sentence for people in ``language`` (``vi``; anything else is English)."""
        template = self.vi if language == "vi" else self.en
        return template.format(**self.facts)


class Gs1Error(CodedError, ValueError):
    """A number or code that breaks a rule of GS1."""

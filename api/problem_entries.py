"""The entries of a problem document: one for each wrong part of a request.

Source: RFC 6901 (JSON Pointer).
"""

from collections.abc import Mapping

from rest_framework import exceptions

from api import refusals
from catalogue.browsing.refusals import QueryRefused
from catalogue.gs1.errors import CodedError, SeveralErrors


def field_entry(error: CodedError, field: str, language: str) -> dict[str, str]:
    """Return the entry of ``error`` about one field of the body; an empty name is the body itself."""
    return {
        "pointer": f"/{_escape(field)}" if field else "",
        "code": error.code,
        "detail": error.text(language),
    }


def entries_of(error: CodedError, language: str) -> list[dict[str, str]]:
    """Return an entry for each wrong part that ``error`` tells of."""
    if isinstance(error, refusals.ParameterRefused):
        return [_parameter_entry(one, language) for one in (error, *error.also)]
    if isinstance(error, QueryRefused):
        return [_parameter_entry(error, language)]
    if isinstance(error, refusals.FieldRefused):
        reason = error.reason_vi if language == "vi" else error.reason_en
        pointer = f"/{_escape(error.field)}" if error.field else ""
        return [{"pointer": pointer, "code": "invalid", "detail": reason}]
    if isinstance(error, refusals.ValidationFailed):
        return list(_field_entries(error.facts.get("detail"), ""))
    reasons = error.reasons if isinstance(error, SeveralErrors) else [error]
    with_field = [(one, getattr(one, "field", None)) for one in reasons]
    return [field_entry(one, field, language) for one, field in with_field if field is not None]


def _parameter_entry(error: refusals.ParameterRefused | QueryRefused, language: str) -> dict[str, str]:
    return {
        "pointer": f"/{_escape(error.parameter)}",
        "parameter": error.parameter,
        "code": error.code,
        "detail": error.text(language),
    }


def _field_entries(detail: object, pointer: str) -> list[dict[str, str]]:
    """Return DRF's nested error detail as a flat list with a JSON Pointer for each."""
    if isinstance(detail, Mapping):
        entries = []
        for name, inner in detail.items():
            own = pointer if name == "non_field_errors" else f"{pointer}/{_escape(str(name))}"
            entries += _field_entries(inner, own)
        return entries
    if isinstance(detail, list):
        entries = []
        for position, inner in enumerate(detail):
            own = f"{pointer}/{position}" if isinstance(inner, Mapping | list) else pointer
            entries += _field_entries(inner, own)
        return entries
    code = detail.code if isinstance(detail, exceptions.ErrorDetail) else "invalid"
    return [{"pointer": pointer, "code": str(code), "detail": str(detail)}]


def _escape(name: str) -> str:
    """Return ``name`` as a token of a JSON Pointer."""
    return name.replace("~", "~0").replace("/", "~1")

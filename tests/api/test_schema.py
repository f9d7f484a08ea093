"""The committed schema is the one that the views declare, and it says what every address may answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from api.documentation import docs, schema
from api.schema import schema_bytes

COMMITTED = settings.BASE_DIR / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(schema_bytes("yaml"), yaml.CSafeLoader)
    return loaded


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, address, operation)
        for address, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_committed_schema_is_up_to_date_and_gives_no_warning(tmp_path: Path) -> None:
    written = tmp_path / "openapi.yaml"

    call_command("spectacular", "--fail-on-warn", "--file", str(written))  # `make lint` validates it

    assert written.read_text() == COMMITTED.read_text(), "run `make openapi`"


def test_every_view_is_in_the_schema(document: dict[str, Any]) -> None:
    def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
        found = []
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                found += addresses(pattern.url_patterns, prefix + str(pattern.pattern))
            elif hasattr(pattern.callback, "cls"):
                found.append("/" + prefix + str(pattern.pattern))
        return found

    served = addresses(get_resolver().url_patterns)

    assert len(served) == len(document["paths"]) > 70
    assert not hasattr(docs, "cls")
    assert not hasattr(schema, "cls")


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.1"
    for method, address, operation in operations(document):
        where = f"{method} {address}"
        assert operation["summary"].endswith("."), where
        assert operation["tags"], where
        assert {"400", "405", "406"} <= operation["responses"].keys(), where
        assert {"200", "201", "202", "204"} & operation["responses"].keys(), where
        assert "500" not in operation["responses"], where
        for parameter in operation.get("parameters", []):
            assert parameter["in"] == "path" or parameter["description"], (where, parameter["name"])


def test_every_refusal_is_a_problem_document(document: dict[str, Any]) -> None:
    for method, address, operation in operations(document):
        for status, response in operation["responses"].items():
            if status >= "400":
                [(media_type, content)] = response["content"].items()
                assert media_type == "application/problem+json", (method, address, status)
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
                assert content["example"]["status"] == int(status)


def test_the_store_says_what_else_it_answers(document: dict[str, Any]) -> None:
    for method, address, operation in operations(document):
        if "/store/" in address:
            statuses = operation["responses"].keys()
            assert operation["security"] == [{"PublishableKey": []}, {}]
            assert {"401", "503"} <= statuses
            assert ("304" in statuses) == (method == "get")
            assert ({"413", "415", "422"} <= statuses) or method == "get"
    scan = document["paths"]["/api/v1/store/scan"]
    assert {"404", "422"} <= scan["get"]["responses"].keys() & scan["post"]["responses"].keys()


def test_the_problem_has_every_member(document: dict[str, Any]) -> None:
    problem = document["components"]["schemas"]["Problem"]

    assert set(problem["required"]) == {"type", "title", "status", "detail", "code", "request_id", "errors"}


def parameters_of(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in operation.get("parameters", [])}


def test_staff_addresses_need_a_credential_and_doors_take_none(document: dict[str, Any]) -> None:
    doors = {"log_in", "forget_password", "reset_password"}
    for method, address, operation in operations(document):
        if "/seller/" in address or "/alliance/" in address:
            known: list[dict[str, list[str]]] = [{"StaffToken": []}, {"StaffSession": []}]
            wanted = [] if operation["operationId"] in doors else known
            assert operation.get("security", []) == wanted, (method, address)


def test_what_compares_versions_says_so_in_headers_and_statuses(document: dict[str, Any]) -> None:
    asked: dict[str, list[str]] = {}
    for method, address, operation in operations(document):
        statuses = operation["responses"].keys()
        header = parameters_of(operation).get("If-Match")
        told = "`If-Match`" in operation.get("summary", "") + operation.get("description", "")
        assert (header is not None) == ("412" in statuses) == told, (method, address)
        assert ("428" in statuses) == (method == "patch"), (method, address)
        if header is not None:
            assert header["required"] if method == "patch" else "required" not in header, (method, address)
            asked.setdefault(method, []).append(address)
        if method == "patch":
            assert "ETag" in operation["responses"]["200"]["headers"], address
    assert {method: len(addresses) for method, addresses in asked.items()} == {
        "patch": 13,
        "delete": 9,
        "post": 4,
    }


def test_writes_of_somebody_known_take_a_key_of_repetition(document: dict[str, Any]) -> None:
    required = set()
    for method, address, operation in operations(document):
        key = parameters_of(operation).get("Idempotency-Key")
        by_staff = {"StaffToken": []} in operation.get("security", [])
        assert (key is not None) == (method != "get" and by_staff), (method, address)
        if key is not None:
            fewest = 1 if key.get("required") else 0  # an empty one counts as not given
            assert key["schema"]["pattern"] == rf"^[\x21-\x7e]{{{fewest},255}}$", (method, address)
            done = [one for status, one in operation["responses"].items() if status.startswith("2")]
            assert all("Idempotent-Replayed" in one["headers"] for one in done), (method, address)
            if key.get("required"):
                required.add(operation["operationId"])
    numbers = {"assign_gtin", "retire_gtin", "assign_in_store_number", "add_logistic_unit"}
    assert required == numbers


def test_what_carries_an_etag_may_be_asked_for_by_it(document: dict[str, Any]) -> None:
    files = {"export_xlsx", "export_csv", "label_file", "paper_file", "import_template", "calibration_page"}
    for method, address, operation in operations(document):
        if method == "get" and ("/seller/" in address or "/alliance/" in address):
            is_file = operation["operationId"] in files
            assert ("304" in operation["responses"]) != is_file, address
            assert ("If-None-Match" in parameters_of(operation)) != is_file, address


def test_files_tell_that_an_unknown_cooperative_or_paper_is_refused(
    document: dict[str, Any],
) -> None:
    files = ("exports/products.csv", "exports/products.xlsx", "imports/template.xlsx")
    for address in (*files, "printers/{key}/calibration-page"):
        assert "422" in document["paths"][f"/api/v1/seller/{address}"]["get"]["responses"], address


def test_what_stood_in_a_field_may_be_anything_and_null_fits_once(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    values = [
        shapes[name]["properties"][side]
        for name in ("Difference", "FieldChange")
        for side in ("before", "after")
    ]

    assert values == [{}] * len(values)

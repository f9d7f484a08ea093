"""The documents tell the truth about the tree."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [path for room in ("api", "catalogue", "config") for path in sorted((ROOT / room).rglob("*.py"))]
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "base",
    "misc",
    "manager",
    "managers",
    "handler",
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_listed_in_the_example() -> None:
    settings = set(re.findall(r"(?:env\.\w+|_switch)\(\s*\"(\w+)\"", read("config/settings.py")))
    settings |= set(re.findall(r"environ\.get\(\"(\w+)\"", read("config/management/commands/serve.py")))
    listed = set(re.findall(r"^# (\w+)=", read(".env.example"), re.MULTILINE))

    assert settings == listed


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_a_lower_bound_and_a_reason(name: str) -> None:
    lines = [line for line in read(name).splitlines() if line and not line.startswith(("#", "-c"))]
    reasons = read("docs/dependencies.md")

    for line in lines:
        match = re.fullmatch(r"([a-z0-9-]+)(\[[a-z0-9,]+\])?>=[0-9][0-9.]*(,<[0-9.]+)?", line)
        assert match, line
        assert re.search(rf"\b{re.escape(match[1])}\b", reasons), match[1]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    pins = re.findall(r"^[a-z0-9].*==.*(?:\\\n    --hash=sha256:[0-9a-f]{64}.*\n)+", read(name), re.MULTILINE)

    assert len(pins) == len(re.findall(r"^[a-z0-9._-]+==", read(name), re.MULTILINE))


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_every_link_leads_somewhere(name: str) -> None:
    folder = (ROOT / name).parent

    for target in re.findall(r"\]\(([^)#:]+)\)", read(name)):
        assert (folder / target).exists(), target


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/standards.md"]
)
def test_every_named_module_exists(name: str) -> None:
    for target in re.findall(r"`((?:api|catalogue|config|tests|bench|demo|docs)/[\w/.]*)", read(name)):
        assert (ROOT / target).exists(), target


def test_every_make_target_explains_itself() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))

    assert {"run", "test", "check", "bench", "openapi"} <= targets == explained


def test_no_module_has_a_vague_name() -> None:
    vague = {path for path in SOURCES if path.stem in VAGUE or path.parent.name in VAGUE}

    assert vague == {ROOT / "config/sqlite/base.py"}  # Django looks for a database backend under this name


def test_decisions_are_numbered_once_and_short() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))

    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    assert [path.name for path in decisions if len(path.read_text().splitlines()) > 30] == []


def test_every_budget_is_told_with_its_numbers() -> None:
    from api import limits
    from people import budgets

    surfaces = [
        budget
        for surface in limits.SURFACES
        for budget in (surface.per_address, surface.per_address_with_key, surface.per_key)
        if budget is not None
    ]
    named = [value for value in vars(budgets).values() if isinstance(value, budgets.Budget)]
    rows = {f"| `{one.name}` | {one.requests:,} | {one.seconds:,} s |" for one in (*surfaces, *named)}

    told = read("docs/operating.md")
    assert len(rows) == 12
    assert [row for row in sorted(rows) if row not in told] == []

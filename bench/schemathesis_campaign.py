"""Requests made from the schema, by seven credentials: ``python -m bench.schemathesis_campaign [N]``.

N examples for each operation (30 unless told), the cases at the bounds of its fields, and a good request. A
third is as schemathesis makes it up, the others are aimed at rows that are there. Each is sent by every
credential and taken back; a line for each says what it was answered. The exit status is 1 if there was a
server error, an undocumented status or an answer of another shape, or if one made fewer than 1,000 requests.
"""

import logging
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.store_server import ROOT, configure

if TYPE_CHECKING:
    from tests.api.aimed_cases import Aim
    from tests.api.credentials_cast import Credential

EXAMPLES = 30
LEAST_REQUESTS = 1_000


@dataclass
class Seen:
    """What one credential was answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    undocumented: int = 0

    @property
    def requests(self) -> int:
        """Return how many requests were answered."""
        return self.statuses.total()

    def line(self, name: str) -> str:
        """Return what is printed of the credential called ``name``."""
        errors = sum(count for status, count in self.statuses.items() if status >= 500)
        told = ", ".join(f"{status}: {count:,}" for status, count in sorted(self.statuses.items()))
        return (
            f"{name}: {self.requests:,} requests, {errors} server errors, {self.undocumented} undocumented "
            f"statuses, {len(self.faults)} faults ({told})"
        )


def main(examples: int) -> int:
    """Return 0 if every answer was as the schema says, and there were enough of them."""
    with tempfile.TemporaryDirectory(prefix="htx-campaign-") as folder, ExitStack() as stack:
        configure(Path(folder))
        from django.test import override_settings

        hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        hosts = ["testserver", "localhost"]
        stack.enter_context(override_settings(PASSWORD_HASHERS=hashers, ALLOWED_HOSTS=hosts))
        seen = _run(examples)
    for name, one in seen.items():
        print(one.line(name))
    faults = sorted({fault for one in seen.values() for fault in one.faults})
    print("\n".join(faults))
    return int(bool(faults) or any(one.requests < LEAST_REQUESTS for one in seen.values()))


def _run(examples: int) -> dict[str, Seen]:
    """Return what was answered to each credential, by its name."""
    from django.core.management import call_command

    from tests.api.aimed_cases import Aim
    from tests.api.conformance import OPERATIONS, cases_at_bounds, made_up_cases
    from tests.api.credentials_cast import seven_credentials
    from tests.api.staff.people import make_cast
    from tests.api.staff.scene import make_scene

    for quiet in ("htx.request", "axes"):  # once the application is there, which sets up logging anew
        logging.getLogger(quiet).setLevel(logging.ERROR)
    call_command("import_products", str(ROOT / "demo" / "sample_products.csv"), stdout=StringIO())
    call_command("allocate_gtins", stdout=StringIO())
    scene = make_scene(make_cast())
    asking = seven_credentials(scene.cast)
    aim = Aim(scene)
    seen = {one.name: Seen() for one in asking}
    for operation in OPERATIONS.values():
        cases = [None, *made_up_cases(operation, examples), *cases_at_bounds(operation)]
        for one in asking:
            for turn, case in enumerate(cases):
                _ask(aim, operation, case, turn, one, seen[one.name])
    return seen


def _ask(aim: "Aim", operation: Any, case: Any, turn: int, asking: "Credential", seen: Seen) -> None:
    """Send the good request of ``operation``, or ``case`` if there is one, and note the answer."""
    from tests.api.conformance import answer_to, faults_of, undone

    with undone():
        sent = aim.good(operation, asking) if case is None else aim.at(case, turn, asking)
        answer = answer_to(sent, asking)
    seen.statuses[answer.status_code] += 1
    faults = faults_of(sent, answer)
    seen.faults += [f"{operation.label}, {asking.name}: {fault}" for fault in faults]
    seen.undocumented += any("Undocumented status code" in fault for fault in faults)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES))

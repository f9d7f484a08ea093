"""Whether the process lives and whether it may be given work."""

import threading
from typing import ClassVar

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.declared import DeclaredView
from api.refusals import DatabaseUnavailable, NotMigrated

# A database once found migrated stays so for this process; reading the migrations takes long.
_migrated = threading.Event()


class HealthSerializer(serializers.Serializer[dict[str, str]]):
    """The good answer of both probes."""

    status = serializers.ChoiceField(choices=["ok"])


class Live(DeclaredView):
    """Whether the process answers.

    Touches nothing outside the process, so that a slow database does not get it killed.
    """

    @extend_schema(operation_id="livez", tags=["health"], responses={200: HealthSerializer})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Whether the process answers. Touches neither database nor network."""
        return _ok()


class Ready(DeclaredView):
    """Whether the process may be given work."""

    problem_statuses: ClassVar[tuple[int, ...]] = (503,)

    @extend_schema(operation_id="readyz", tags=["health"], responses={200: HealthSerializer})
    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Whether the database answers and is migrated to this release.

        503 with `database_unavailable` or `not_migrated` otherwise.
        """
        check_database()
        return _ok()


def check_database() -> None:
    """Return when the database answers and is migrated. Raises DatabaseUnavailable or NotMigrated."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _migrated.is_set():
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                raise NotMigrated
            _migrated.set()
    except Error as error:
        raise DatabaseUnavailable from error


def _ok() -> HttpResponse:
    return HttpResponse(
        b'{"status":"ok"}', content_type="application/json", headers={"Cache-Control": "no-store"}
    )

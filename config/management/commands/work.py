"""``manage.py work``: the worker of background jobs, which first looks for what a dead one left."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from catalogue.printing import watch_over_prints


class Command(DatabaseWorker):
    help = "Run background jobs; those of a worker that died are taken up again."

    def handle(self, **options: Any) -> None:
        """Take up what was lost, then work. Options are those of db_worker."""
        watch_over_prints.func()
        super().handle(**options)

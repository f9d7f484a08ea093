"""The assembly as a Django app, so that its commands are found."""

from django.apps import AppConfig
from django_tasks.signals import task_finished, task_started

from config.logs import name_job, unname_job


class AssemblyConfig(AppConfig):
    """Starts the web server and the worker together."""

    name = "config"
    label = "assembly"

    def ready(self) -> None:
        """Let each background job log under its own id."""
        task_started.connect(name_job, dispatch_uid="name_job")
        task_finished.connect(unname_job, dispatch_uid="unname_job")

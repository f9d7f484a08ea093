"""The assembly as a Django app, so that its commands are found."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    """Starts the web server and the worker together."""

    name = "config"
    label = "assembly"

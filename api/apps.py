"""The HTTP surface as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Serves ``/api/``."""

    name = "api"

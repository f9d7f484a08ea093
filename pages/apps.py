"""The public pages as a Django app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Serves ``/p/``, ``/c/`` and ``/u/``."""

    name = "pages"

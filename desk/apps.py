"""The staff pages as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages without models of their own."""

    name = "desk"

"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, memberships, tokens and keys."""

    name = "people"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Người dùng"

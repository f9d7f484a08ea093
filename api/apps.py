"""The HTTP surface as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Serves ``/api/``."""

    name = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let refused fields speak Vietnamese too."""
        from api.field_messages import speak_vietnamese

        speak_vietnamese()

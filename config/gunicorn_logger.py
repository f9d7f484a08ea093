"""The web server's own messages, written like all others."""

import logging.config
import os
from typing import Any

from django.conf import settings
from gunicorn.glogging import Logger

# The master process speaks before it has loaded the application.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class GunicornLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Hands what gunicorn says to the root of logging, in its master process too."""

    def setup(self, cfg: Any) -> None:
        """Set logging up as Django does, and leave no handler of gunicorn's own."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        logging.config.dictConfig(settings.LOGGING)

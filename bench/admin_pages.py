"""The Django admin as a project begins with it, with 50 rows in a list: the yardstick of `bench.desk_weight`.

Run by it in a process of its own, for the product has no admin; prints the weight of each page as JSON.
"""

import json
from dataclasses import asdict
from typing import Any

ROWS = 50


def configure() -> None:
    """Set up a project of the admin alone, in memory, in Vietnamese."""
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY="for-this-bench-alone",
        ALLOWED_HOSTS=["testserver"],
        ROOT_URLCONF="bench.admin_pages",
        LANGUAGE_CODE="vi",
        USE_TZ=True,
        STATIC_URL="/static/",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            *("django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes"),
            *("django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles"),
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )
    django.setup()


def measure() -> dict[str, dict[str, int]]:
    """Return the weights of log-in, start page and a list of 50 rows."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from bench.page_bytes import weigh

    call_command("migrate", verbosity=0)
    officer: Any = User.objects.create_superuser("lan")
    User.objects.bulk_create(
        User(username=f"hang-{number}", first_name="Mật ong") for number in range(ROWS - 1)
    )
    stranger, browser = Client(), Client()
    browser.force_login(officer)
    pages: dict[str, tuple[Any, str]] = {
        "log_in": (stranger, "/admin/login/"),
        "start": (browser, "/admin/"),
        "list": (browser, "/admin/auth/user/"),
    }
    return {name: asdict(weigh(client, path)) for name, (client, path) in pages.items()}


if __name__ == "__main__":
    configure()
    print(json.dumps(measure()))
else:
    from django.contrib import admin
    from django.urls import path

    urlpatterns = [path("admin/", admin.site.urls)]

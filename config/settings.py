"""Every setting of the system, read from the environment. `.env.example` lists them."""

import datetime
import os
import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env.str("HTX_DATA_DIR", default=str(BASE_DIR / "var")))


def _secret_key() -> str:
    """Return HTX_SECRET_KEY, or the key kept in the data directory (made on first use, mode 0600)."""
    given: str = env.str("HTX_SECRET_KEY", default="")
    if given:
        return given
    path = DATA_DIR / "secret_key"
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = env.bool("HTX_DEBUG", default=False)
ALLOWED_HOSTS = env.list("HTX_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# The address that printed codes carry. It is on paper for years: set it before the first label.
PUBLIC_URL = env.str("HTX_PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
# Languages with documents of their own, best first. Any other text falls back along this list.
CATALOGUE_LANGUAGES: list[str] = env.list("HTX_LANGUAGES", default=["vi", "en"])

INSTALLED_APPS = [
    "config.apps.AssemblyConfig",
    "api.apps.ApiConfig",
    "people.apps.PeopleConfig",
    "catalogue.apps.CatalogueConfig",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.staticfiles",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "api.envelope.Envelope",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
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
]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Several people share one PC: a name is locked out at an address, not the address for everybody.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Mail for forgotten passwords: smtp://user:password@host:587 or, as here, files under HTX_DATA_DIR.
vars().update(env.email_url("HTX_EMAIL_URL", default=f"filemail:///{DATA_DIR / 'mail'}"))
DEFAULT_FROM_EMAIL = env.str("HTX_EMAIL_FROM", default="HTX <no-reply@localhost>")
PASSWORD_RESET_TIMEOUT = 24 * 3600

DATABASES = {"default": env.db_url("HTX_DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'htx.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # FULL: an answer that was given survives a power cut. OFF is for tests alone.
    _synchronous = env.str("HTX_SQLITE_SYNCHRONOUS", default="FULL")
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,  # seconds to wait for another writer; a large import takes its time
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={_synchronous};",
    }
    # A file, so that races between threads are tested as they happen.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"  # certificates begin and end by the calendar of Việt Nam
USE_TZ = True
USE_I18N = True

# Records of changes are asked for by row, never by day.
SIMPLE_HISTORY_DATE_INDEX = False

STATIC_URL = "/static/"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# To the terminal or the journal of the service; what clients do wrong is no news.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": []}, "django.request": {"level": "ERROR"}},
}

# Static files are served from where the packages have them; nothing needs collecting first.
WHITENOISE_USE_FINDERS = True

REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_RENDERER_CLASSES": ["api.json_bodies.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.json_bodies.JsonParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.json_bodies.Negotiation",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "api.schema.OperationSchema",
    "EXCEPTION_HANDLER": "api.errors.handle",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, object] = {
    "TITLE": "HTX catalogue",
    "DESCRIPTION": (
        "Goods of Vietnamese cooperatives: listings, search, scans and barcodes.\n\n"
        "Reads are open and carry a strong ETag: send it back in If-None-Match. Refusals are problem "
        "documents (RFC 9457) with a stable `code`. A query parameter that an address does not know is "
        "refused, an empty one counts as not given. Money is whole đồng."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SORT_OPERATION_PARAMETERS": False,
    "TAGS": [
        {"name": "products", "description": "Listings and search."},
        {"name": "directory", "description": "Ways to find goods."},
        {"name": "scan", "description": "From a code to the goods that carry it."},
        {"name": "barcodes", "description": "Numbers as pictures that scan."},
        {"name": "health", "description": "Probes."},
    ],
}

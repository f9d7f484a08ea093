"""Every setting of the system, read from the environment. `.env.example` lists them."""

import datetime
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from catalogue.gs1.measure_errors import InStoreLayoutInvalid
from catalogue.gs1.variable_measure import InStoreLayout, read_layouts
from config.description import DESCRIPTION
from config.logs import default_format, logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env.str("HTX_DATA_DIR", default=str(BASE_DIR / "var"))).resolve()


def _switch(name: str, *, default: bool) -> bool:
    """Return whether ``name`` is on. Raises ImproperlyConfigured for anything but on and off.

    A slip of the pen must not open what it was to close.
    """
    given = env.str(name, default="on" if default else "off")
    if given not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is on or off, not {given!r}.")
    return bool(given == "on")


def _in_store_layouts() -> tuple[InStoreLayout, ...]:
    """Return the layouts that HTX_IN_STORE_LAYOUTS spells. Raises ImproperlyConfigured for a wrong one."""
    try:
        return read_layouts(env.str("HTX_IN_STORE_LAYOUTS", default=""))
    except InStoreLayoutInvalid as wrong:
        raise ImproperlyConfigured(f"HTX_IN_STORE_LAYOUTS: {wrong.text('en')}") from None


def _secret_key() -> str:
    """Return HTX_SECRET_KEY, or the key kept in the data directory (made on first use, mode 0600)."""
    given: str = env.str("HTX_SECRET_KEY", default="")
    if given:
        return given
    path = DATA_DIR / "secret_key"
    try:
        DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


def _allowed_hosts(public_url: str) -> list[str]:
    """Return HTX_ALLOWED_HOSTS and the host of ``public_url``, which is always answered."""
    hosts: list[str] = env.list("HTX_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
    host = urlsplit(public_url).hostname
    if host:
        hosts.append(f"[{host}]" if ":" in host else host)
    return list(dict.fromkeys(hosts))


SECRET_KEY = _secret_key()
DEBUG = env.bool("HTX_DEBUG", default=False)
# The address that printed codes carry. It is on paper for years: set it before the first label.
PUBLIC_URL = env.str("HTX_PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = _allowed_hosts(PUBLIC_URL)
# What people are told who came by a name that is not ours; one of this machine alone leads others nowhere.
ADDRESS_TOLD = "" if urlsplit(PUBLIC_URL).hostname in {"127.0.0.1", "localhost", "::1"} else PUBLIC_URL
# Languages with documents of their own, best first. Any other text falls back along this list.
CATALOGUE_LANGUAGES: list[str] = env.list("HTX_LANGUAGES", default=["vi", "en"])
# How the scales of the showroom make up the numbers that hold a weight, a price or a count.
IN_STORE_LAYOUTS = _in_store_layouts()

# How much one client may ask (people/budgets.py); off is for measuring.
RATE_LIMITS = _switch("HTX_RATE_LIMITS", default=True)
# How many proxies of ours stand before the server; what others write into X-Forwarded-For is not believed.
TRUSTED_PROXIES: int = env.int("HTX_TRUSTED_PROXIES", default=0)
# Pages of other origins that may read the surfaces of staff, such as https://desk.example.
STAFF_ORIGINS: list[str] = env.list("HTX_STAFF_ORIGINS", default=[])

# Whoever is told https keeps to it: for browsers by HSTS, for cookies by never sending them otherwise.
_IS_SECURE = PUBLIC_URL.startswith("https://")
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("HTX_HSTS_SECONDS", default=365 * 24 * 3600 if _IS_SECURE else 0)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _IS_SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "desk.refusals.csrf_failed"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if _IS_SECURE else []
# Bodies: what is held in memory, and how many parts a form has. Files go to the disk piece by piece.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# No request of any address carries more; what an address takes is less (`largest_body`).
LARGEST_REQUEST = 32 * 1024 * 1024

INSTALLED_APPS = [
    "config.apps.AssemblyConfig",
    "api.apps.ApiConfig",
    "people.apps.PeopleConfig",
    "pages.apps.PagesConfig",
    "catalogue.apps.CatalogueConfig",
    "desk.apps.DeskConfig",
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
    "desk.refusals.RefusalPages",
    "pages.refusals.PublicRefusals",
    "api.admission.Admission",
    "api.store_first.StoreFirst",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
    "people.log_in.PasswordAndCode",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Several people share one PC: a name is locked out at an address, not the address for everybody.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who goes on trying does not wait longer
AXES_USERNAME_CALLABLE = "people.log_in.attempted_name"
AXES_WHITELIST_CALLABLE = "people.log_in.is_no_failure"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "otp", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "people.client_address.counted_address"
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # people.log_in says itself who is locked out
OTP_TOTP_ISSUER = "HTX"
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
    DATABASES["default"]["ENGINE"] = "config.sqlite"
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

# Where photos and clips are found: a path of this server, or the address of what stands in front of it. It is
# written into the listings: after a change, run render_listings.
MEDIA_URL = env.str("HTX_MEDIA_URL", default="/media/").rstrip("/") + "/"


def media_storage() -> dict[str, object]:
    """Return where files are kept: a folder, or the bucket that HTX_S3_BUCKET names."""
    bucket: str = env.str("HTX_S3_BUCKET", default="")
    if not bucket:
        return {
            "BACKEND": "catalogue.media.storage.DiskStorage",
            "OPTIONS": {"location": str(DATA_DIR / "media")},
        }
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("HTX_S3_ENDPOINT", default="") or None,
        "region_name": env.str("HTX_S3_REGION", default="") or None,
        "access_key": env.str("HTX_S3_ACCESS_KEY", default="") or None,
        "secret_key": env.str("HTX_S3_SECRET_KEY", default="") or None,
    }
    return {"BACKEND": "catalogue.media.bucket.BucketStorage", "OPTIONS": options}


STORAGES: dict[str, dict[str, object]] = {
    "media": media_storage(),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Several servers need one cache that they share: rediss://host:6379/0
CACHES = {"default": env.cache_url("HTX_CACHE_URL", default="locmemcache://")}
# Whether the servers count together how much a client asks (people/counters.py).
SHARED_CACHE = bool(env.str("HTX_CACHE_URL", default=""))
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # A cache that hangs must not hold up a request.
    CACHES["default"].setdefault("OPTIONS", {}).update(socket_timeout=0.25, socket_connect_timeout=0.25)
# What the worker says of its progress (catalogue/progress.py), the web server reads.
CACHES["progress"] = (
    CACHES["default"]
    if SHARED_CACHE
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA_DIR / "progress"),
    }
)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# One event a line: json, or line for people who look on (config/logs.py).
LOG_FORMAT = env.str("HTX_LOG_FORMAT", default=default_format())
if LOG_FORMAT not in {"json", "line"}:
    raise ImproperlyConfigured("HTX_LOG_FORMAT is json or line.")
LOGGING = logging_settings(LOG_FORMAT)

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
SPECTACULAR_SETTINGS = DESCRIPTION

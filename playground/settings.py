"""Every setting, once. Values come from the environment; the defaults are those of `make run`.

DATA_DIR         folder of the embedded default: database, secret key          .data
SECRET_KEY       signs cookies; made once into DATA_DIR when absent
DATABASE_URL     SQLite in DATA_DIR when absent
REDIS_URL        Redis or Valkey 7+; the supervisor sets it to its own
ALLOWED_HOSTS    host names answered to, separated by commas; this machine's when absent
PUBLIC_ORIGINS   further origins ("https://play.example.org") that sockets are served to
HTTPS            "1" behind TLS: secure cookies, HSTS
HOST_SIGNUP      "0": nobody may make an account to hold workshops; `manage.py host NAME` makes one
MAIL_URL         smtp://user:password@server:587 or smtps://...:465: forgotten passwords are helped by mail;
                 without it `manage.py host NAME` says a link
MAIL_FROM        the sender of such mail
DEBUG            "1" for development
"""

import os
import secrets
import socket
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
import kombu

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").resolve()
DEBUG = os.environ.get("DEBUG") == "1"
HTTPS = os.environ.get("HTTPS") == "1"


def _listed(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def _secret_key() -> str:
    """From the environment, or a file that only we can read, made on the first start."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    path = DATA_DIR / "secret-key"
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    draft = DATA_DIR / f".secret-key.{secrets.token_hex(8)}"
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)  # atomic, and the first of two that start together wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def _own_names() -> list[str]:
    """What this machine is called by its neighbours. Names come from us, never from a request."""
    names = {"localhost", "127.0.0.1", "[::1]", socket.gethostname(), f"{socket.gethostname()}.local"}
    host = os.environ.get("HOST", "127.0.0.1")
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        for family, peer in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
            try:
                with socket.socket(family, socket.SOCK_DGRAM) as probe:
                    probe.connect((peer, 9))  # a datagram socket sends nothing here; it only picks our address
                    address = probe.getsockname()[0]
            except OSError:
                continue
            names.add(address if family == socket.AF_INET else f"[{address}]")
    elif host:
        names.add(f"[{host}]" if ":" in host else host)
    return sorted(names)


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = _listed("ALLOWED_HOSTS") or _own_names()
PUBLIC_ORIGINS = _listed("PUBLIC_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "playground.programs",
    "playground.runs",
    "playground.reference",
    "playground.learn",
    "playground.pages",
    "playground.workshops",
]
MIDDLEWARE = [
    "playground.shield.shield",
    "playground.errors.typed",
    "playground.sessions.sessions",
]
ROOT_URLCONF = "playground.urls"
ASGI_APPLICATION = "playground.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_450_000  # bytes of a request's body; `wire.read` allows most calls less

# --- database: the record -----------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'playground.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=0)}  # PostgreSQL has a pool
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["CONN_MAX_AGE"] = None  # a thread keeps its connection
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",  # a reader that becomes a writer half-way would be refused
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {})
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 16, "timeout": 5}

DATABASES["default"]["TEST"] = (
    {"NAME": DATA_DIR / "test.sqlite3"} if "sqlite3" in DATABASES["default"]["ENGINE"] else {}
)

# --- store: carries work and live frames, keeps nothing that matters -----------------------------
REDIS_URL = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/0"

# --- worker ---------------------------------------------------------------------------------------
CELERY_BROKER_URL = "redis+socket://" + REDIS_URL.removeprefix("unix://").replace("?db=", "?virtual_host=") \
    if REDIS_URL.startswith("unix://") else REDIS_URL  # fmt: skip
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 75,  # seconds: the longest run and 60 more
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "retry_policy": {"timeout": 2.0, "max_retries": 1},
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "runs"
# A worker takes from the queues in turn, so each has a share that the others cannot take: runs of anybody,
# runs and grading of classes, and what can wait (dry runs, smallest events).
CELERY_TASK_QUEUES = [kombu.Queue(name) for name in ("runs", "workshop", "later")]
CELERY_TASK_ROUTES = {
    "playground.workshops.tasks.evaluate": "workshop",
    "playground.workshops.tasks.*": "later",
}
CELERY_WORKER_DIRECT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2000
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300_000  # kB
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False  # a run is idempotent and knows its lease
CELERY_TASK_TIME_LIMIT = 30  # seconds; a run ends by itself long before
CELERY_TASK_SOFT_TIME_LIMIT = 25

# --- limits of the service (those of a run are in vm.facts.limits) ---------------------------------
QUEUE_LIMIT = int(os.environ.get("QUEUE_LIMIT", "300"))  # runs waiting; then the door closes
RUNS_KEPT_DAYS = int(os.environ.get("RUNS_KEPT_DAYS", "7"))

# --- browsers --------------------------------------------------------------------------------------
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # pages find the token in their own document
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 86_400
CSRF_TRUSTED_ORIGINS = PUBLIC_ORIGINS

# --- hosts of workshops ------------------------------------------------------------------------------
HOST_SIGNUP = os.environ.get("HOST_SIGNUP", "1") == "1"
MAIL = urlsplit(os.environ.get("MAIL_URL", "")) if os.environ.get("MAIL_URL") else None
if MAIL:
    EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "localhost", MAIL.port or (465 if MAIL.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
    EMAIL_USE_SSL = MAIL.scheme == "smtps"
    EMAIL_USE_TLS = MAIL.scheme == "smtp" and bool(MAIL.username)
    EMAIL_TIMEOUT = 10
    DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or f"playground@{socket.gethostname()}"
LOGIN_URL = "/host/login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # SecurityMiddleware: playground.shield sets these headers, on every answer
    "security.W002",  # X-Frame-Options: frame-ancestors in the same place
    "security.W003",  # CsrfViewMiddleware: the views whose cookies give rights are wrapped one by one (workshops.doors)
    "security.W008",  # the proxy redirects to https
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO" if not DEBUG else "DEBUG"},
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "asyncio": {"level": "WARNING"},
        "celery": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
    },
}

"""Settings, read from the environment; the default needs no service but SQLite.

Every variable is described in docs/operations.md. ``./run`` keeps the variables of an embedded
installation, the generated secret key among them, in ``var/zhoubao.env``.
"""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
DATA_DIR = Path(env.str("ZHOUBAO_DATA_DIR", default=str(BASE_DIR / "var")))
environ.Env.read_env(DATA_DIR / "zhoubao.env", overwrite=False)

SECRET_KEY = env.str("ZHOUBAO_SECRET_KEY")
DEBUG = env.bool("ZHOUBAO_DEBUG", default=False)
ALLOWED_HOSTS = env.list("ZHOUBAO_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("ZHOUBAO_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config",
    "content",
    "search",
    "desk",
    "monitor",
    "bulletins",
    "demo",
    "adminsortable2",
    "crispy_forms",
    "crispy_bootstrap5",
    "bootstrap",
    "django_htmx",
    "django_prose_editor",
    "simple_history",
    "axes",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

#: Templates of the installation's own; they come first and may extend those of the same name.
_own_templates = env.str("ZHOUBAO_TEMPLATES_DIR", default="")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*filter(None, [_own_templates]), BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/zhoubao.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue up at BEGIN instead of failing at the first write after a read.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "timeout": 20,
    }
else:
    # Our queries read a few rows through indexes: to compile them takes longer than to run them,
    # and on a disk without heads an index costs little more than a table read in order.
    # The URL may say otherwise.
    _planning = "-c jit=off -c random_page_cost=1.1"
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", _planning)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People and permissions ---------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "lockout.html"
AXES_ENABLE_ADMIN = False  # speaks English only; “manage.py axes_reset_username” unlocks

#: Whether anyone may read published issues, or only people who have logged in.
ARCHIVE_PUBLIC = env.bool("ZHOUBAO_ARCHIVE_PUBLIC", default=True)

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = env.str("ZHOUBAO_LANGUAGE", default="zh-hans")
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static-root"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Not compressed: that takes most of a minute at installation, for pages of a local network.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
#: Finished files; never served by address, always through a view that asks for permission.
MEDIA_ROOT = DATA_DIR / "media"
#: Pictures, re-encoded and named by their SHA-256.
PICTURES_DIR = MEDIA_ROOT / "pictures"
#: Pages and pictures as they were fetched, in WARC files named by their SHA-256.
SNAPSHOTS_DIR = MEDIA_ROOT / "snapshots"
#: Days after which a page that nobody made an article of is kept no longer; 0: never.
SNAPSHOT_DAYS = env.int("ZHOUBAO_SNAPSHOT_DAYS", default=365)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Security -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-inline'"],  # the rich-text editor sets style attributes
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
#: True behind a proxy that speaks HTTPS and sets X-Forwarded-Proto.
if env.bool("ZHOUBAO_HTTPS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True

# --- Monitoring ---------------------------------------------------------------------------------

#: Lets every source reach private and loopback addresses. For tests; sources have their own switch.
MONITOR_ALLOW_PRIVATE = env.bool("ZHOUBAO_ALLOW_PRIVATE", default=False)
#: Seconds that a host is left alone after each request.
MONITOR_PAUSE = env.float("ZHOUBAO_PAUSE", default=1)
#: Where the people who run a site that we read can reach us: a mail or web address.
MONITOR_CONTACT = env.str("ZHOUBAO_CONTACT", default="")
_purpose = "; ".join(filter(None, ("news monitoring", MONITOR_CONTACT)))
#: What we say we are to the sites we read; robots.txt knows us by what stands before the stroke.
MONITOR_USER_AGENT = env.str("ZHOUBAO_USER_AGENT", default=f"Zhoubao/0.1 ({_purpose})")

# --- Celery -------------------------------------------------------------------------------------

TICK_SECONDS = 60
CELERY_BROKER_URL = env.str("ZHOUBAO_BROKER_URL", default="memory://localhost/")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"polling_interval": 0.1}
    if CELERY_BROKER_URL.startswith("memory:")
    else {
        # Longer than the longest task: no message is handed out twice while it is worked on.
        "visibility_timeout": 3600,
        "socket_connect_timeout": 3,
        "socket_timeout": 10,
        # Whoever clicks a button does not wait for a broker that is away: a tick will do.
        "max_retries": 1,
        "interval_start": 0,
    }
)
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # static ticks need no file
CELERY_BEAT_SCHEDULE = {
    "monitoring": {
        "task": "monitor.tasks.tick",
        "schedule": TICK_SECONDS,
        "options": {"expires": TICK_SECONDS},
    },
    "housekeeping": {
        "task": "monitor.tasks.keep_house",
        "schedule": TICK_SECONDS,
        "options": {"expires": TICK_SECONDS},
    },
    "watching-health": {
        "task": "monitor.tasks.watch_health",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "searching": {
        "task": "search.tasks.tick",
        "schedule": TICK_SECONDS,
        "options": {"expires": TICK_SECONDS},
    },
    "watching-links": {
        "task": "bulletins.tasks.watch_links",
        "schedule": 10 * TICK_SECONDS,
        "options": {"expires": 10 * TICK_SECONDS},
    },
    "publishing": {
        "task": "bulletins.tasks.tick",
        "schedule": TICK_SECONDS,
        "options": {"expires": TICK_SECONDS},
    },
}

# --- Publishing ---------------------------------------------------------------------------------

#: Seconds that one rendering may take in its own process.
RENDERING_TIMEOUT = env.int("ZHOUBAO_RENDERING_TIMEOUT", default=120)

# --- Mail and logging ---------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
#: Where the site is reached, for links in mail: https://weekly.example.org. Empty: no links.
SITE_URL = env.str("ZHOUBAO_SITE_URL", default="").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("ZHOUBAO_MAIL_FROM", default="zhoubao@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("ZHOUBAO_LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"level": "WARNING"},
        "monitor.retention": {"level": "INFO"},  # which snapshots have gone is always told
    },
}

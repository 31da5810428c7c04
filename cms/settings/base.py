"""What every way of running shares. Values that differ come through `env`; production checks them."""

from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from cms.plugins.discovery import discovered_apps
from cms.settings import env
from cms.settings.parts.cache import cache
from cms.settings.parts.databases import database
from cms.settings.parts.logs import logging_config
from cms.settings.parts.mail import *
from cms.settings.parts.mail import sender
from cms.settings.parts.media import *
from cms.settings.parts.queue import *
from cms.settings.parts.storages import storages

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = env.folder("KHOVANG_DATA", BASE_DIR / "data")

DEBUG = False
SECRET_KEY = env.text("KHOVANG_SECRET_KEY", "insecure-development-key-that-production-refuses")
HOST_PAIRS = env.host_pairs("localhost:8000=127.0.0.1:8000")
# Hosts that answer health and metrics only; the supervisor listens there on the loopback interface.
INTERNAL_HOSTS = env.hosts("KHOVANG_INTERNAL_HOSTS", "127.0.0.1:8001")
BEHIND_TLS = env.flag("KHOVANG_BEHIND_TLS")
# Whose X-Forwarded-*, Forwarded and X-Real-IP count; a school on one PC has no proxy in front of it.
TRUSTED_PROXIES = env.proxies("KHOVANG_PROXIES", "127.0.0.0/8,::1,unix" if BEHIND_TLS else "")
FORCE_SCRIPT_NAME = ""  # else a header SCRIPT_NAME moved the site below a path of the sender's choice
ALLOWED_HOSTS = sorted(
    {host.rpartition(":")[0] or host for host in (*HOST_PAIRS, *HOST_PAIRS.values(), *INTERNAL_HOSTS)}
)
CSRF_TRUSTED_ORIGINS = [f"{'https' if BEHIND_TLS else 'http'}://{host}" for host in HOST_PAIRS]

INSTALLED_APPS = [
    "cms.plugins",  # first: fills the registry before any other app's ready() asks it
    "cms.foundation",
    "cms.accounts",
    "cms.api",
    "cms.web",
    "library_pages.catalogue",
    "library_pages.text",
    "library_pages.media",
    "library_pages.reading",
    *discovered_apps(),
    "search",
    "library_collections",
    "analytics",
    "cms.sample",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtailmedia",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
]

MIDDLEWARE = [
    "cms.foundation.proxies.ProxyMiddleware",  # first: nobody reads what a stranger says in a proxy's name
    "cms.foundation.middleware.RequestIdMiddleware",
    "cms.web.content_origin.middleware.OriginMiddleware",  # before all else: the content origin has no sessions
    "cms.web.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.web.middleware.SiteLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.web.sessions.SharedDeviceMiddleware",
    "cms.web.upload_pass.UploadPassMiddleware",
    "cms.accounts.middleware.ReaderMiddleware",
    "cms.web.middleware.OwnPinFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "library_pages.catalogue.admin.guard.SchoolGuardMiddleware",
]

ROOT_URLCONF = "cms.urls"
CONTENT_URLCONF = "cms.urls_content"
INTERNAL_URLCONF = "cms.urls_internal"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.web.context.site",
            ],
        },
    },
]

DATABASES = {"default": database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STORAGES = storages(DATA_DIR)
WORK_DIR = MEDIA_WORK_DIR = (
    DATA_DIR / "work"
)  # what is being read or prepared; on the disk of the files, to be moved there
if (WORK_DIR / "uploads").is_dir():
    FILE_UPLOAD_TEMP_DIR = WORK_DIR / "uploads"  # swept by `cms.foundation.temporary`, as no /tmp is
CACHES = {"default": cache(REDIS_URL)}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "web:sign_in"  # Wagtail's own form would try passwords without any limit
CSRF_FAILURE_VIEW = "cms.web.views.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# Wagtail's own Vietnamese covers a fifth of its admin.
LOCALE_PATHS = [BASE_DIR / "cms" / "wagtail_words" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

USAGE_SPOOL_DIR = DATA_DIR / "usage"  # events of the library's own until the database has taken them

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "cms" / "web" / "static_dist"]
MEDIA_URL = "/media/"

# Seconds. Every outside connection has a limit: the libraries' defaults hang for 10 to 45 s and more.
ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL", "http://127.0.0.1:9200")
ELASTICSEARCH_TIMEOUT = 1.0
SEARCH_ENGINE = env.search_engine("tantivy")
SEARCH_INDEX_PREFIX = env.text("SEARCH_INDEX_PREFIX", "khovang")
SEARCH_INDEX_DIR = DATA_DIR / "index"

# Groups of fewer pupils are not shown to those who lead a school, and not sent out.
SMALLEST_GROUP_INSIDE = 5
SMALLEST_GROUP_OUTSIDE = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = sender(next(iter(HOST_PAIRS)))

WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # the site's page has a limit on tries and ends sign-ins elsewhere
WAGTAIL_SITE_NAME = "Kho Vàng"
WAGTAILADMIN_BASE_URL = f"{'https' if BEHIND_TLS else 'http'}://{next(iter(HOST_PAIRS))}"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 2000  # SQLite: fewer writers at once
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # of all frames; what telephones take
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "library_pages.catalogue.admin.search_backend"}}
WAGTAIL_WORKFLOW_ENABLED = False  # a school has no moderators: a page sent to them would wait for ever
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # beyond what any form takes, so that the form says its own limit
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = 512 * 1024 * 1024

LOGGING = logging_config(env.text("LOG_LEVEL", "INFO"))

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS: list[str] = []

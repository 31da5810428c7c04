"""For pytest: production's behaviour with cheap hashes and folders of the run's own."""

import tempfile
from pathlib import Path

from cms.settings.base import *

SECRET_KEY = "a-key-for-tests-only-0123456789-0123456789-0123456789"  # noqa: S105  (no secret: tests only)
# Argon2 takes 50 ms a hash on purpose; tests sign in thousands of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]
HOST_PAIRS = {"localhost:8000": "127.0.0.1:8000", "testserver": "content.testserver"}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver", "content.testserver"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="khovang-test-"))
SEARCH_INDEX_DIR = DATA_DIR / "index"
WORK_DIR = MEDIA_WORK_DIR = DATA_DIR / "work"
USAGE_SPOOL_DIR = DATA_DIR / "usage"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns of a folder that is not there, and warnings are errors
STORAGES["default"]["OPTIONS"]["location"] = str(DATA_DIR / "media")
STORAGES["publications"]["OPTIONS"]["location"] = str(DATA_DIR / "publications")
LOGGING["loggers"]["django.request"] = {"handlers": [], "level": "ERROR", "propagate": True}  # a 404 is no news here
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # most tests need no Redis
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

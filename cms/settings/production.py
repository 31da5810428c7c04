"""What `make run` and every installation use. Refuses what would be unsafe instead of starting with it."""

from cms.settings import env
from cms.settings.base import *

MIN_SECRET = 40

if SECRET_KEY.startswith("insecure-") or len(SECRET_KEY) < MIN_SECRET:
    raise env.SettingError(
        f"KHOVANG_SECRET_KEY must be a secret of {MIN_SECRET} characters or more that nobody else has."
    )
if "*" in ALLOWED_HOSTS:
    raise env.SettingError("KHOVANG_HOSTS must name the hosts; a wildcard would let anybody choose the origin.")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:
    # A __Host- cookie can't be set by another host; browsers accept it over TLS only.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

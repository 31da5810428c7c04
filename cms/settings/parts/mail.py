"""Mail: which server, as whom, and how long anybody waits for it."""

from email.utils import parseaddr

from cms.settings import env

# Seconds. Connecting is quick or fails; a server that looks into a mail may take its time to answer.
EMAIL_TIMEOUT = 10
EMAIL_ANSWER_TIMEOUT = 60

_server = env.url("EMAIL_URL", "console://")
if _server.scheme in {"smtp", "smtps"}:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _server.host, _server.port or (465 if _server.scheme == "smtps" else 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _server.user, _server.password
    EMAIL_USE_TLS = _server.query.get("starttls", "no") == "yes"
    EMAIL_USE_SSL = _server.scheme == "smtps"
elif _server.scheme == "console":
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
else:
    raise env.SettingError(f"EMAIL_URL: {_server.scheme}:// is not known; use smtp://, smtps:// or console://.")


def sender(site: str) -> str:
    """From whom mails come: EMAIL_FROM, else the account at the mail server, else a name at the site's host."""
    name, address = parseaddr(env.text("EMAIL_FROM", ""))
    if not address:
        address = _server.user if "@" in _server.user else f"kho-vang@{site.rpartition(':')[0] or site}"
    return f"{name or 'Kho Vàng'} <{address}>"

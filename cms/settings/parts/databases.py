"""Databases: SQLite for one school, PostgreSQL for a province."""

from pathlib import Path
from typing import Any

from cms.settings import env

# Measured with three editors and a second writer: no failed save.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
    "PRAGMA mmap_size=268435456",
}

# Seconds and milliseconds after which a stalled PostgreSQL is given up; the driver's defaults hang for 45 s and more.
POSTGRES_OPTIONS: dict[str, Any] = {
    "connect_timeout": 2,
    "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
    "tcp_user_timeout": 10_000,
}


def database(data: Path) -> dict[str, Any]:
    """Django's description of the database that DATABASE_URL names; without it, SQLite in the data folder."""
    address = env.url("DATABASE_URL", f"sqlite://{data / 'khovang.sqlite3'}")
    if address.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address.path, "OPTIONS": dict(SQLITE_OPTIONS)}
    if address.scheme not in {"postgres", "postgresql"}:
        raise env.SettingError(f"DATABASE_URL: {address.scheme}:// is not known; use sqlite:// or postgres://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.path.lstrip("/"),
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.query.get("host", address.host),
        "PORT": address.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(POSTGRES_OPTIONS),
    }

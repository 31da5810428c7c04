"""Logs: one JSON object a line, with the request's id."""

from typing import Any


def logging_config(level: str) -> dict[str, Any]:
    """Django's LOGGING for the given level."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "cms.foundation.logs.RequestIdFilter"}},
        "formatters": {"json": {"()": "cms.foundation.logs.JsonFormatter"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # What it says at a lower level is who has closed a page, with its address.
            "waitress": {"handlers": [], "level": "ERROR", "propagate": True},
            # Sweeps come every few seconds: a line for each that is sent, received and done was 33 MB a day at
            # rest. What fails is an error and stays; Celery itself tries nothing again, which it would say at INFO.
            "celery.beat": {"handlers": [], "level": "WARNING", "propagate": True},
            "celery.worker.strategy": {"handlers": [], "level": "WARNING", "propagate": True},
            "celery.app.trace": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }

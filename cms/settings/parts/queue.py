"""Celery on Redis: queues, time-outs, the beat's timetable (ADR 0010)."""

from typing import Any

from celery.schedules import crontab

from cms.settings import env

REDIS_URL = env.text("REDIS_URL", "redis://127.0.0.1:6379/0")

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Without these five a publish to a dead broker hangs for 6 to 40 s, `retry=False` or not.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": 6 * 3600,
    "unacked_restore_throttle": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_connect_timeout": 0.5,
    "socket_timeout": 1,
    "retry_on_timeout": False,
}
CELERY_TASK_PUBLISH_RETRY = False

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep-jobs": {"task": "cms.foundation.tasks.sweep_jobs", "schedule": 10.0, "options": {"expires": 10}},
    "sweep-outbox": {"task": "cms.foundation.tasks.sweep_outbox", "schedule": 10.0, "options": {"expires": 10}},
    "reap-media": {"task": "library_pages.media.tasks.reap", "schedule": 20.0, "options": {"expires": 20}},
    "make-missing-indexes": {
        "task": "search.tasks.make_missing_indexes",
        "schedule": 30.0,
        "options": {"queue": "index", "expires": 30},
    },
    # By night in Vietnam; a machine that was off then makes up for it when it is started.
    **{
        f"reconcile-{topic}": {
            "task": "search.tasks.reconcile",
            "args": (topic,),
            "schedule": crontab(hour="19", minute="40"),
            "options": {"queue": "index", "expires": 6 * 3600},
        }
        for topic in ("search", "search-stand-in")
    },
    "roll-up-statistics": {"task": "analytics.tasks.roll_up", "schedule": 20.0, "options": {"expires": 20}},
    "sweep-mail": {"task": "analytics.tasks.sweep_mail", "schedule": 300.0, "options": {"expires": 300}},
    "forget-old-events": {"task": "analytics.tasks.forget_old", "schedule": 3600.0, "options": {"expires": 3600}},
    "publish-scheduled": {"task": "cms.web.tasks.publish_scheduled", "schedule": 60.0, "options": {"expires": 60}},
    "house-keeping": {"task": "cms.web.tasks.keep_house", "schedule": 24 * 3600.0, "options": {"expires": 3600}},
}

TASKS = {"default": {"BACKEND": "cms.foundation.task_bridge.CeleryBackend", "QUEUES": []}}

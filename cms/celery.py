"""The Celery application: Redis broker, no result backend, four workers by queue (ADR 0020)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

app = Celery("khovang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

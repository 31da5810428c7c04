"""Kho Vàng: the platform that all else plugs into, and the site that is composed from it."""

from cms.celery import app as celery_app

# shared_task binds to the app that is loaded first: without this line `manage.py` and the web
# process would publish to amqp://localhost, where nobody listens.
__all__ = ["celery_app"]

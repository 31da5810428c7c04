"""Thin Celery tasks."""

from celery import shared_task

from library_pages.text.services import ingest as service


@shared_task
def ingest(job_id: str) -> None:
    """Read an uploaded file."""
    service.ingest(job_id)

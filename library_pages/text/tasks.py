"""Thin Celery tasks."""

from celery import shared_task

from library_pages.text.services.ingest import ingest as read_source


@shared_task
def ingest(job_id: str) -> None:
    """Read an uploaded file."""
    read_source(job_id)

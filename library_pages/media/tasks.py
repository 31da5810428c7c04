"""Thin Celery tasks."""

from celery import shared_task

from library_pages.media.services import healing, probing, working


@shared_task
def probe(job_id: str) -> None:
    """Look into the uploads of a recording."""
    probing.probe(job_id)


@shared_task
def work(lane: str) -> None:
    """Do one part."""
    working.work(lane)


@shared_task
def reap() -> None:
    """Heal parts that lost their worker or their message."""
    healing.reap()

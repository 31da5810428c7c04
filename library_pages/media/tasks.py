from celery import shared_task

from library_pages.media.services import working


@shared_task
def work(lane: str) -> None:
    working.work(lane)


@shared_task
def reap() -> None:
    """Heal parts that lost their worker or their message."""
    working.reap()

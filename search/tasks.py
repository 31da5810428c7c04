"""Thin Celery tasks; all of them on the queue `index`."""

from celery import shared_task

from cms.foundation import memory
from search import topics
from search.services import drain as draining
from search.services import reconcile as reconciling
from search.services import upkeep


@shared_task
def drain(topic: str) -> None:
    """Apply what waits for a topic's engine."""
    if topic in topics.fed() and draining.drain(topic):  # another one is a message of yesterday's settings
        memory.give_back()


@shared_task
def make_missing_indexes() -> None:
    """Build missing indexes, as after an update or on an engine that has lost its data."""
    for topic in topics.fed():
        upkeep.make_missing_index(topic)


@shared_task
def reconcile(topic: str) -> None:
    """Compare a topic's engine with the catalogue."""
    if topic in topics.fed():
        reconciling.reconcile(topic)

from typing import Any

from celery import shared_task

from cms.foundation import jobs, outbox, task_bridge, turns


@shared_task
def sweep_jobs() -> None:
    """Heal jobs that lost their message or their worker."""
    jobs.sweep()


@shared_task
def take_turn(queue: str) -> None:
    """Do the job of a queue whose turn it is."""
    turns.take(queue)


@shared_task
def sweep_outbox() -> None:
    """Wake the drainer of every topic in which something waits."""
    for topic in outbox.waiting():
        outbox.wake(topic)


@shared_task
def run_bridged(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run one of Wagtail's own background tasks."""
    task_bridge.run(path, args, kwargs)

"""Wagtail's own background tasks through Celery, after commit.

What can't be sent is lost: this path serves only Wagtail's own indexes, which a nightly command rebuilds. Whatever
must not be lost goes through the outbox.
"""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_module_path, normalize_json

from cms.foundation import broker


class CeleryBackend(BaseTaskBackend):
    """A django-tasks backend that hands each task to one Celery task by its dotted path."""

    supports_defer = False
    supports_async_task = False
    supports_get_result = False
    supports_priority = False

    def enqueue(self, task: "Task[Any, Any]", args: Any, kwargs: Any) -> "TaskResult[Any]":
        """Queue the task for after the commit; the answer never gets a result."""
        self.validate_task(task)
        result: TaskResult[Any] = TaskResult(
            task=task,
            id=secrets.token_hex(16),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=normalize_json(args),
            kwargs=normalize_json(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        path, call_args, call_kwargs = get_module_path(task.func), result.args, result.kwargs

        # A named function: Django's robust handler reads __qualname__, which functools.partial lacks.
        def send() -> None:
            broker.send("cms.foundation.tasks.run_bridged", [path, call_args, call_kwargs])

        transaction.on_commit(send, robust=True)
        return result


def run(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Import the task and call its function."""
    import_string(path).func(*args, **kwargs)

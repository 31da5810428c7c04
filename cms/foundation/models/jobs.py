from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.foundation.ids import uuid7


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Working")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Job(models.Model):
    """A long piece of work: its state outlives the broker and the worker.

    A running job holds a lease (`lease_until`) that its worker prolongs; a job whose lease has run out is queued again
    by the sweeper until `max_attempts` is reached.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.CharField(max_length=120)  # dotted name of the Celery task, called with the job's id
    queue = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    owner = models.CharField(max_length=64, blank=True)  # whose turn it is; empty for those of nobody in particular
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    error_code = models.CharField(max_length=60, blank=True)
    error_detail = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task", "subject"],
                condition=models.Q(state__in=["queued", "running"]),
                name="job_one_open_per_subject",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "lease_until"], name="job_state_lease"),
            models.Index(fields=["queue", "owner", "started_at"], name="job_turns"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.subject}: {self.state}"

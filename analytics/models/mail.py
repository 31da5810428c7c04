"""The weekly mail: the document that is kept, and its way to each person."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from analytics.enums import DeliveryState
from cms.accounts.models import School


class WeeklyReport(models.Model):
    """A mail as it was rendered, once for a school and week; a correction is a new version."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", db_index=False)
    week = models.DateField()  # its Monday
    version = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    chart = models.BinaryField()  # PNG
    rendered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "week", "version"], name="weekly_report_once"),
        ]

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """One mail to one person. The unique key is what makes it one, whoever plans and however often."""

    report = models.ForeignKey(WeeklyReport, on_delete=models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.PLANNED)
    message_id = models.CharField(max_length=200, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sending_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=500, blank=True)  # the server's last word

    class Meta:
        constraints: ClassVar = [
            # The report stands for school, kind, week and version.
            models.UniqueConstraint(fields=["report", "recipient"], name="delivery_one_a_person"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state=DeliveryState.PLANNED), name="delivery_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.state}"


class MailStop(models.Model):
    """Somebody who does not want the weekly mail of a school."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "user"], name="mail_stop_once"),
        ]

    def __str__(self) -> str:
        return str(self.since)

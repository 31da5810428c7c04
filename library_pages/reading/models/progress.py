"""Where a reader stands in a resource."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

_SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class Progress(models.Model):
    """One row a reader and resource. Written by `services.record_progress` alone.

    `locator` is a Readium Locator, `progression` its place in the whole, 0 to 1. `modified` is the device's time of the
    newest place, never in the future. `furthest` is the locator of the furthest place since
    she last began anew (`restarted_at`, the device's time).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress")
    resource = models.ForeignKey("catalogue.ResourcePage", on_delete=models.CASCADE, related_name="progress")
    locator = models.JSONField()
    progression = models.FloatField(validators=_SHARE)
    furthest = models.JSONField()
    furthest_progression = models.FloatField(validators=_SHARE)
    modified = models.DateTimeField()
    device_id = models.CharField(max_length=64, blank=True)
    device_name = models.CharField(max_length=120, blank=True)
    finished = models.BooleanField(default=False)
    restarted_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "resource"], name="progress_one_a_reader"),
            models.CheckConstraint(
                condition=models.Q(progression__gte=0.0, progression__lte=models.F("furthest_progression")),
                name="progress_not_beyond_furthest",
            ),
            models.CheckConstraint(condition=models.Q(furthest_progression__lte=1.0), name="progress_within_the_whole"),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "finished", "-modified"], name="progress_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.resource_id}: {self.progression:.0%}"

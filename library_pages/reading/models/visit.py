"""When somebody read, and from where to where."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Visit(models.Model):
    """One sitting on one device; never changed once another has begun.

    It holds places that lost against a newer one too: they were read all the same. `started` and `ended` are the
    device's times, `seconds` the time between reports without long silences.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    resource = models.ForeignKey("catalogue.ResourcePage", on_delete=models.CASCADE, related_name="visits")
    device_id = models.CharField(max_length=64, blank=True)
    device_name = models.CharField(max_length=120, blank=True)
    started = models.DateTimeField()
    ended = models.DateTimeField()
    seconds = models.PositiveIntegerField(default=0)
    from_locator = models.JSONField()
    from_progression = models.FloatField()
    to_locator = models.JSONField()
    to_progression = models.FloatField()

    class Meta:
        ordering: ClassVar = ["-ended", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "resource", "device_id", "started"], name="visit_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.resource_id} at {self.started:%Y-%m-%d %H:%M}"

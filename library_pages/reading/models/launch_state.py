"""How far a reader is in a package that keeps a state of its own: a lesson, an exercise."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from library_pages.reading.enums import Completion, Success


class LaunchState(models.Model):
    """One row a reader and resource. Written by `services.save_launch_state` alone.

    All of it is said by a stranger's script. `data` is the text that the engine gives back to the package, `location`
    the package's word for a place. `best_score` and `completed_at` are kept when she begins anew. `version` grows by
    one with each change.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="launch_states")
    resource = models.ForeignKey("catalogue.ResourcePage", on_delete=models.CASCADE, related_name="launch_states")
    version = models.PositiveIntegerField()
    data = models.TextField(blank=True)
    location = models.CharField(max_length=1000, blank=True)
    score = models.FloatField(null=True, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)])
    completion = models.CharField(max_length=10, choices=Completion, default=Completion.UNKNOWN)
    success = models.CharField(max_length=10, choices=Success, default=Success.UNKNOWN)
    best_score = models.FloatField(null=True)
    completed_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "resource"], name="launch_state_one_a_reader"),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__gte=0.0, score__lte=models.F("best_score")),
                name="launch_state_not_beyond_best",
            ),
            models.CheckConstraint(
                condition=models.Q(best_score__isnull=True) | models.Q(best_score__lte=1.0),
                name="launch_state_within_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.resource_id}: version {self.version}"

"""What may be seen of a school's week, as it was released last."""

from typing import ClassVar

from django.db import models

from cms.accounts.models import School


class WeekRelease(models.Model):
    """The figures of a week at the moment of their release; between two releases they stand still, whatever happens.

    A running week is released class by class (`steps`), a full one as a whole (`figures`, `analytics.counts`).

    Attributes:
        steps: by the class's number as text: `shown` and `held`, `analytics.counts.Counts` or None, and `seq`, up to
            which events are in `held`.
        seq: up to which sequence number events are in `figures`.
        as_of: when something of it was released last.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", db_index=False)
    week = models.DateField()  # its Monday
    steps = models.JSONField(default=dict)
    figures = models.JSONField(null=True)
    seq = models.BigIntegerField(default=0)
    as_of = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "week"], name="week_release_once"),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.as_of}"

    @property
    def is_full(self) -> bool:
        """Whether the week is over and released as a whole."""
        return self.figures is not None

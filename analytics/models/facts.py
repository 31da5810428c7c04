"""What is shown: sums by day that the rollup keeps, and how far it has come."""

from typing import ClassVar

from django.db import models

from analytics.statistics import STORED
from cms.accounts.models import School


class Fact(models.Model):
    """The figures of a key: a column for each of `analytics.statistics.STATISTICS`.

    Whole numbers only: sums of fractions depend on their order.
    """

    class Meta:
        abstract = True


for _name in STORED:
    Fact.add_to_class(_name, models.BigIntegerField(default=0))


class ReaderDay(Fact):
    """What one person did with one item on one day: personal data, kept for a school year and a term.

    `read_seq` is the end of the range of events that last changed what was read: what is newer than a release is found
    by it.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    actor = models.UUIDField()
    class_id = models.BigIntegerField()  # 0: no class
    class_name = models.CharField(max_length=20, blank=True)
    grade = models.PositiveSmallIntegerField(default=0)  # 0: none
    is_pupil = models.BooleanField()
    item = models.UUIDField()  # all zeros: no item, searches
    type_slug = models.CharField(max_length=40, blank=True)
    description_id = models.BigIntegerField(default=0)  # of `ItemDescription`; 0: no item, or nothing is known of it
    read_seq = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=[
                    "actor",
                    "day",
                    "class_id",
                    "class_name",
                    "grade",
                    "is_pupil",
                    "item",
                    "type_slug",
                    "description_id",
                ],
                name="reader_day_key",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["school", "day"], name="reader_day_of_a_school")]

    def __str__(self) -> str:
        return f"{self.day} {self.item}"


class ReaderWeek(Fact):
    """One person's week in one class: who has read in a week is counted here, exactly."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", db_index=False)
    week = models.DateField()  # its Monday
    actor = models.UUIDField()
    class_id = models.BigIntegerField()
    is_pupil = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "week", "actor", "class_id", "is_pupil"], name="reader_week_key"),
        ]

    def __str__(self) -> str:
        return str(self.week)


class TitleDay(Fact):
    """An item's day in a school; holds nobody's data and is kept."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    item = models.UUIDField()
    type_slug = models.CharField(max_length=40, blank=True)
    description_id = models.BigIntegerField(default=0)
    is_pupil = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "day", "item", "type_slug", "description_id", "is_pupil"], name="title_day_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.item}"


class ClassDay(Fact):
    """A class's day by type; class 0 and not of pupils: the staff. Kept."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    class_id = models.BigIntegerField()
    class_name = models.CharField(max_length=20, blank=True)
    grade = models.PositiveSmallIntegerField(default=0)
    is_pupil = models.BooleanField()
    type_slug = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "day", "class_id", "class_name", "grade", "is_pupil", "type_slug"],
                name="class_day_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.class_id}"


class Rollup(models.Model):
    """How far a rollup has come: every event up to `seq` is in the facts, none behind it is."""

    name = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField(default=0)
    rolled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.seq}"

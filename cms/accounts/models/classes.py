"""School years, classes, and the place of a pupil in them."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.accounts.enums import TeachingKind
from cms.accounts.models.schools import Membership, School
from cms.foundation.ids import uuid7


class SchoolYear(models.Model):
    """A school year of one school; its dates are data."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="years")
    label = models.CharField(_("label"), max_length=20)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("school year")
        verbose_name_plural = _("school years")
        ordering: ClassVar = ["-starts"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "label"], name="school_year_label_unique"),
            models.CheckConstraint(condition=models.Q(starts__lt=models.F("ends")), name="school_year_has_days"),
        ]

    def __str__(self) -> str:
        return self.label


class SchoolClass(models.Model):
    """A class in one school year. The code only tells which class; it opens nothing by itself."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(_("name"), max_length=20)
    grade = models.PositiveSmallIntegerField(_("grade"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    code = models.CharField(_("class code"), max_length=6, unique=True, validators=[RegexValidator(r"\A\d{6}\Z")])
    teachers = models.ManyToManyField(
        Membership, through="Teaching", related_name="classes_taught", verbose_name=_("teachers")
    )

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering: ClassVar = ["grade", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["year", "name"], name="class_name_unique")]

    def __str__(self) -> str:
        return self.name


class Teaching(models.Model):
    """A teacher's tie to a class, and so to its school year; it stays when the year is over.

    `membership` is her role as a teacher. A class may have more than one class teacher, for one who stands in, or none.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="teachings")
    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="teachings")
    kind = models.CharField(
        _("kind of teacher"), max_length=7, choices=TeachingKind.choices, default=TeachingKind.CLASS
    )
    subjects = models.CharField(_("subjects taught"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("teacher of a class")
        verbose_name_plural = _("teachers of classes")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school_class", "membership"], name="teaching_once_a_class"),
        ]

    def __str__(self) -> str:
        return f"{self.school_class} {self.membership.user}"


class Enrolment(models.Model):
    """A pupil's place in a class: her number on the list."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="enrolments")
    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="enrolments")
    number = models.PositiveSmallIntegerField(_("number on the class list"), validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school_class", "number"], name="enrolment_number_unique"),
            models.UniqueConstraint(fields=["school_class", "membership"], name="enrolment_pupil_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.school_class} {self.number}"

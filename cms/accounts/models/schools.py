"""Schools and who belongs to them."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.accounts.enums import Role, SchoolKind
from cms.foundation import clock
from cms.foundation.ids import uuid7


class School(models.Model):
    """A tenant: what it owns is seen by its members only."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=SchoolKind.choices, default=SchoolKind.PRIMARY)
    grade_from = models.PositiveSmallIntegerField(
        _("first grade"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    grade_to = models.PositiveSmallIntegerField(
        _("last grade"), default=5, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    room = models.CharField(_("library room"), max_length=120, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    librarian_title = models.CharField(_("how pupils address the librarian"), max_length=20, default="cô")
    librarian_name = models.CharField(_("librarian's name"), max_length=120, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, told apart by time."""

    def active(self) -> "MembershipQuerySet":
        """Those that count now."""
        moment = clock.now()
        return self.filter(models.Q(until=None) | models.Q(until__gt=moment), is_active=True, since__lte=moment)


class Membership(models.Model):
    """One role of somebody in a school, where she may hold several; the province role belongs to no school.

    `pupil_identifier` is the lasting key under which other registers know a pupil (mã định danh): 10 to 12 digits as
    text, since it may begin with a nought; empty where the school has not entered it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, null=True, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=13, choices=Role.choices)
    is_active = models.BooleanField(_("active"), default=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)
    pupil_identifier = models.CharField(
        _("pupil identifier"), max_length=12, blank=True, validators=[RegexValidator(r"\A[0-9]{10,12}\Z")]
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "school", "role"], name="membership_each_role_once_a_school"),
            models.CheckConstraint(
                condition=models.Q(role=Role.PROVINCE) ^ models.Q(school__isnull=False),
                name="membership_school_unless_province",
            ),
            models.UniqueConstraint(
                fields=["school", "pupil_identifier"],
                condition=~models.Q(pupil_identifier=""),
                name="membership_pupil_identifier_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.PUPIL) | models.Q(pupil_identifier=""),
                name="membership_pupil_identifier_of_pupils",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

"""Reading levels on scales that a school names itself: data, not code."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class LevelScale(models.Model):
    """A named scale such as “Mức đọc A–F”; without a school it is everybody's."""

    school = models.ForeignKey("accounts.School", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("level scale")
        verbose_name_plural = _("level scales")

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """One step of a scale; `rank` orders the steps from easy to hard."""

    scale = models.ForeignKey(LevelScale, on_delete=models.CASCADE, related_name="levels")
    label = models.CharField(_("label"), max_length=60)
    rank = models.PositiveSmallIntegerField(_("rank"))
    advice = models.CharField(_("advice in words"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering: ClassVar = ["scale", "rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["scale", "rank"], name="level_rank_unique")]

    def __str__(self) -> str:
        return f"{self.scale}: {self.label}"

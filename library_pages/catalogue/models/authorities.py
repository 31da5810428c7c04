"""Authorities that all schools share: works, contributors, subjects."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.foundation.ids import uuid7
from cms.foundation.text import fold, nfc, sort_key
from library_pages.catalogue.identifiers import validate_ddc


class _NamedRecord(index.Indexed, models.Model):
    """A name with its folded form and its place in the Vietnamese alphabet, both kept by `save()`."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=255)
    name_folded = models.CharField(max_length=255, editable=False, db_index=True)
    name_sort = models.CharField(max_length=600, editable=False)

    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name")]  # of the admin

    class Meta:
        abstract = True
        ordering: ClassVar = ["name_sort"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = nfc(self.name).strip()
        self.name_folded = fold(self.name)
        self.name_sort = sort_key(self.name)
        super().save(*args, **kwargs)


class Work(_NamedRecord):
    """A work in the sense of IFLA LRM: what the paper book, the e-book and the audiobook of one title share."""

    class Meta(_NamedRecord.Meta):
        verbose_name = _("work")
        verbose_name_plural = _("works")


class Contributor(_NamedRecord):
    """A person or body that had a part in a resource; an authority record shared by all schools."""

    class Meta(_NamedRecord.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")


class Subject(_NamedRecord):
    """A subject heading with its Dewey number."""

    ddc = models.CharField(_("DDC number"), max_length=30, blank=True, validators=[validate_ddc])

    class Meta(_NamedRecord.Meta):
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="subject_name_unique")]

"""What hangs on a resource: who had which part in it, and its tags."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.models import Orderable

from library_pages.catalogue.enums import ContributorRole


class Contribution(Orderable):
    """One contributor in one role; the order is the one of the title page."""

    page = ParentalKey("catalogue.ResourcePage", on_delete=models.CASCADE, related_name="contributions")
    contributor = models.ForeignKey(
        "catalogue.Contributor", on_delete=models.PROTECT, related_name="+", verbose_name=_("contributor")
    )
    role = models.CharField(_("role"), max_length=3, choices=ContributorRole.choices, default=ContributorRole.AUTHOR)

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "contributor", "role"], name="contribution_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.contributor} ({self.get_role_display()})"


class ResourceTag(ItemBase):
    """A free tag on a resource."""

    tag = models.ForeignKey("taggit.Tag", on_delete=models.CASCADE, related_name="resource_tags")
    content_object = ParentalKey("catalogue.ResourcePage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["tag", "content_object"], name="resource_tag_unique")]

"""Filters of admin lists that name nobody of another school (house-spike 3.1)."""

from typing import ClassVar

from wagtail.admin.views.pages.listing import PageFilterSet


class ResourceFilterSet(PageFilterSet):
    """Wagtail's page filters without "owner" and "edited by", whose choices list the staff of every school."""

    owner = None
    edited_by = None

    class Meta(PageFilterSet.Meta):
        exclude: ClassVar = ["owner", "edited_by"]

"""Filters of lists of pages that name nobody of another school: Wagtail's offer the staff of all as choices."""

from typing import ClassVar

from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet


class OwnPageFilterSet(PageFilterSet):
    """Filters for the pages of one type, without “owner” and “edited by”."""

    owner = None
    edited_by = None

    class Meta(PageFilterSet.Meta):
        exclude: ClassVar = ["owner", "edited_by"]


class OwnGenericPageFilterSet(GenericPageFilterSet):
    """Filters for pages of all types, without “owner” and “edited by”."""

    owner = None
    edited_by = None

    class Meta(GenericPageFilterSet.Meta):
        exclude: ClassVar = ["owner", "edited_by"]

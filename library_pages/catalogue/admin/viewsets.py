"""Admin viewsets of the authorities, which all schools share, and the listing of resources."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from library_pages.catalogue.admin.filters import ResourceFilterSet
from library_pages.catalogue.models import Contributor, ResourcePage, Subject, Work


class ContributorViewSet(SnippetViewSet):
    """Contributors."""

    model = Contributor
    icon = "user"
    list_display = ("name",)
    form_fields = ("name",)
    ordering = ("name_sort",)


class SubjectViewSet(SnippetViewSet):
    """Subjects."""

    model = Subject
    icon = "tag"
    list_display = ("name", "ddc")
    form_fields = ("name", "ddc")
    ordering = ("name_sort",)


class WorkViewSet(SnippetViewSet):
    """Works."""

    model = Work
    icon = "folder-inverse"
    list_display = ("name",)
    form_fields = ("name",)
    ordering = ("name_sort",)


class AuthorityGroup(SnippetViewSetGroup):
    """One menu entry for the three."""

    items = (ContributorViewSet, SubjectViewSet, WorkViewSet)
    menu_label = _("Authorities")
    menu_icon = "list-ul"
    menu_order = 250


class ResourcePageViewSet(PageViewSet):
    """Lists of resources, for all types through their class tree, without filters that name other schools' staff."""

    model = ResourcePage
    filterset_class = ResourceFilterSet

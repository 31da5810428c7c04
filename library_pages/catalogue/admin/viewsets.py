"""Admin viewsets of the authorities, which all schools share, and the listing of resources."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.log_actions import registry as log_registry
from wagtail.snippets.views.snippets import EditView, HistoryView, SnippetViewSet, SnippetViewSetGroup

from library_pages.catalogue.admin.colleagues import written_by_colleagues
from library_pages.catalogue.admin.filters import OwnPageFilterSet
from library_pages.catalogue.models import Contributor, ResourcePage, Subject, Work


class OwnHistoryView(HistoryView):
    """What colleagues did to an authority."""

    def get_base_queryset(self) -> Any:
        """Log entries, newest first."""
        return written_by_colleagues(super().get_base_queryset(), self.request.user)


class OwnEditView(EditView):
    """The form of an authority; its side panel names nobody of another school."""

    def get_last_updated_info(self) -> Any:
        """The newest log entry."""
        entries = log_registry.get_logs_for_instance(self.object).select_related("user")
        return written_by_colleagues(entries, self.request.user).first()


class AuthorityViewSet(SnippetViewSet):
    """What the three have in common: all schools share the rows, none sees who of another one touched them."""

    edit_view_class = OwnEditView
    history_view_class = OwnHistoryView
    ordering = ("name_sort",)


class ContributorViewSet(AuthorityViewSet):
    model = Contributor
    icon = "user"
    list_display = ("name",)
    form_fields = ("name",)


class SubjectViewSet(AuthorityViewSet):
    model = Subject
    icon = "tag"
    list_display = ("name", "ddc")
    form_fields = ("name", "ddc")


class WorkViewSet(AuthorityViewSet):
    model = Work
    icon = "folder-inverse"
    list_display = ("name",)
    form_fields = ("name",)


class AuthorityGroup(SnippetViewSetGroup):
    """One menu entry for the three."""

    items = (ContributorViewSet, SubjectViewSet, WorkViewSet)
    menu_label = _("Authorities")
    menu_icon = "list-ul"
    menu_order = 250


class OwnTypeUseView(ContentTypeUseView):
    """Pages of one type, without the way back to the report of page types, which schools don't get."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Wagtail's crumbs; except for superusers the last but one is left out."""
        items = super().get_breadcrumbs_items()
        return items if self.request.user.is_superuser else [*items[:-2], items[-1]]


class ResourcePageViewSet(PageViewSet):
    """Lists of resources, for all types through their class tree, without filters that name other schools' staff."""

    model = ResourcePage
    filterset_class = OwnPageFilterSet
    content_type_use_view_class = OwnTypeUseView

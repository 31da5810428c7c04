"""Reports whose stock filters offer the names of every school's staff, without those names (house-spike 3.1)."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet, LockedPagesView
from wagtail.models import PageLogEntry

from cms.foundation.policies import Policy, surface
from library_pages.catalogue.admin.colleagues import colleagues_of, written_by_colleagues


class SiteHistoryFilterSet(SiteHistoryReportFilterSet):
    """Offers colleagues only: Wagtail 8.0.1 overrides a method there that nobody calls, so all staff were offered."""

    def get_users_queryset(self) -> Any:
        """Who is offered in the filter “user”."""
        return colleagues_of(self.request.user).filter(is_staff=True).order_by("username")


class LockedPagesFilterSet(LockedPagesReportFilterSet):
    """No filter by who locked."""

    locked_by = None

    class Meta(LockedPagesReportFilterSet.Meta):
        fields: ClassVar = ["locked_at", "live"]  # a field named here would bring the filter back


class SiteHistoryView(LogEntriesView):
    """The log of what the user may see, and of authorities what her colleagues did to them."""

    filterset_class = SiteHistoryFilterSet

    def filter_queryset(self, queryset: Any) -> Any:
        """Called for the log of pages, which the page permissions limit, and for every other log."""
        if queryset.model is not PageLogEntry:
            queryset = written_by_colleagues(queryset, self.request.user)
        return super().filter_queryset(queryset)


class OwnLockedPagesView(LockedPagesView):
    """Locked pages that the user may see."""

    filterset_class = LockedPagesFilterSet


def _view(
    view_class: type[LogEntriesView] | type[LockedPagesView], *, results_only: bool = False
) -> Callable[..., HttpResponseBase]:
    guarded: Callable[..., HttpResponseBase] = require_admin_access(view_class.as_view(results_only=results_only))
    return surface(Policy.STAFF)(guarded)


site_history = _view(SiteHistoryView)
site_history_results = _view(SiteHistoryView, results_only=True)
locked_pages = _view(OwnLockedPagesView)
locked_pages_results = _view(OwnLockedPagesView, results_only=True)

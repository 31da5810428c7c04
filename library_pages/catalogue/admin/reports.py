"""Reports whose stock filters offer the names of every school's staff, without those names."""

from typing import Any, ClassVar

from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet, LockedPagesView
from wagtail.models import PageLogEntry

from cms.accounts.selectors import colleagues_of
from library_pages.catalogue.admin.colleagues import written_by_colleagues
from library_pages.catalogue.admin.own_views import staff_view


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


site_history = staff_view(SiteHistoryView.as_view())
site_history_results = staff_view(SiteHistoryView.as_view(results_only=True))
locked_pages = staff_view(OwnLockedPagesView.as_view())
locked_pages_results = staff_view(OwnLockedPagesView.as_view(results_only=True))

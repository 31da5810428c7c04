"""Reports whose stock filters offer the names of every school's staff, without those filters (house-spike 3.1)."""

from typing import ClassVar

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet, LockedPagesView

from cms.foundation.policies import Policy, surface


class SiteHistoryFilterSet(SiteHistoryReportFilterSet):
    """No filter by user: Wagtail 8.0.1 overrides a method there that nobody calls, so all staff were offered."""

    user = None


class LockedPagesFilterSet(LockedPagesReportFilterSet):
    """No filter by who locked."""

    locked_by = None

    class Meta(LockedPagesReportFilterSet.Meta):
        fields: ClassVar = ["locked_at", "live"]  # a field named here would bring the filter back


class SiteHistoryView(LogEntriesView):
    """The log of pages that the user may see."""

    filterset_class = SiteHistoryFilterSet


class OwnLockedPagesView(LockedPagesView):
    """Locked pages that the user may see."""

    filterset_class = LockedPagesFilterSet


def _view(view_class: type[LogEntriesView] | type[LockedPagesView], *, results_only: bool = False) -> object:
    return surface(Policy.STAFF)(require_admin_access(view_class.as_view(results_only=results_only)))


site_history = _view(SiteHistoryView)
site_history_results = _view(SiteHistoryView, results_only=True)
locked_pages = _view(OwnLockedPagesView)
locked_pages_results = _view(OwnLockedPagesView, results_only=True)

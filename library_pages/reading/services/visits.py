from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from library_pages.reading.models import Visit

if TYPE_CHECKING:
    from cms.accounts.models import User
    from library_pages.catalogue.models import ResourcePage
    from library_pages.reading.services.recording import Report

SITTING: Final = timedelta(minutes=30)  # a longer silence begins a new visit
LONGEST_LOOK: Final = timedelta(minutes=5)  # at one page; more is taken for a break


def log_visit(user: User, resource: ResourcePage, report: Report) -> None:
    """Add a report to the sitting that it belongs to, or begin one; belongs into the caller's transaction.

    A report that lies inside a logged sitting changes nothing, so sending a batch again logs nothing twice.
    """
    near = Visit.objects.filter(
        user=user,
        resource=resource,
        device_id=report.device_id,
        started__lte=report.modified,
        ended__gte=report.modified - SITTING,
    )
    visit = near.order_by("-started").first()
    if visit is None:
        Visit.objects.get_or_create(
            user=user,
            resource=resource,
            device_id=report.device_id,
            started=report.modified,
            defaults={
                "device_name": report.device_name,
                "ended": report.modified,
                "from_locator": report.locator,
                "from_progression": report.progression,
                "to_locator": report.locator,
                "to_progression": report.progression,
            },
        )
        return
    if report.modified <= visit.ended:
        return
    visit.seconds += round(min(report.modified - visit.ended, LONGEST_LOOK).total_seconds())
    visit.ended = report.modified
    visit.to_locator, visit.to_progression = report.locator, report.progression
    visit.save(update_fields=["seconds", "ended", "to_locator", "to_progression"])

"""The conflict rule of places, one for all doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db import transaction

from cms.accounts.models import User
from cms.foundation import clock
from library_pages.catalogue.models import ResourcePage
from library_pages.reading import selectors
from library_pages.reading.locators import cleaned, progression_of
from library_pages.reading.models import Progress
from library_pages.reading.problems import locator_not_valid, stale
from library_pages.reading.services.visits import log_visit

FINISHED: Final = 0.99  # who has the last page in view is at 1 in our own readers; others report where it begins
_LONGEST_ID, _LONGEST_NAME = 64, 120


@dataclass(frozen=True, slots=True)
class Report:
    """A place as a device reports it, cleaned; `modified` is never in the future."""

    locator: dict[str, Any]
    modified: datetime
    device_id: str
    device_name: str
    restart: bool = False

    @property
    def progression(self) -> float:
        """Place in the whole, 0 to 1."""
        return progression_of(self.locator)


def record_progress(
    user: User,
    resource: ResourcePage,
    *,
    locator: Mapping[str, Any] | None,
    modified: datetime,
    device_id: str,
    device_name: str,
    restart: bool = False,
) -> Progress:
    """Take over a place if it is the newest, and keep the furthest beside it; the caller has asked the access rule.

    A time in the future counts as now. The beginning never replaces a later place unless `restart` says so; that also
    forgets the furthest place and that it was finished. Sending the same again changes nothing.

    Raises:
        Problem: 412 `progress-stale` with `current`, the document that counts; 422 `locator-not-valid`.
    """
    if not locator:
        current = selectors.progress_of(user, resource)
        raise stale(selectors.document(current)) if current else locator_not_valid("empty")
    report = Report(cleaned(locator), clamped(modified), device_id[:_LONGEST_ID], device_name[:_LONGEST_NAME], restart)
    with transaction.atomic():
        progress, is_stale = _take_over(user, resource, report)
        log_visit(user, resource, report)
    if is_stale:
        # Raised outside of the transaction: what was read is kept even where its place is not.
        raise stale(selectors.document(progress))
    return progress


def clamped(modified: datetime) -> datetime:
    """The device's time in UTC, at most now: a clock that is ahead would win against every other device until then."""
    aware = modified.replace(tzinfo=UTC) if modified.tzinfo is None else modified
    return min(aware, clock.now()).astimezone(UTC)


def _take_over(user: User, resource: ResourcePage, report: Report) -> tuple[Progress, bool]:
    """The row afterwards, and whether the report lost to a later one."""
    progress, is_new = Progress.objects.select_for_update().get_or_create(
        user=user, resource=resource, defaults=_begun_by(report)
    )
    if is_new:
        return progress, False
    if _is_repeated(progress, report):
        return progress, False
    if progress.restarted_at and report.modified < progress.restarted_at:
        return progress, True
    taken = _wins(progress, report)
    if taken and report.restart:
        changed = _begun_by(report)
    else:
        changed = _columns_of(report) if taken else {}
        if report.progression > progress.furthest_progression:
            changed |= {"furthest": report.locator, "furthest_progression": report.progression}
        changed["finished"] = progress.finished or report.progression >= FINISHED
        changed["saved_at"] = clock.now()
    for name, value in changed.items():
        setattr(progress, name, value)
    progress.save(update_fields=list(changed))
    return progress, not taken


def _columns_of(report: Report) -> dict[str, Any]:
    return {
        "locator": report.locator,
        "progression": report.progression,
        "modified": report.modified,
        "device_id": report.device_id,
        "device_name": report.device_name,
    }


def _begun_by(report: Report) -> dict[str, Any]:
    return _columns_of(report) | {
        "furthest": report.locator,
        "furthest_progression": report.progression,
        "finished": report.progression >= FINISHED,
        "restarted_at": report.modified if report.restart else None,
        "saved_at": clock.now(),
    }


def _is_repeated(progress: Progress, report: Report) -> bool:
    return (
        progress.modified == report.modified
        and progress.device_id == report.device_id
        and progress.locator == report.locator
    )


def _wins(progress: Progress, report: Report) -> bool:
    if report.progression > 0 and progress.progression == 0 and not progress.restarted_at:
        # Whoever only looked at the cover has no place that a real one, sent late, could be lost to.
        return True
    if report.modified < progress.modified:
        return False
    if report.modified == progress.modified and report.device_id != progress.device_id:
        return False
    return report.restart or report.progression > 0 or progress.progression == 0

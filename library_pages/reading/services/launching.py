"""The state that a launched package keeps: whoever saves says which version it follows."""

import json
import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction

from cms.accounts.models import User
from cms.foundation import clock
from library_pages.catalogue.models import ResourcePage
from library_pages.reading import selectors
from library_pages.reading.enums import Completion, Success
from library_pages.reading.models import LaunchState
from library_pages.reading.problems import launch_stale, launch_state_not_valid

MAX_DATA: Final = 128 * 1024  # bytes in UTF-8: SCORM 2004 wants 64,000 characters of suspend data, and interactions
MAX_LOCATION: Final = 1000  # characters (SCORM 2004 4th edition, RTE 4.2.14)
# What PostgreSQL's text can't hold, and what no place needs.
_UNSTORABLE: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class LaunchReport:
    """What a package says of itself, through its engine; all of it may be forged.

    Attributes:
        data: whatever the engine gives back to the package, as JSON text; empty for nothing.
        score: 0 to 1.
    """

    data: str = ""
    location: str = ""
    score: float | None = None
    completion: Completion = Completion.UNKNOWN
    success: Success = Success.UNKNOWN


def save_launch_state(user: User, resource: ResourcePage, report: LaunchReport, *, follows: int) -> LaunchState:
    """Keep a state in place of version `follows`, 0 where there is none yet; the caller has asked the access rule.

    Sending the same again changes nothing. The best score and the first completion stay.

    Raises:
        Problem: 412 `launch-stale` with `current`, the document that counts; 422 `launch-state-not-valid`.
    """
    _check(report)
    with transaction.atomic():
        if follows == 0:
            state, is_new = LaunchState.objects.get_or_create(
                user=user, resource=resource, defaults={"version": 1, **_changes(report, None)}
            )
            if is_new:
                return state
        known = LaunchState.objects.select_for_update().filter(user=user, resource=resource).first()
        if known is not None and known.version == follows:
            for name, value in {"version": follows + 1, **_changes(report, known)}.items():
                setattr(known, name, value)
            known.save()
            return known
    if known is not None and known.version == follows + 1 and _says(known, report):
        return known  # the answer to it was lost
    raise launch_stale(selectors.launch_document(known))


def _check(report: LaunchReport) -> None:
    if len(report.data.encode(errors="surrogatepass")) > MAX_DATA:
        raise launch_state_not_valid(f"data has more than {MAX_DATA} bytes")
    if len(report.location) > MAX_LOCATION or _UNSTORABLE.search(report.location):
        raise launch_state_not_valid(f"location is no text of at most {MAX_LOCATION} characters")
    if report.score is not None and not 0.0 <= report.score <= 1.0:
        raise launch_state_not_valid("score is not between 0 and 1")
    if report.data and not _is_json(report.data):
        raise launch_state_not_valid("data is no JSON text in one line")


def _is_json(text: str) -> bool:
    """What is escaped in JSON text can be stored whatever it says."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return not _UNSTORABLE.search(text)


def _changes(report: LaunchReport, known: LaunchState | None) -> dict[str, Any]:
    moment = clock.now()
    completed = known.completed_at if known else None
    scores = [score for score in (report.score, known.best_score if known else None) if score is not None]
    return {
        **asdict(report),
        "best_score": max(scores, default=None),
        "completed_at": completed or (moment if report.completion == Completion.COMPLETED else None),
        "saved_at": moment,
    }


def _says(state: LaunchState, report: LaunchReport) -> bool:
    return all(getattr(state, name) == value for name, value in asdict(report).items())

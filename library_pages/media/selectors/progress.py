"""How far the work on a recording has come."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cms.foundation import clock
from library_pages.media.enums import PartState, RecordingState
from library_pages.media.models import Recording

_ENOUGH = 0.02  # of the work, before a guess is worth saying


def state_of(recording: Recording) -> tuple[RecordingState, int, int | None]:
    """State as it is now, percent of all work done, seconds left (None while nobody can say)."""
    row = Recording.objects.only("state", "profile").get(pk=recording.pk)
    state = RecordingState(row.state)
    if state == RecordingState.COMPLETE:
        return state, 100, 0
    parts = list(
        row.parts.filter(profile=row.profile).values_list("state", "weight", "done", "started_at", "finished_at")
    )
    total = sum(weight for _state, weight, *_ in parts)
    if not total or state == RecordingState.FAILED:
        return state, 0, None
    done = sum(weight * share for _state, weight, share, *_ in parts)
    percent = min(99, int(100 * done / total))
    moment = clock.now()
    busy = _covered(
        (started, finished or moment)
        for part_state, _weight, _share, started, finished in parts
        if started and part_state in {PartState.DONE, PartState.RUNNING}
    )
    if done / total < _ENOUGH or not busy:
        return state, percent, None
    return state, percent, max(1, round(busy.total_seconds() * (total - done) / done))


def _covered(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """Time in which somebody worked, whatever their number."""
    covered, until = timedelta(), None
    for start, end in sorted(spans):
        begin = start if until is None else max(start, until)
        if end > begin:
            covered += end - begin
            until = end
    return covered

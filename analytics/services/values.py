"""The fields that each kind of event carries, and their bounds. What is out of bounds is kept, and counted nowhere."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from analytics.enums import Kind, Reason
from cms.foundation.text import fold, nfc

DAY_SECONDS: Final = 86_400
_LONGEST_LOOK: Final = 3_600  # seconds at one page within one report
_LONGEST_TERM: Final = 200
_MOST_INTERVALS: Final = 500
_MOST_SNAPSHOTS: Final = 100_000
_FASTEST: Final = 4.0
_SLACK_SECONDS: Final = 30  # buffers run ahead a little

Value = dict[str, Any]


class NotValidError(Exception):
    """A value that can't be true; `reason` says in which way."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def checked(kind: Kind, fields: Mapping[str, Any]) -> Value:
    """The fields of this kind and no others, as they are stored: times in whole milliseconds.

    Raises:
        NotValidError: a field is missing or out of its bounds.
    """
    check = _CHECKS.get(kind)
    return check(fields) if check else {}


def _media(fields: Mapping[str, Any]) -> Value:
    wall = _number(fields.get("wall_seconds"), DAY_SECONDS)
    rate = _number(fields.get("rate", 1), _FASTEST)
    duration = _number(fields.get("duration", DAY_SECONDS), 7 * DAY_SECONDS)
    intervals = _intervals(fields.get("intervals", []), duration)
    if sum(end - start for start, end in intervals) > wall * max(rate, 1) * _FASTEST + _SLACK_SECONDS:
        raise NotValidError(Reason.IMPOSSIBLE)
    return {
        "play": str(_uuid(fields.get("play"))),
        "snapshot": int(_number(fields.get("snapshot"), _MOST_SNAPSHOTS)),
        "wall_ms": round(wall * 1000),
        "rate": rate,
        "duration": duration,
        "intervals": intervals,
    }


def _page(fields: Mapping[str, Any]) -> Value:
    return {
        "progression": _number(fields.get("progression", 0), 1),
        "dwell_ms": round(_number(fields.get("dwell_seconds"), _LONGEST_LOOK) * 1000),
    }


def _search(fields: Mapping[str, Any]) -> Value:
    term = fields.get("term")
    if not isinstance(term, str) or len(term) > _LONGEST_TERM:
        raise NotValidError(Reason.NOT_VALID)
    words = " ".join(nfc(term).lower().split())
    return {
        "term": " ".join(fold(words).split()),
        "words": words,
        "results": int(_number(fields.get("results"), 10**9)),
    }


_CHECKS: Final[dict[Kind, Callable[[Mapping[str, Any]], Value]]] = {
    Kind.MEDIA_PROGRESS: _media,
    Kind.PAGE_PROGRESS: _page,
    Kind.SEARCH: _search,
}


def _number(value: object, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise NotValidError(Reason.NOT_VALID)
    if not math.isfinite(value):
        raise NotValidError(Reason.NOT_VALID)
    return value


def _uuid(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise NotValidError(Reason.NOT_VALID) from error


def _intervals(value: object, duration: float) -> list[list[float]]:
    """Merged and in order; what lies behind the end is cut off."""
    if not isinstance(value, list) or len(value) > _MOST_INTERVALS:
        raise NotValidError(Reason.NOT_VALID)
    pairs = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004  (from and to)
            raise NotValidError(Reason.NOT_VALID)
        start, end = (min(_number(each, 7 * DAY_SECONDS), duration) for each in pair)
        if end > start:
            pairs.append([start, end])
    merged: list[list[float]] = []
    for start, end in sorted(pairs):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged

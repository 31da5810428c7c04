"""When something happened: the device's word, corrected by how far its clock is off."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from analytics.enums import Quality, Reason

_SKEWED: Final = timedelta(minutes=5)
_LATE: Final = timedelta(days=1)
_FUTURE: Final = timedelta(days=1)
OLDEST: Final = timedelta(days=95)
"""How late an event may come: a tablet that lay at home all summer. Older ones are put aside and in no figure."""


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event counts as having happened, and how far that can be trusted."""

    at: datetime
    quality: Quality
    reason: Reason = Reason.NONE


def event_time(client_time: datetime, sent_at: datetime, received_at: datetime) -> EventTime:
    """Client time plus skew, and skew is received minus sent: right for every clock that runs evenly.

    Nothing happens after it was sent; what claims to by less than a day counts as sent, the rest is quarantined.
    """
    skew = received_at - sent_at
    at = client_time + skew
    if at > received_at + _FUTURE:
        return EventTime(received_at, Quality.QUARANTINED, Reason.IN_FUTURE)
    if at < received_at - OLDEST:
        return EventTime(received_at, Quality.QUARANTINED, Reason.TOO_OLD)
    if at > received_at:
        return EventTime(received_at, Quality.CLAMPED)
    if received_at - at > _LATE:
        return EventTime(at, Quality.LATE)
    return EventTime(at, Quality.SKEWED if abs(skew) > _SKEWED else Quality.OK)

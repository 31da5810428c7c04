"""Events from apps and browsers."""

from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from analytics.api_shapes import EVENT
from analytics.services import ingest
from cms.accounts.reader import reader_of
from cms.api import limits
from cms.api.schemas import Input, Moment, also_answers
from cms.foundation.policies import Policy, surface

router = Router(tags=["events"])

MOST_BYTES: Final = 60_000  # what browsers still send when a page closes
_QUOTA: Final = limits.Limit("events", 120)


class EventDevice(Input):
    """The device; `id` is the app's own and stays the same."""

    id: Annotated[str, Field(max_length=64)]


class EventBatch(Input):
    """What a device has kept. `sent_at` is stamped when it is sent, by the device's clock, and not when it was kept."""

    sent_at: Annotated[Moment, Field(description="The device's clock at the moment of sending (RFC 3339).")]
    device: EventDevice
    events: Annotated[list[Annotated[Any, EVENT]], Field(max_length=ingest.MOST_EVENTS)]


class EventOutcome(Schema):
    """How many were new, how many the library knew, and how many it has put aside. None needs to be sent again."""

    accepted: int
    known: int
    quarantined: int


@router.post(
    "",
    response=EventOutcome,
    operation_id="postEvents",
    summary="What was read, heard and watched",
    openapi_extra=also_answers(s413="More than 60,000 bytes", s429="Too many batches a minute"),
)
@surface(Policy.MEMBER)
def post_events(request: HttpRequest, data: EventBatch) -> EventOutcome:
    """At most 100 events and 60,000 bytes, answered when they are kept; sending a batch again is safe.

    They are about the signed-in reader, whose school and class the library knows itself. Keep each event until this has
    answered 200. An event that makes no sense turns no other away: it is counted as `quarantined` and done with.
    """
    reader = reader_of(request)
    limits.spend(request, _QUOTA, str(reader.user_id))
    limits.refuse_large(request, MOST_BYTES)
    outcome = ingest.take(reader, data.events, sent_at=data.sent_at, device=data.device.id)
    return EventOutcome(accepted=outcome.accepted, known=outcome.known, quarantined=outcome.quarantined)

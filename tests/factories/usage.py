"""Events as devices send them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cms.foundation import clock
from cms.foundation.ids import uuid7

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from tests.factories.callers import Caller


def event(kind: str = "request", item: UUID | None = None, at: datetime | None = None, **fields: Any) -> dict[str, Any]:
    """One event, now unless told."""
    moment = (at or clock.now()).astimezone(UTC)
    said = {"id": str(uuid7()), "kind": kind, "item": str(item) if item else None, "occurred_at": moment.isoformat()}
    return said | fields


def post(caller: Caller, *events: dict[str, Any], sent_at: datetime | None = None, device: str = "app") -> HttpResponse:
    """Send them as one batch."""
    body = {"sent_at": (sent_at or clock.now()).isoformat(), "device": {"id": device}, "events": list(events)}
    return caller.send("POST", "events", body)

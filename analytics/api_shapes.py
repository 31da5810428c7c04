"""An event as the OpenAPI document describes it.

It is read by hand and not by a schema: one event of a thousand that does not fit must not turn its batch away, since
the device would send that batch for ever.
"""

from typing import Any, Final

from pydantic import WithJsonSchema

from analytics.enums import Kind

_NUMBER: Final = {"type": "number", "minimum": 0}
_FIELDS: Final[dict[str, Any]] = {
    "id": {"type": "string", "format": "uuid", "description": "UUIDv7, made when it happened and never again."},
    "kind": {"type": "string", "enum": Kind.values},
    "item": {"type": ["string", "null"], "format": "uuid", "description": "`uid` of the item; not for `search`."},
    "occurred_at": {"type": "string", "format": "date-time", "description": "By the device's clock (RFC 3339)."},
    "play": {"type": "string", "format": "uuid", "description": "media_progress: one for each start of the player."},
    "snapshot": {"type": "integer", "minimum": 0, "description": "media_progress: grows within a play."},
    "intervals": {
        "type": "array",
        "items": {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
        "description": "media_progress: all seconds of content played so far in this play, as [from, to].",
    },
    "wall_seconds": {**_NUMBER, "description": "media_progress: all time played so far in this play."},
    "rate": {**_NUMBER, "description": "media_progress: speed, 1 is normal."},
    "duration": {**_NUMBER, "description": "media_progress: length of the item in seconds."},
    "progression": {**_NUMBER, "maximum": 1, "description": "page_progress: place in the whole."},
    "dwell_seconds": {**_NUMBER, "description": "page_progress: time of reading since the last report."},
    "term": {"type": "string", "maxLength": 200, "description": "search: the words."},
    "results": {"type": "integer", "minimum": 0, "description": "search: how many were found."},
}
EVENT: Final = WithJsonSchema(
    {"type": "object", "title": "Event", "required": ["id", "kind", "occurred_at"], "properties": _FIELDS}
)

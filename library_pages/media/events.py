"""News of recordings, announced after commit."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RecordingReady:
    """A recording can be played from now on, perhaps not yet in its best quality."""

    recording_id: UUID


@dataclass(frozen=True, slots=True)
class RecordingCompleted:
    """All that was planned for a recording has been made."""

    recording_id: UUID


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """Nothing of a recording can be played; its row says why and what to do."""

    recording_id: UUID

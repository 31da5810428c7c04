"""News of sources, announced after commit."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SourceReady:
    """A source has been read and can be opened."""

    source_id: UUID


@dataclass(frozen=True, slots=True)
class SourceFailed:
    """A source can't be read; its row says why and what to do."""

    source_id: UUID

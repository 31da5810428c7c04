"""News from the catalogue, announced after commit."""

from dataclasses import dataclass
from uuid import UUID

from cms.accounts.reader import Reader


@dataclass(frozen=True, slots=True)
class ItemInvestigated:
    """A reader has seen the page of an item that she may open."""

    reader: Reader
    resource_uid: UUID

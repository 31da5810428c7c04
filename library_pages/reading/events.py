"""News from reading, announced after commit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cms.accounts.reader import Reader
from library_pages.catalogue.models import ResourcePage


@dataclass(frozen=True, slots=True)
class ProgressRecorded:
    """A reader's place was taken over as her newest one. `at` is the device's time, never in the future."""

    user_id: int
    resource_uid: UUID
    progression: float
    finished: bool
    device_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemRequested:
    """A reader has opened a resource on the site; the access rule has let her.

    Apps, which may be away from the network, report that themselves.
    """

    reader: Reader
    resource: ResourcePage

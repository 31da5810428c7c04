"""News from reading, announced after commit."""

from dataclasses import dataclass

from cms.accounts.reader import Reader
from library_pages.catalogue.models import ResourcePage


@dataclass(frozen=True, slots=True)
class ItemRequested:
    """A reader has opened a resource on the site; the access rule has let her.

    Apps, which may be away from the network, report that themselves.
    """

    reader: Reader
    resource: ResourcePage

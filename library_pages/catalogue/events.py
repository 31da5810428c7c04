"""News from the catalogue, announced after commit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.accounts.reader import Reader

if TYPE_CHECKING:
    from library_pages.catalogue.models import ResourcePage


@dataclass(frozen=True, slots=True)
class ItemInvestigated:
    """A reader has seen the page of a resource; the access rule has let her."""

    reader: Reader
    resource: "ResourcePage"

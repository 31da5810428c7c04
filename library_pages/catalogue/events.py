"""News from the catalogue, announced after commit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model

from cms.accounts.reader import Reader

if TYPE_CHECKING:
    from library_pages.catalogue.models import ResourcePage


@dataclass(frozen=True, slots=True)
class ItemInvestigated:
    """A reader has seen the page of a resource; the access rule has let her."""

    reader: Reader
    resource: "ResourcePage"


@dataclass(frozen=True, slots=True)
class ContentReady:
    """A content can be opened from now on; once in its life, though a worker that died may say it twice."""

    model: type[Model]
    pk: object


@dataclass(frozen=True, slots=True)
class ContentChanged:
    """What can be found in a content has changed, or how long it is."""

    model: type[Model]
    pk: object

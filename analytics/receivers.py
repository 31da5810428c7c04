"""What the layers below announce and analytics counts."""

from analytics.enums import Kind
from analytics.services.items import described
from analytics.services.spool import note
from analytics.services.values import NotValidError, checked
from cms.foundation.events import listens_to
from library_pages.catalogue.events import ItemInvestigated
from library_pages.reading.events import ItemRequested
from search.events import Searched


@listens_to(ItemInvestigated)
def count_investigation(event: ItemInvestigated) -> None:
    """Somebody has looked at an item's page."""
    note(event.reader, Kind.INVESTIGATE, item=described(event.resource))


@listens_to(ItemRequested)
def count_request(event: ItemRequested) -> None:
    """Somebody has opened an item."""
    note(event.reader, Kind.REQUEST, item=described(event.resource))


@listens_to(Searched)
def count_search(event: Searched) -> None:
    """Somebody has searched; words that are too long to be any are not counted."""
    try:
        value = checked(Kind.SEARCH, {"term": event.text, "results": event.results})
    except NotValidError:
        return
    note(event.reader, Kind.SEARCH, value=value)

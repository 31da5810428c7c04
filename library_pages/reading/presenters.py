"""Where a reader stands, as the shapes that templates want (cms.web.shapes)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.reader import Reader
from cms.plugins.activities import verb
from cms.plugins.contract import Publication
from cms.web.shapes import Action, ContinueReading, EmptyState, ItemInProgress, MyThingsContext, OpenBook, Shelf
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.opening import publication_of
from library_pages.media.times import clock_time, second_of
from library_pages.reading import selectors
from library_pages.reading.excerpt import excerpt_of
from library_pages.reading.models import Progress

MOST_ROWS = 60
_BESIDE_THE_BOOK = 2


def going_on(user: User, reader: Reader) -> ContinueReading | None:
    """The newest thing begun as the open book, with up to two more beside it; None when nothing is begun."""
    begun = list(selectors.begun(user, reader)[: 1 + _BESIDE_THE_BOOK])
    if not begun:
        return None
    return ContinueReading(book=open_book(begun[0]), rows=tuple(half_done(progress) for progress in begun[1:]))


def open_book(progress: Progress) -> OpenBook:
    """The open book of the home page, with the sentence where the reader stopped."""
    page = progress.resource
    return OpenBook(
        kicker=_("You stopped here"),
        title=page.title,
        url=reverse("reading:open", args=[page.uid]),
        action=_go_on(page),
        cover=presenters.cover(page),
        mark=presenters.mark(page),
        creator=presenters.creator(page),
        passage=excerpt_of(progress.locator),
        percent=percent_of(progress),
        place=place_in_words(progress, publication_of(page)),
    )


def half_done(progress: Progress) -> ItemInProgress:
    """A row of what is begun; asks for nothing beyond the row, so that lists stay cheap."""
    page = progress.resource
    return ItemInProgress(
        title=page.title,
        url=reverse("reading:open", args=[page.uid]),
        mark=presenters.mark(page),
        place=place_in_words(progress),
        action=_go_on(page),
        percent=percent_of(progress),
        cover=presenters.cover(page),
        creator=presenters.creator(page),
    )


def _go_on(page: ResourcePage) -> str:
    """“Read on”, “Listen on”: with the verb of the type."""
    declaration = page.resource_type
    return _("%(verb)s on") % {"verb": verb(declaration.activity)} if declaration else _("Go on")


def place_in_words(progress: Progress, publication: Publication | None = None) -> str:
    """The place in words: “Page iv” as printed, “Page 42 of 96”, “Minute 12:40”, else the chapter, else the share."""
    locator = progress.locator
    second = second_of(locator)
    if second is not None:
        return _("Minute %(time)s") % {"time": clock_time(second)}
    locations = locator.get("locations", {})
    position, label = locations.get("position"), locations.get("label")
    if label:
        return _("Page %(page)s") % {"page": label}
    if position and publication is not None and publication.pages:
        return _("Page %(page)s of %(pages)s") % {"page": position, "pages": publication.pages}
    if position:
        return _("Page %(page)s") % {"page": position}
    return str(locator.get("title") or "") or _("%(percent)s%% read") % {"percent": percent_of(progress)}


def percent_of(progress: Progress) -> int:
    """0 to 100; 100 at the very end only."""
    return 100 if progress.progression >= 1 else int(progress.progression * 100)


def name_of_own_things(reader: Reader) -> str:
    """What the page of one's own things is called: pupils are addressed otherwise than grown-ups."""
    return _("Mine") if reader.is_pupil else _("My reading")


def my_things_context(user: User, reader: Reader) -> MyThingsContext:
    """The page of what the reader has begun and finished."""
    rows = tuple(half_done(progress) for progress in selectors.begun(user, reader)[:MOST_ROWS])
    read = tuple(presenters.shelf_item(progress.resource) for progress in selectors.finished(user, reader)[:MOST_ROWS])
    nothing = EmptyState(
        title=_("You have not begun a book yet."),
        text=_("Choose one from the shelf: your place in it is kept here."),
        action=Action(label=_("Look at the shelf"), url=f"{reverse('search:results')}?sort=newest"),
    )
    return MyThingsContext(
        title=name_of_own_things(reader),
        rows=rows,
        shelves=(Shelf(slug="finished", title=_("Read to the end"), items=read),) if read else (),
        empty=None if rows or read else nothing,
    )

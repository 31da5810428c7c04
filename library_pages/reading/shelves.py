"""Puts reading onto the site: the open book of the home page, the place on an item's page, “Mine” in the head."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cms.accounts.models import User
from cms.accounts.reader import reader_of
from cms.web.registry import Section, go_on, item_sections, navigation
from cms.web.shapes import ContinueReading, NavEntry
from library_pages.catalogue.models import ResourcePage
from library_pages.reading import presenters, selectors


def where_you_stopped(request: HttpRequest) -> ContinueReading | None:
    """What the reader has begun."""
    return presenters.going_on(request.user, reader_of(request)) if isinstance(request.user, User) else None


def where_you_stopped_in_it(request: HttpRequest, page: object) -> list[Section]:
    """On an item's page: the reader's place in it."""
    user = request.user
    if not isinstance(user, User) or not isinstance(page, ResourcePage):
        return []
    progress = selectors.progress_of(user, page)
    if progress is None or progress.finished or not progress.progression:
        return []
    place = {"it": presenters.open_book(progress)}
    return [Section(html=SafeString(render_to_string("reading/stopped.html", place, request)))]


def mine(request: HttpRequest) -> list[NavEntry]:
    """“Mine”, for whoever has signed in."""
    reader = reader_of(request)
    if not reader.is_authenticated:
        return []
    url = reverse("reading:mine")
    return [NavEntry(presenters.name_of_own_things(reader), url, "bookmark-simple", current=request.path == url)]


go_on.add(where_you_stopped)
item_sections.add(where_you_stopped_in_it)
navigation.add(mine, order=40)

"""Fills the home page's night panel with the newest collection, and the way to all of them in the head."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.accounts.reader import reader_of
from cms.web.models import HomePage
from cms.web.registry import home_features, navigation
from cms.web.selectors import home_of, school_of
from cms.web.shapes import Feature, NavEntry
from library_collections.models import CollectionsIndexPage
from library_collections.selectors import collections_for, entries_of
from library_collections.views import feature


def newest_collection(request: HttpRequest, home: HomePage) -> Feature | None:
    """The newest collection of this school that holds something for the reader."""
    reader = reader_of(request)
    found = collections_for(reader, home.path).first()
    return feature(found, entries_of([found], reader)[found.pk]) if found else None


def collections(request: HttpRequest) -> list[NavEntry]:
    """“Collections” in the head, once there is one that holds something for this reader."""
    home = home_of(school_of(request))
    page = CollectionsIndexPage.objects.child_of(home).live().first() if home else None
    if page is None or not page.url or not collections_for(reader_of(request), page.path).exists():
        return []
    return [NavEntry(_("Collections"), page.url, "books", current=request.path.startswith(page.url))]


home_features.add(newest_collection)
navigation.add(collections, order=20)

"""Fills the home page's night panel with the newest collection."""

from django.http import HttpRequest

from cms.accounts.reader import reader_of
from cms.web.models import HomePage
from cms.web.registry import home_features
from cms.web.shapes import Feature
from library_collections.selectors import collections_for, entries_in
from library_collections.views import feature


def newest_collection(request: HttpRequest, home: HomePage) -> Feature | None:
    """The newest collection of this school that holds something for the reader."""
    reader = reader_of(request)
    found = collections_for(reader, home.path).first()
    return feature(found, entries_in(found, reader)) if found else None


home_features.add(newest_collection)

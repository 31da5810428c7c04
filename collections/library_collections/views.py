from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.accounts.reader import reader_of
from cms.foundation.policies import Policy, surface
from cms.web.shapes import CollectionContext, Crumb, EmptyState, Feature, ListContext
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from library_collections.selectors import collections_for, entries_in
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage


@surface(Policy.CATALOGUE)
def collection(request: HttpRequest, page: ThemedCollectionPage) -> HttpResponse:
    """A collection as this reader sees it; without anything that she may see, it is no page at all."""
    entries = entries_in(page, reader_of(request))
    if not entries and page.entries.exists():
        raise Http404
    parent = page.get_parent()
    context = CollectionContext(
        title=page.title,
        intro=page.intro,
        kicker=_("Collection"),
        items=presenters.shelf_items([page for page, _note in entries], {page.pk: note for page, note in entries}),
        crumbs=(Crumb(parent.title, parent.url or ""),),
        body=page.body.render_as_block() if page.body else SafeString(""),
        empty=None if entries else EmptyState(title=_("This collection is still empty.")),
    )
    return render(request, "web/collection.html", {"page": page, "context": context})


@surface(Policy.CATALOGUE)
def collections_index(request: HttpRequest, page: CollectionsIndexPage) -> HttpResponse:
    """All collections of the school that hold something for this reader."""
    reader = reader_of(request)
    features = tuple(feature(found, entries_in(found, reader)) for found in collections_for(reader, page.path)[:50])
    context = ListContext(
        title=page.title,
        features=features,
        empty=None if features else EmptyState(title=_("There are no collections yet.")),
    )
    return render(request, "web/list.html", {"page": page, "context": context})


def feature(page: ThemedCollectionPage, entries: list[tuple[ResourcePage, str]]) -> Feature:
    """A collection on the night panel."""
    return Feature(
        title=page.title,
        url=page.url or "",
        action=_("Open the collection"),
        kicker=_("Collection"),
        text=page.intro,
        covers=tuple(presenters.cover(resource) for resource, _note in entries[:3]),
    )

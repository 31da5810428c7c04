from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.accounts.reader import reader_of
from cms.foundation.policies import Policy, surface
from cms.web.shapes import CollectionContext, Crumb, EmptyState, Feature, ListContext
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from library_collections.selectors import collections_for, entries_in, entries_of, one_a_work
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.holdings import types_of

_MOST_COLLECTIONS, _COVERS = 50, 3


@surface(Policy.CATALOGUE)
def collection(request: HttpRequest, page: ThemedCollectionPage) -> HttpResponse:
    """A collection as this reader sees it; without anything that she may see, it is no page at all."""
    reader = reader_of(request)
    entries = entries_in(page, reader)
    shown = one_a_work(entries)
    if not entries and page.entries.exists():
        raise Http404
    parent = page.get_parent()
    crumbs = (Crumb(parent.title, parent.url or ""),) if parent.live else ()
    context = CollectionContext(
        title=page.title,
        intro=page.intro,
        holds=presenters.titles_in_words(types_of(page for page, _note in entries)),
        kicker=_("Collection"),
        items=presenters.shelf_items([page for page, _note in shown], reader, {page.pk: note for page, note in shown}),
        crumbs=crumbs,
        body=page.body.render_as_block() if page.body else SafeString(""),
        empty=None if entries else EmptyState(title=_("This collection is still empty.")),
    )
    return render(request, "web/collection.html", {"page": page, "context": context})


@surface(Policy.CATALOGUE)
def collections_index(request: HttpRequest, page: CollectionsIndexPage) -> HttpResponse:
    """All collections of the school that hold something for this reader."""
    reader = reader_of(request)
    shown = list(collections_for(reader, page.path)[:_MOST_COLLECTIONS])
    entries = entries_of(shown, reader)
    features = tuple(feature(found, entries[found.pk]) for found in shown)
    context = ListContext(
        title=page.title,
        features=features,
        empty=None if features else EmptyState(title=_("There are no collections yet.")),
    )
    return render(request, "web/list.html", {"page": page, "context": context})


def feature(page: ThemedCollectionPage, resources: Sequence[ResourcePage]) -> Feature:
    """A collection on the night panel, with those of its resources that this reader may see."""
    shown = one_a_work((resource, "") for resource in resources)
    return Feature(
        title=page.title,
        url=page.url or "",
        action=_("Open the collection"),
        kicker=_("Collection"),
        text=page.intro,
        holds=presenters.titles_in_words(types_of(resources)),
        covers=tuple(presenters.cover(resource) for resource, _note in shown[:_COVERS]),
    )

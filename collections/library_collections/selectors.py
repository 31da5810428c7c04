"""Reading collections, each as one reader sees it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from cms.accounts.reader import Reader
from library_collections.models import CollectionEntry, ThemedCollectionPage
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage, ResourcePageQuerySet
from library_pages.catalogue.selectors.works import key_of, works

# Stands for the day of publication of a page that has none, so that it is in the list at all.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def entries_in(collection: ThemedCollectionPage, reader: Reader) -> list[tuple[ResourcePage, str]]:
    """The visible resources with the curator's notes, in her order, ready for a list."""
    rows = list(collection.entries.order_by("sort_order").values_list("resource_id", "note"))
    found = _visible([pk for pk, _note in rows], reader).for_lists().in_bulk()
    return [(found[pk], note) for pk, note in rows if pk in found]


def entries_of(collections: Sequence[ThemedCollectionPage], reader: Reader) -> dict[int, list[ResourcePage]]:
    """The visible resources of several collections by the collection's primary key, in the curator's order.

    In as many queries for fifty as for one. The rows are ready for a list.
    """
    rows = list(
        CollectionEntry.objects.filter(page__in=collections)
        .order_by("page", "sort_order")
        .values_list("page_id", "resource_id")
    )
    found = _visible([resource for _page, resource in rows], reader).for_lists().in_bulk()
    entries: dict[int, list[ResourcePage]] = {collection.pk: [] for collection in collections}
    for page, resource in rows:
        if resource in found:
            entries[page].append(found[resource])
    return entries


def one_a_work(entries: Iterable[tuple[ResourcePage, str]]) -> list[tuple[ResourcePage, str]]:
    """Works out of forms with notes: each where the first of its forms stands, with the first note on any of them."""
    found: dict[int, tuple[ResourcePage, str]] = {}
    for page, note in entries:
        first, held = found.get(key_of(page), (page, ""))
        found[key_of(page)] = (first, held or note)
    return list(found.values())


def types_in(collections: Sequence[ThemedCollectionPage], reader: Reader) -> dict[int, dict[str, int]]:
    """Of how many works this reader may see a form of each type, by collection (primary key) and slug. One query."""
    rows = access.visible(ResourcePage.objects.order_by().filter(collection_entries__page__in=collections), reader)
    types: dict[int, dict[str, int]] = {collection.pk: {} for collection in collections}
    counted = rows.values_list("collection_entries__page", "type_slug").annotate(titles=works())
    for page, slug, titles in counted:
        types[page][slug] = titles
    return types


def _visible(pks: Collection[int], reader: Reader) -> ResourcePageQuerySet:
    return access.visible(ResourcePage.objects.filter(pk__in=pks), reader)


def collections_for(reader: Reader, path: str = "") -> "QuerySet[ThemedCollectionPage]":
    """Published collections under a tree path with at least one resource that this reader may see, newest first.

    `published_at` is the day of publication, for an order without gaps.
    """
    visible = access.visible(ResourcePage.objects.all(), reader).order_by()
    filled = CollectionEntry.objects.filter(page=OuterRef("pk"), resource__in=visible.values("pk"))
    return (
        ThemedCollectionPage.objects.live()
        .filter(Exists(filled), path__startswith=path)
        .annotate(published_at=Coalesce("first_published_at", Value(_NEVER)))
        .order_by("-published_at", "-pk")
    )


def collection(reader: Reader, uid: UUID) -> ThemedCollectionPage | None:
    """The published collection of this id; None when it holds nothing for this reader."""
    return collections_for(reader).filter(uid=uid).first()

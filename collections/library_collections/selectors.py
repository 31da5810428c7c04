"""Reading collections, each as one reader sees it."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from cms.accounts.reader import Reader
from library_collections.models import CollectionEntry, ThemedCollectionPage
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage


def resources_in(collection: ThemedCollectionPage, reader: Reader) -> list[ResourcePage]:
    """The visible resources in the curator's order, ready for a list."""
    order = list(collection.entries.order_by("sort_order").values_list("resource_id", flat=True))
    rows = access.visible(ResourcePage.objects.filter(pk__in=order), reader).for_lists().in_bulk()
    return [rows[pk] for pk in order if pk in rows]


def collections_for(reader: Reader, path: str = "") -> "Iterable[ThemedCollectionPage]":
    """Published collections under a tree path with at least one resource that this reader may see, newest first."""
    visible = access.visible(ResourcePage.objects.all(), reader).order_by()
    filled = CollectionEntry.objects.filter(page=OuterRef("pk"), resource__in=visible.values("pk"))
    return (
        ThemedCollectionPage.objects.live()
        .filter(Exists(filled), path__startswith=path)
        .order_by("-first_published_at", "-pk")
    )

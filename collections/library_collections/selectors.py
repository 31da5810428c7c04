"""Reading collections, each as one reader sees it."""

from django.db.models import Exists, OuterRef, QuerySet

from cms.accounts.reader import Reader
from library_collections.models import CollectionEntry, ThemedCollectionPage
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage


def entries_in(collection: ThemedCollectionPage, reader: Reader) -> list[tuple[ResourcePage, str]]:
    """The visible resources with the curator's notes, in her order, ready for a list."""
    rows = list(collection.entries.order_by("sort_order").values_list("resource_id", "note"))
    found = access.visible(ResourcePage.objects.filter(pk__in=[pk for pk, _note in rows]), reader).for_lists().in_bulk()
    return [(found[pk], note) for pk, note in rows if pk in found]


def collections_for(reader: Reader, path: str = "") -> "QuerySet[ThemedCollectionPage]":
    """Published collections under a tree path with at least one resource that this reader may see, newest first."""
    visible = access.visible(ResourcePage.objects.all(), reader).order_by()
    filled = CollectionEntry.objects.filter(page=OuterRef("pk"), resource__in=visible.values("pk"))
    return (
        ThemedCollectionPage.objects.live()
        .filter(Exists(filled), path__startswith=path)
        .order_by("-first_published_at", "-pk")
    )

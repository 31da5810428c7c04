from collections.abc import Mapping

from cms.accounts.models import User
from cms.sample import house
from cms.sample.services.memory import GoneError, once
from library_collections.models import CollectionEntry, CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.models import ResourcePage


def collect(index: CollectionsIndexPage, shelved: Mapping[str, ResourcePage], librarian: User) -> None:
    """The collection with those of its resources that are on the shelf."""

    def make() -> ThemedCollectionPage:
        page = ThemedCollectionPage(
            title=house.COLLECTION_TITLE,
            slug="chuyen-ke-dem-trang",
            intro=house.COLLECTION_INTRO,
            body=list(house.COLLECTION_BODY),
            owner=librarian,
            live=False,
        )
        for order, (slug, note) in enumerate(house.COLLECTION_ENTRIES):
            if slug in shelved:
                page.entries.add(CollectionEntry(resource=shelved[slug], note=note, sort_order=order))
        index.add_child(instance=page)
        page.save_revision(user=librarian).publish(user=librarian)
        return page

    try:
        once("collection", make)
    except GoneError:
        return

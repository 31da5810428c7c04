"""Ends the grants of a publication when its resource is withdrawn."""

from django.db import transaction

from cms.web.content_origin.packages import withdraw_package
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.ports import on_withdrawn
from library_pages.catalogue.selectors.items import publication_of


@on_withdrawn
def close_the_book(page: ResourcePage) -> None:
    """The tokens of its package end with the transaction."""
    publication = publication_of(page)
    if publication is not None:
        transaction.on_commit(lambda: withdraw_package(publication.package))

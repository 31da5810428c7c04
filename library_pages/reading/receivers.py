"""Ends the grants of a package when its resource is withdrawn."""

from django.db import transaction

from cms.web.content_origin.packages import withdraw_package
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.ports import on_withdrawn
from library_pages.catalogue.selectors.opening import package_of


@on_withdrawn
def close_the_book(page: ResourcePage) -> None:
    """The tokens of its package end with the transaction."""
    package = package_of(page)
    if package:
        transaction.on_commit(lambda: withdraw_package(package))

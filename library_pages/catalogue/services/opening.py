"""Opening a resource: the access rule is asked, then its contents, then its type, which decides and signs."""

from collections.abc import Mapping
from typing import Any

from cms.accounts.reader import Reader
from library_pages.catalogue import access, problems
from library_pages.catalogue.content import Readiness
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.opening import Opened, answer_of
from library_pages.catalogue.selectors.readiness import standing_of


def open_resource(reader: Reader, resource: ResourcePage, *, place: Mapping[str, Any] | None = None) -> Opened:
    """What opens a resource for this reader at a place.

    Raises:
        Problem: 403 `not-for-you`, 404 `not-found` or `nothing-to-open`, 409 `still-being-prepared` or `not-readable`,
            500 `not-openable`, or whatever the type raises.
    """
    _ask_the_access_rule(reader, resource)
    declaration, standing = resource.resource_type, standing_of(resource)
    if declaration is None or standing.readiness == Readiness.NOTHING:
        raise problems.nothing_to_open()
    if not standing.is_ready and standing.words is not None:
        is_waiting = standing.readiness == Readiness.BEING_PREPARED
        raise (problems.still_being_prepared if is_waiting else problems.not_readable)(standing.words)
    opened = answer_of(declaration, resource, reader, place) if standing.is_ready else None
    if opened is None:
        raise problems.not_openable()
    return opened


def _ask_the_access_rule(reader: Reader, resource: ResourcePage) -> None:
    if access.can_open(reader, resource):
        return
    if access.may_know_of(reader, resource):
        raise problems.not_for_you()
    raise problems.not_here()

"""Opening a publication: the access rule is asked, then a grant for its package is signed."""

from dataclasses import dataclass
from datetime import datetime

from cms.accounts.reader import Reader
from cms.foundation.errors import Problem
from cms.plugins.contract import Publication
from cms.plugins.engines import Engine
from cms.plugins.isolation import noticing
from cms.web.content_origin.engines import engine_of
from cms.web.content_origin.packages import Opened, grant_package
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import content_of
from library_pages.catalogue.selectors.items import publication_of
from library_pages.reading import problems
from library_pages.text.enums import SourceState
from library_pages.text.models import SourceFile


@dataclass(frozen=True, slots=True)
class OpenPublication:
    """A publication with the addresses that open it until `expires` (UTC)."""

    publication: Publication
    engine: Engine
    token: str
    expires: datetime
    content_origin: str
    engine_url: str
    content_url: str
    files_url: str


def open_publication(reader: Reader, resource: ResourcePage, *, content_origin: str) -> OpenPublication:
    """Open a resource for this reader; `content_origin` is `cms.web.content_origin.hosts.content_origin_of(request)`.

    Raises:
        Problem: 403 `not-for-you`, 404 `not-found` or `nothing-to-open`, 409 `still-being-prepared` or `not-readable`,
            500 `not-openable`.
    """
    check_openable(reader, resource)
    with noticing() as faults:
        publication = publication_of(resource)
    if publication is None:
        raise problems.not_openable() if faults else _why_not(resource)
    engine = engine_of(publication.engine)
    if engine is None:
        raise problems.not_openable()
    grant = grant_package(publication.package, Opened.SCRIPTED if engine.scripted else Opened.SEALED)
    return OpenPublication(
        publication=publication,
        engine=engine,
        token=grant.token,
        expires=grant.expires,
        content_origin=content_origin,
        engine_url=content_origin + grant.page(publication.engine),
        content_url=content_origin + grant.files,
        files_url=content_origin + grant.listing,
    )


def check_openable(reader: Reader, resource: ResourcePage) -> None:
    """Ask the access rule.

    Raises:
        Problem: 403 `not-for-you` for members of the resource's school, else 404 `not-found`.
    """
    if access.can_open(reader, resource):
        return
    if resource.live and resource.school_id is not None and resource.school_id == reader.school_id:
        raise problems.not_for_you()
    raise problems.not_here()


def _why_not(resource: ResourcePage) -> Problem:
    declaration = resource.resource_type
    if declaration is None or declaration.player is None or not declaration.player.source:
        return problems.nothing_to_open()
    source = content_of(resource, SourceFile)
    if source is None:
        return problems.nothing_to_open()
    return problems.not_readable() if source.state == SourceState.FAILED else problems.still_being_read()

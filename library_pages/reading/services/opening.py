"""What the shared reader frames: a package on the content origin, behind a grant."""

from dataclasses import dataclass
from datetime import datetime

from cms.plugins.contract import Launch, Publication
from cms.plugins.engines import Engine
from cms.web.content_origin.engines import engine_of
from cms.web.content_origin.packages import Opened, grant_package
from library_pages.catalogue.problems import not_openable


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """The addresses that open a package until `expires` (UTC)."""

    engine: Engine
    token: str
    expires: datetime
    content_origin: str
    engine_url: str
    content_url: str
    files_url: str


def open_package(opened: Publication | Launch, *, content_origin: str) -> OpenPackage:
    """Sign a grant for the package of what has been opened for a reader.

    `content_origin` is `cms.web.content_origin.hosts.content_origin_of(request)`.
    """
    engine = engine_of(opened.engine)
    if engine is None:
        raise not_openable()
    grant = grant_package(opened.package, Opened.SCRIPTED if engine.scripted else Opened.SEALED)
    return OpenPackage(
        engine=engine,
        token=grant.token,
        expires=grant.expires,
        content_origin=content_origin,
        engine_url=content_origin + grant.page(opened.engine),
        content_url=content_origin + grant.files,
        files_url=content_origin + grant.listing,
    )

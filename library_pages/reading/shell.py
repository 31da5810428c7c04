"""What the reader shell gets with its page, and the policy that the page runs under."""

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.reader import Reader
from cms.api.addresses import address
from cms.plugins.contract import Launch, Publication
from cms.plugins.engines import Control, Engine
from cms.web.content_origin.headers import sandbox_of
from library_pages.catalogue import presenters
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.content import has_passages
from library_pages.reading import selectors
from library_pages.reading.models import LaunchState, Progress
from library_pages.reading.services import OpenPackage
from library_pages.reading.words import launch_words, words

_SWITCHED_OFF: Final = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
_OFF: Final = ", ".join(f"{feature}=()" for feature in _SWITCHED_OFF)
# A type's own page may play what this site delivers, also piece by piece (Media Source Extensions want `blob:`).
OWN_PAGE_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": f"autoplay=(self), fullscreen=(self), picture-in-picture=(self), {_OFF}",
}
NEVER_KEPT: Final = {"Cache-Control": "no-store"}  # the page carries a grant


def opening_of(
    resource: ResourcePage,
    reader: Reader,
    user: User | None,
    *,
    progress: Progress | None,
    start: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """What every page gets on which something is open, JSON values only.

    `progress_url` is None for readers who are not signed in: their place stays on their device. `account` tells the
    places that wait on a shared device apart. `start` wins over the progress.
    """
    item_url = reverse("catalogue:item", args=[resource.uid])
    return {
        "item": {
            "uid": str(resource.uid),
            "title": resource.title,
            "creator": presenters.creator(resource),
            "language": resource.language,
            "url": item_url,
        },
        "progress_url": address(reader, "get-progress", uid=resource.uid) if reader.is_authenticated else None,
        "progress": selectors.document(progress),
        "start": start,
        "back_url": item_url,
        "account": str(user.uid) if user else "",
    }


def publication_in(opened: Publication | Launch) -> Publication:
    """A launch is a publication of whose contents nothing is known."""
    return opened if isinstance(opened, Publication) else Publication(opened.package, opened.engine, media_type="")


def config_of(
    resource: ResourcePage, opened: Publication | Launch, package: OpenPackage, reader: Reader
) -> dict[str, Any]:
    """What the shell gets beside it, JSON values only."""
    publication = publication_in(opened)
    item_api = address(reader, "get-item", uid=resource.uid)
    return {
        **_frame_of(resource, opened, package, reader),
        "controls": _controls(package.engine, publication),
        "is_paged": publication.fixed_layout or package.engine.is_paged,
        "content_url": package.content_url,
        "files_url": package.files_url,
        "search_url": f"{item_api}/search" if has_passages(resource) else None,
        "toc": list(publication.toc),
        "spine": list(publication.spine),
        "pages": publication.pages,
        "fixed_layout": publication.fixed_layout,
        "cover_url": presenters.cover(resource).src,
        "words": words(),
    }


def launch_config_of(
    resource: ResourcePage,
    opened: Publication | Launch,
    package: OpenPackage,
    reader: Reader,
    state: LaunchState | None,
) -> dict[str, Any]:
    """What the page around a scripted package gets beside it, JSON values only.

    `launch_url` is None for readers who are not signed in: what the package keeps stays on their device.
    """
    return {
        **_frame_of(resource, opened, package, reader),
        "launch_url": address(reader, "get-launch-state", uid=resource.uid) if reader.is_authenticated else None,
        "launch": selectors.launch_document(state),
        "words": launch_words(),
    }


def _frame_of(
    resource: ResourcePage, opened: Publication | Launch, package: OpenPackage, reader: Reader
) -> dict[str, Any]:
    """What frames the engine, and frames it again when its grant has ended."""
    return {
        "sandbox": sandbox_of(package.engine),
        "entry": "" if isinstance(opened, Publication) else opened.entry,
        "content_origin": package.content_origin,
        "engine_url": package.engine_url,
        "expires": package.expires.isoformat().replace("+00:00", "Z"),
        "publication_url": address(reader, "get-publication", uid=resource.uid),
    }


def _controls(engine: Engine, publication: Publication) -> list[str]:
    """What can be set about the letters; a page of a size of its own has its typeface and its lines already."""
    flows = not publication.fixed_layout
    return [control for control in engine.controls if flows or control not in (Control.FACE, Control.SPACING)]


def headers_of(content_origin: str) -> dict[str, str]:
    """Headers of the shell's page: it may frame engines of its content origin and nothing else."""
    return {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
            f"connect-src 'self'; frame-src {content_origin}/r/; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'"
        ),
        "Permissions-Policy": f'autoplay=(self "{content_origin}"), fullscreen=(self), {_OFF}',
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        **NEVER_KEPT,
    }

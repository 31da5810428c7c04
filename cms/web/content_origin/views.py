"""Routes of the content origin. None reads a cookie, a session or the database: the token in the path decides."""

import secrets
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from cms.foundation.policies import Policy, surface
from cms.web.content_origin import engines, headers, hosts, packages
from cms.web.content_origin.headers import CSP, Place
from cms.web.content_origin.packages import Opened, Package
from cms.web.delivery import deliver

_FOREVER = "public, max-age=31536000, immutable"
_WHILE_IT_IS_READ = "private, max-age=7200"
_DENIED_TYPES = {"application/pdf"}  # an engine fetches these; no page ever frames them


@surface(Policy.GRANT)
def engine_page(request: HttpRequest, token: str, package: str, engine: str) -> HttpResponse:
    """The page that the site's reader frames; its one script is let in by a nonce, so that no chapter can name it."""
    _package, opened = _granted(token, package)
    declared = engines.engine_of(engine)
    prefix = engines.bundle_prefix(declared) if declared else None
    if declared is None or prefix is None or declared.scripted != (opened is Opened.SCRIPTED):
        raise Http404
    place, nonce = _place(request, token, package), secrets.token_urlsafe(16)
    page = {
        "site": place.site,
        "nonce": nonce,
        "title": declared.title,
        "script": place.content + prefix + declared.bundle.script,
        "style": place.content + prefix + declared.bundle.style,
    }
    # Rendered without the request: context processors of the site would ask for its session.
    response = HttpResponse(render_to_string("content_origin/engine.html", page))
    bundle = place.content + engines.bundle_source(declared)
    response[CSP] = headers.engine_page(declared, place, bundle=bundle, nonce=nonce)
    response["Permissions-Policy"] = headers.permissions_of(declared)
    if declared.scripted:
        # All packages of this origin share its storage: what one has left there the next must not read.
        response["Clear-Site-Data"] = '"cookies", "storage"'
    response["Cache-Control"] = "no-store"
    return response


@surface(Policy.GRANT)
def files_listing(request: HttpRequest, token: str, package: str) -> HttpResponse:
    """`{path: bytes}` of the package's files."""
    found, _opened = _granted(token, package)
    response = JsonResponse(dict(found.sizes), json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


@surface(Policy.GRANT)
def package_file(request: HttpRequest, token: str, package: str, path: str) -> HttpResponseBase:
    """A file of the package, by range where one is asked for; never compressed, or ranges would count other bytes."""
    found, opened = _granted(token, package)
    file = packages.open_file(found, path)
    if file is None:
        raise Http404
    # What is not XHTML has been found to be no XML and is UTF-8 in the package, whatever it says of itself.
    charset = "; charset=utf-8" if file.media_type == "text/html" else ""
    response = deliver(
        request,
        file.content,
        size=file.size,
        etag=file.etag,
        content_type=file.media_type + charset,
        cache=_WHILE_IT_IS_READ,
    )
    if file.media_type not in _DENIED_TYPES:
        policy = headers.scripted_file if opened is Opened.SCRIPTED else headers.sealed_file
        response[CSP] = policy(_place(request, token, package))
        response["Permissions-Policy"] = headers.PERMISSIONS_WITH_SOUND
    return response


@surface(Policy.OPEN)
def own_bundle_file(request: HttpRequest, version: str, path: str) -> HttpResponseBase:
    """A file of our own engines."""
    return _bundle_file(request, engines.own_file(version, path), version, path, source="/e/")


@surface(Policy.OPEN)
def brought_bundle_file(request: HttpRequest, engine: str, version: str, path: str) -> HttpResponseBase:
    """A file of an engine that a type brings."""
    declared = engines.engine_of(engine)
    file = engines.brought_file(declared, version, path) if declared else None
    return _bundle_file(request, file, version, path, source=f"/b/{engine}/{version}/")


def _bundle_file(request: HttpRequest, file: Path | None, version: str, path: str, *, source: str) -> HttpResponseBase:
    if file is None:
        raise Http404
    response = deliver(
        request,
        file.open("rb"),
        size=file.stat().st_size,
        etag=f"{version}-{file.stat().st_size:x}",
        content_type=engines.media_type(path),
        cache=_FOREVER,
    )
    if engines.is_worker(path):
        response[CSP] = headers.worker(hosts.own_origin_of(request) + source)
    return response


def _granted(token: str, package: str) -> tuple[Package, Opened]:
    opened = packages.opened_by(token, package)
    found = packages.find_package(package) if opened else None
    if found is None or opened is None:
        raise Http404
    return found, opened


def _place(request: HttpRequest, token: str, package: str) -> Place:
    return Place(hosts.site_origin_of(request), hosts.own_origin_of(request), token, package)

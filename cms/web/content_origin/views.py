"""Routes of the content origin. None reads a cookie, a session or the database: the token in the path decides."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from cms.foundation.policies import Policy, surface
from cms.web.content_origin import engines, headers, hosts, packages
from cms.web.content_origin.headers import CSP, Place
from cms.web.content_origin.packages import Package
from cms.web.delivery import deliver

_FOREVER = "public, max-age=31536000, immutable"
_WHILE_IT_IS_READ = "private, max-age=7200"
_DENIED_TYPES = {"application/pdf"}  # an engine fetches these; no page ever frames them


@surface(Policy.GRANT)
def engine_page(request: HttpRequest, token: str, package: str, engine: str) -> HttpResponse:
    """The page that the site's reader frames; its one script is let in by a nonce, so that no chapter can name it."""
    _granted(token, package)
    declared, bundle = engines.ENGINES.get(engine), engines.bundle_of(engine)
    if declared is None or bundle is None:
        raise Http404
    place, nonce = _place(request, token, package), secrets.token_urlsafe(16)
    page = {
        "site": place.site,
        "nonce": nonce,
        "title": engine.upper(),
        "script": place.content + bundle.script,
        "style": place.content + bundle.style,
    }
    # Rendered without the request: context processors of the site would ask for its session.
    response = HttpResponse(render_to_string("content_origin/engine.html", page))
    response[CSP] = declared.policy(place, nonce)
    response["Permissions-Policy"] = declared.permissions
    response["Cache-Control"] = "no-store"
    return response


@surface(Policy.GRANT)
def files_listing(request: HttpRequest, token: str, package: str) -> HttpResponse:
    """`{path: bytes}` of the package's files."""
    response = JsonResponse(dict(_granted(token, package).sizes), json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


@surface(Policy.GRANT)
def package_file(request: HttpRequest, token: str, package: str, path: str) -> HttpResponseBase:
    """A file of the package, by range where one is asked for; never compressed, or ranges would count other bytes."""
    file = packages.open_file(_granted(token, package), path)
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
        response[CSP] = headers.epub_file(_place(request, token, package))
        response["Permissions-Policy"] = headers.PERMISSIONS_WITH_SOUND
    return response


@surface(Policy.OPEN)
def bundle_file(request: HttpRequest, version: str, path: str) -> HttpResponseBase:
    """A file of our own engines."""
    file = engines.file_of(version, path)
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
        response[CSP] = headers.worker(hosts.own_origin_of(request))
    return response


def _granted(token: str, package: str) -> Package:
    found = packages.find_package(package) if packages.is_open(token, package) else None
    if found is None:
        raise Http404
    return found


def _place(request: HttpRequest, token: str, package: str) -> Place:
    return Place(hosts.site_origin_of(request), hosts.own_origin_of(request), token, package)

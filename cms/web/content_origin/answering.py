"""Answers requests to the content origin, outside of the site's chain of middleware.

The site's chain would read cookies, redirect, and serve static files without a policy; one response without a policy is
a way out for a package: it frames that one and calls out with its `fetch`.
"""

import logging
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import resolve

from cms.web.content_origin.headers import seal

logger = logging.getLogger(__name__)

_METHODS = ["GET", "HEAD"]


def answer(request: HttpRequest) -> HttpResponseBase:
    """The sealed answer, whatever happens."""
    return _finished(_without_body(request, _answer(request)))


def misdirected() -> HttpResponseBase:
    """421: the host is none of ours (RFC 9110, section 15.5.20)."""
    return _finished(HttpResponse(status=HTTPStatus.MISDIRECTED_REQUEST))


def _answer(request: HttpRequest) -> HttpResponseBase:
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    if "Service-Worker" in request.headers:
        # A worker registered by one package would answer for all others.
        return _refused(HTTPStatus.FORBIDDEN)
    try:
        match = resolve(request.path_info, settings.CONTENT_URLCONF)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return _refused(HTTPStatus.NOT_FOUND)
    except Exception:
        logger.exception("content origin failed")
        return _refused(HTTPStatus.INTERNAL_SERVER_ERROR)
    return response


def _finished(response: HttpResponseBase) -> HttpResponseBase:
    # Django would log the path of every refusal, and with it a token that is still good.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001  (Django's own mark)
    return seal(response)


def _refused(status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Cache-Control"] = "no-store"
    return response


def _without_body(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        if request.method == "HEAD":
            response.content = b""
    return response

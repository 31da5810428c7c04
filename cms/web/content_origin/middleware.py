"""Chooses by the request's Host which of the origins answers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.web.content_origin.answering import answer, misdirected
from cms.web.content_origin.hosts import Origin, check_pairs, host_of, origin_of


class OriginMiddleware:
    """Site and internal hosts get their routes; content is answered here; any other host is told that it is wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        check_pairs()
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or let the chain answer."""
        origin = origin_of(host_of(request))
        if origin is Origin.UNKNOWN:
            return misdirected()
        if origin is Origin.CONTENT:
            return answer(request)
        if origin is Origin.INTERNAL:
            request.urlconf = settings.INTERNAL_URLCONF
        return self.get_response(request)

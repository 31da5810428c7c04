"""Puts the reader on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from cms.accounts.reader import reader_for


class ReaderMiddleware:
    """`request.reader`, asked for only by views that need it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach lazily: static files and health must not cost a query."""
        request.reader = SimpleLazyObject(lambda: reader_for(request.user))  # type: ignore[attr-defined]
        return self.get_response(request)

import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cms.foundation.logs import request_id

_ACCEPTABLE = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


class RequestIdMiddleware:
    """Gives each request an id, takes over a proxy's one, and answers it as `X-Request-Id`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the request under its id."""
        given = request.headers.get("X-Request-Id", "")
        identifier = given if _ACCEPTABLE.match(given) else secrets.token_hex(8)
        token = request_id.set(identifier)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-Id"] = identifier
        return response

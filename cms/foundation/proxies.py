"""From which address a request comes."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The peer's address; behind TLS what our own proxy wrote last, for all before that is the sender's word."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_TLS:
        return peer
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or peer

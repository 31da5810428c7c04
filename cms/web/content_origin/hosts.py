"""Which origin a request belongs to, by its Host header alone.

`settings.HOST_PAIRS` says which content host serves which site. An address of the one that a browser came by is never
answered with the other's pair: 127.0.0.1 handed to a tablet in the LAN would be the tablet itself.
"""

from enum import Enum

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


class Origin(Enum):
    """What answers at a host."""

    SITE = "site"
    CONTENT = "content"
    INTERNAL = "internal"
    UNKNOWN = "unknown"


def host_of(request: HttpRequest) -> str:
    """Host and port as the browser wrote them, in lower case; unchecked."""
    given = request.META.get("HTTP_HOST")
    if given is None:
        port = str(request.META["SERVER_PORT"])
        given = str(request.META["SERVER_NAME"]) + ("" if port in {"80", "443"} else f":{port}")
    return str(given).lower()


def origin_of(host: str) -> Origin:
    """Which of the three a host is; anything not named in the settings is unknown."""
    if host in settings.HOST_PAIRS:
        return Origin.SITE
    if host in settings.HOST_PAIRS.values():
        return Origin.CONTENT
    return Origin.INTERNAL if host in settings.INTERNAL_HOSTS else Origin.UNKNOWN


def content_origin_of(request: HttpRequest) -> str:
    """`http://host:port` of the content that belongs to the site of this request, without a slash at the end."""
    return _address(settings.HOST_PAIRS[host_of(request)])


def own_origin_of(request: HttpRequest) -> str:
    """`http://host:port` of the request's own host."""
    return _address(host_of(request))


def site_origin_of(request: HttpRequest) -> str:
    """`http://host:port` of the site that may frame what this request to a content host is answered with."""
    host = host_of(request)
    return _address(next(site for site, content in settings.HOST_PAIRS.items() if content == host))


def check_pairs() -> None:
    """Refuse pairs that would mix origins.

    Raises:
        ImproperlyConfigured: a host has two parts to play, or two sites share one content host (which of them may
            frame it could not be said).
    """
    hosts = [*settings.HOST_PAIRS, *settings.HOST_PAIRS.values(), *settings.INTERNAL_HOSTS]
    twice = sorted({host for host in hosts if hosts.count(host) > 1})
    if twice:
        raise ImproperlyConfigured(
            f"KHOVANG_HOSTS, KHOVANG_INTERNAL_HOSTS: {', '.join(twice)} named twice; every site needs a content host "
            "of its own, and no host can be two of site, content and internal."
        )


def _address(host: str) -> str:
    return f"{'https' if settings.BEHIND_TLS else 'http'}://{host}"

"""What a proxy in front says of a request counts when the operator has named that proxy, and else not."""

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

UNIX_SOCKET: Final = "unix"  # as the server's peers on a Unix socket have no address
_PREFIX: Final = "HTTP_X_FORWARDED"
_OTHERS: Final = ("HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_REQUEST_ID")


class ProxyMiddleware:
    """Takes out what only a proxy may say, unless one said it; stands first, so that nobody reads it before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave the headers of a named proxy, drop those of everybody else."""
        if not is_proxy(request.META.get("REMOTE_ADDR", "")):
            for name in [name for name in request.META if name.startswith(_PREFIX) or name in _OTHERS]:
                del request.META[name]
        return self.get_response(request)


def is_proxy(address: str) -> bool:
    """Whether the operator has named this peer as a proxy (`KHOVANG_PROXIES`)."""
    proxies: tuple[str, ...] = settings.TRUSTED_PROXIES
    if not address:
        return UNIX_SOCKET in proxies
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        return False
    peer = getattr(peer, "ipv4_mapped", None) or peer
    return any(peer in network for network in _networks(proxies))


def client_address(request: HttpRequest) -> str:
    """The address that asks: what the outermost of our proxies saw; all that stands before it is the sender's word."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if not is_proxy(peer):
        return peer
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return next((address for address in reversed(told) if not is_proxy(address)), told[0] if told else peer)


@lru_cache(maxsize=8)
def _networks(proxies: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(proxy, strict=False) for proxy in proxies if proxy != UNIX_SOCKET)

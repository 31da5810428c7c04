"""Whose word on a request counts: proxies that are named, and nobody else."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cms.foundation.proxies import ProxyMiddleware, client_address, is_proxy

SAID_BY_PROXIES = {
    "x-forwarded-for": "203.0.113.5",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "library.example",
    "x-forwarded-port": "443",
    "x-forwarded-prefix": "/admin",
    "forwarded": "for=203.0.113.5;proto=https",
    "x-real-ip": "203.0.113.5",
    "x-request-id": "0123456789abcdef",
}


def heard(peer):
    """The headers of proxies that the site hears from a peer."""
    request = RequestFactory().get("/", headers=SAID_BY_PROXIES, REMOTE_ADDR=peer)
    ProxyMiddleware(lambda _request: HttpResponse())(request)
    return {name for name in SAID_BY_PROXIES if name in request.headers}


@pytest.mark.parametrize("peer", ["10.0.0.9", "192.0.2.1", "2001:db8::1", "", "nonsense"])
def test_a_stranger_says_nothing_in_a_proxys_name(settings, peer):
    settings.TRUSTED_PROXIES = ("127.0.0.0/8", "10.1.0.0/16", "::1")
    assert heard(peer) == set()


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:10.1.2.3"])
def test_a_named_proxy_is_heard(settings, peer):
    settings.TRUSTED_PROXIES = ("127.0.0.0/8", "10.1.0.0/16", "::1")
    assert heard(peer) == set(SAID_BY_PROXIES)


def test_without_a_proxy_nobody_is_one(settings):
    settings.TRUSTED_PROXIES = ()
    assert not any(map(is_proxy, ("127.0.0.1", "::1", "")))


def test_a_peer_on_a_unix_socket_is_a_proxy_when_it_is_named_so(settings):
    settings.TRUSTED_PROXIES = ("unix",)
    assert is_proxy("")


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("192.0.2.1", "10.0.0.9", "192.0.2.1"),
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "1.2.3.4, 203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "x, y,203.0.113.5 ", "203.0.113.5"),
        ("127.0.0.1", "1.2.3.4, 203.0.113.5, 10.1.2.3", "203.0.113.5"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", " , ", "127.0.0.1"),
    ],
)
def test_the_address_that_asks_is_the_one_that_our_outermost_proxy_saw(settings, peer, told, address):
    settings.TRUSTED_PROXIES = ("127.0.0.0/8", "10.1.0.0/16")
    request = RequestFactory().get("/", headers={"x-forwarded-for": told}, REMOTE_ADDR=peer)
    assert client_address(request) == address

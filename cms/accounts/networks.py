"""Networks from which somebody signs in: a school is one address, or many private ones around its own server."""

import ipaddress
from typing import Final

from django.utils.crypto import salted_hmac

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_HOUSEHOLD: Final = 56  # bits of an IPv6 address that one customer of a provider gets
_DIGEST: Final = 32
# RFC 1918, 4193, 3927, 1122: nobody reaches the library from these through the Internet.
_HOUSE: Final = tuple(
    ipaddress.ip_network(each)
    for each in "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 127.0.0.0/8 fc00::/7 fe80::/10 ::1/128".split()
)


def is_in_the_house(address: str) -> bool:
    """Whether a private address asks, so somebody in the school's own network."""
    found = _read(address)
    return found is not None and any(found in network for network in _HOUSE if network.version == found.version)


def digest(address: str) -> str:
    """The network of an address, of which only who has the secret key can tell which it is; 32 characters.

    An IPv4 address is its own network, of IPv6 the first 56 bits count. What is no address is one network of its own.
    """
    found = _read(address)
    if isinstance(found, ipaddress.IPv6Address):
        found = ipaddress.ip_network((found, _HOUSEHOLD), strict=False).network_address
    return salted_hmac("cms.accounts.network", str(found), algorithm="sha256").hexdigest()[:_DIGEST]


def _read(address: str) -> Address | None:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found

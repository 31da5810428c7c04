"""Codes that a phone's camera reads from the screen or from paper (ISO/IEC 18004)."""

from functools import lru_cache
from ipaddress import ip_address
from typing import Final

import segno
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.web.shapes import NOTHING

_KEPT: Final = 1024  # drawing one takes some 7 ms, which every look at an item would cost


def code_of(request: HttpRequest, path: str, label: str) -> SafeString:
    """An inline SVG that leads to `path` on this host; empty where no other device could follow it.

    Error correction M and a quiet zone of four modules (ISO/IEC 18004), ink on white whatever the page's colours are.
    """
    if _is_this_machine(split_domain_port(request.get_host())[0]):
        return NOTHING
    return format_html('<span role="img" aria-label="{}">{}</span>', label, _drawn(request.build_absolute_uri(path)))


@lru_cache(_KEPT)
def _drawn(address: str) -> SafeString:
    code = segno.make(address, error="m", micro=False)
    drawn: str = code.svg_inline(border=4, dark="#1d2350", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn)  # noqa: S308  (squares that segno has drawn)


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761, section 6.3
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

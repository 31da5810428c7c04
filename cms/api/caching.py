"""Who may keep an answer, and whether the client has it already.

Validators are computed after authorisation and with a key, over what this reader gets in this language: a conditional
request tells nobody what he may not see.
"""

import hashlib
import hmac
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

F = TypeVar("F", bound=Callable[..., Any])

_ATTRIBUTE: Final = "cache_class"


class CacheClass(StrEnum):
    """Classes of answers by who may keep them; the value is the header."""

    SHARED = "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400"  # C2
    PRIVATE = "private, no-cache"  # C3
    NEVER = "no-store"  # C4


_VARY: Final = {
    CacheClass.SHARED: ("Accept-Encoding", "Accept-Language"),
    CacheClass.PRIVATE: ("Authorization", "Cookie", "Accept-Language"),
    CacheClass.NEVER: ("Authorization", "Cookie", "Accept-Language"),
}


def never_kept(function: F) -> F:
    """Mark an operation whose answers carry a token or a grant."""
    setattr(function, _ATTRIBUTE, CacheClass.NEVER)
    return function


def class_of(function: object, method: str, *, public: bool) -> CacheClass:
    """The class of an operation's good answers."""
    if method != "GET":
        return CacheClass.NEVER
    marked = getattr(function, _ATTRIBUTE, None)
    return marked if isinstance(marked, CacheClass) else CacheClass.SHARED if public else CacheClass.PRIVATE


def finish(request: HttpRequest, response: HttpResponseBase, wanted: CacheClass) -> HttpResponseBase:
    """The answer with its headers, or 304 when the client named it in If-None-Match."""
    good = response.status_code in {200, 206, 304}
    kept = wanted if good else CacheClass.NEVER
    response["Cache-Control"] = kept.value
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, _VARY[wanted])
    if kept is CacheClass.NEVER or not isinstance(response, HttpResponse) or response.status_code != 200:  # noqa: PLR2004  (OK)
        return response
    if not response.has_header("ETag"):
        response["ETag"] = f'"{validator(response.content, response.get("Content-Language", ""))}"'
    if _is_known(request, response["ETag"]):
        unchanged = HttpResponse(status=304)
        for name in ("ETag", "Cache-Control", "Vary", "Content-Language"):
            if response.has_header(name):
                unchanged[name] = response[name]
        del unchanged["Content-Type"]
        return unchanged
    return response


def validator(*parts: bytes | str) -> str:
    """A keyed digest of what an answer says; without quotes."""
    key = hashlib.sha256(b"khovang.etag" + settings.SECRET_KEY.encode()).digest()
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        mac.update(len(raw).to_bytes(8, "big") + raw)
    return mac.hexdigest()[:32]


def _is_known(request: HttpRequest, etag: str) -> bool:
    known = [value.removeprefix("W/") for value in parse_etags(request.headers.get("If-None-Match", ""))]
    return "*" in known or etag in known

"""How many requests a minute: a school is one address, so addresses get much and readers less.

Counts stand in the cache. They guard against one app or one school that runs wild; guessing secrets is the business of
`cms.accounts.services.lanes`, which are in the database.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest

from cms.api import problems
from cms.foundation import clock
from cms.foundation.outside import whole_number

WINDOW: Final = 60  # seconds
MAX_BODY: Final = 256 * 1024  # bytes; a batch of 100 locators has about 80 kB
_JITTER: Final = 5  # seconds, so that those who were turned away together do not come back together


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests a minute for each holder."""

    name: str
    quota: int


READER: Final = Limit("reader", 600)
ADDRESS: Final = Limit("address", 2000)


def spend(request: HttpRequest, limit: Limit, holder: str) -> None:
    """Count a request; the answer will carry RateLimit headers.

    Raises:
        Problem: `rate-limited` with `retry_after`.
    """
    moment = int(clock.now().timestamp())
    window, gone = divmod(moment, WINDOW)
    key = f"api-limit:{limit.name}:{holder}:{window}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # evicted between the two calls
        used = 1
    left = WINDOW - gone
    request.rate_limit = (limit, max(0, limit.quota - used), left)  # type: ignore[attr-defined]  # for `headers`
    if used > limit.quota:
        raise problems.rate_limited(left + secrets.randbelow(_JITTER))


def headers(request: HttpRequest) -> dict[str, str]:
    """RateLimit headers (IETF draft-ietf-httpapi-ratelimit-headers) of the last limit that was counted."""
    counted = getattr(request, "rate_limit", None)
    if counted is None:
        return {}
    limit, remaining, seconds = counted
    return {
        "RateLimit-Policy": f'"{limit.name}";q={limit.quota};w={WINDOW}',
        "RateLimit": f'"{limit.name}";r={remaining};t={seconds}',
    }


def refuse_large(request: HttpRequest, most: int = MAX_BODY) -> None:
    """Turn a body of more bytes away before it is read.

    Raises:
        Problem: `too-large`.
    """
    if (whole_number(request.META.get("CONTENT_LENGTH") or "") or 0) > most:
        raise problems.too_large(most)

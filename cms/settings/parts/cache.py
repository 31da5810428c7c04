"""The cache: the database of the same Redis that follows the queue's."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit


def cache(redis_url: str) -> dict[str, Any]:
    """An entry of CACHES; in a database of its own, since emptying a cache must not empty the queue."""
    parts = urlsplit(redis_url)
    if parts.scheme == "redis+socket":
        queue = int(dict(parse_qsl(parts.query)).get("virtual_host") or 0)
        location = f"unix://{parts.path}?db={queue + 1}"
    else:
        location = parts._replace(path=f"/{int(parts.path.strip('/') or 0) + 1}").geturl()
    return {
        "BACKEND": "cms.foundation.cache.LenientRedisCache",
        "LOCATION": location,
        "KEY_PREFIX": "khovang",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }

"""The cache in Redis, which may be away: then nothing is known and nothing is kept, and no page fails or waits for it.

Only what can be made again stands in a cache. Counts that guard secrets stand in the database.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_PAUSE_SECONDS: Final = 5.0
_quiet_until = 0.0


def _unless_away(method: Callable[P, T], otherwise: Callable[[], T]) -> Callable[P, T]:
    """The method; while Redis is away `otherwise()`. After a failure Redis is not asked for some seconds."""

    @wraps(method)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        global _quiet_until  # noqa: PLW0603  (one breaker a process; Django makes a cache object for each thread)
        if time.monotonic() < _quiet_until:
            return otherwise()
        try:
            return method(*args, **kwargs)
        except (RedisError, OSError) as error:
            _quiet_until = time.monotonic() + _PAUSE_SECONDS
            logger.warning("cache not reachable", extra={"error": str(error)})
            return otherwise()

    return guarded


def _nothing() -> Any:
    return None


class LenientRedisCache(RedisCache):
    """Django's backend for Redis, without its errors."""

    add = _unless_away(RedisCache.add, bool)
    set = _unless_away(RedisCache.set, _nothing)
    touch = _unless_away(RedisCache.touch, bool)
    delete = _unless_away(RedisCache.delete, bool)
    has_key = _unless_away(RedisCache.has_key, bool)
    get_many = _unless_away(RedisCache.get_many, dict)
    set_many = _unless_away(RedisCache.set_many, list)
    delete_many = _unless_away(RedisCache.delete_many, _nothing)
    clear = _unless_away(RedisCache.clear, _nothing)
    _count = _unless_away(RedisCache.incr, _nothing)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value; the default when it is not known."""
        return self.get_many([key], version=version).get(key, default)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """The count afterwards.

        Raises:
            ValueError: the key is not known, as with every cache.
        """
        counted = self._count(key, delta, version)
        if counted is None:
            raise ValueError(f"Key {key!r} not found")
        return counted

"""Builds an index where there is none, or none that this version can read."""

import logging

from search.port import EngineError, NeedsRebuildError
from search.services.rebuild import rebuild
from search.topics import engine_of

logger = logging.getLogger(__name__)


def make_missing_index(topic: str) -> bool:
    """Make an index where there is none that this version can read; whether one was made.

    After an update with other fields there may be nothing in the outbox that would make a drainer notice.
    """
    try:
        engine_of(topic).ping()
    except NeedsRebuildError as error:
        logger.info("search index is made anew", extra={"topic": topic, "reason": str(error)})
        try:
            rebuild(topic)
        except EngineError as failure:
            logger.warning("search index can't be made now", extra={"topic": topic, "error": str(failure)})
            return False
        return True
    except EngineError:
        return False
    return False

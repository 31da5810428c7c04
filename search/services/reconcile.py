"""Comparing an index with the catalogue, and having the differences written."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import transaction

from cms.foundation import outbox
from search.documents import digest_of, published, record_of
from search.port import NeedsRebuildError
from search.services.rebuild import rebuild
from search.topics import engine_of

logger = logging.getLogger(__name__)

_CHUNK: Final = 500


@dataclass(slots=True)
class Difference:
    """How many resources the index lacks, holds in an older state, or holds though nobody may find them."""

    missing: int = 0
    stale: int = 0
    extra: int = 0


def reconcile(topic: str) -> Difference:
    """Record every difference in the outbox, and give what was parked another chance.

    A resource is stale when the index holds a lower version than was last written to it (it was restored from a copy),
    or when the record says something else than was last written (a change that nobody noted). What is on its way at
    this moment may be recorded too, which does no harm.

    Raises:
        EngineError: the engine is away.
    """
    try:
        difference = _compare(topic)
    except NeedsRebuildError:
        rebuild(topic)
        difference = Difference()
    outbox.retry_parked(topic)
    outbox.wake(topic)
    logger.info(
        "search index compared",
        extra={
            "topic": topic,
            "missing": difference.missing,
            "stale": difference.stale,
            "extra_works": difference.extra,
        },
    )
    return difference


def _compare(topic: str) -> Difference:
    difference = Difference()
    held = _IndexedResources(engine_of(topic).versions())
    for chunk in _chunks():
        known = outbox.delivered(topic, [uid for uid, _ in chunk])
        wrong: list[str] = []
        for uid, digest in chunk:
            extra = held.before(uid)
            difference.extra += len(extra)
            wrong += extra
            version = held.take(uid)
            if version is None:
                difference.missing += 1
                wrong.append(uid)
            elif version < known.get(uid, (version + 1, ""))[0] or digest != known[uid][1]:
                difference.stale += 1
                wrong.append(uid)
        _record(topic, wrong)
    while rest := held.rest(_CHUNK):
        difference.extra += len(rest)
        _record(topic, rest)
    return difference


class _IndexedResources:
    """The resources of an index, walked through in order of id beside the catalogue's."""

    def __init__(self, versions: Iterator[tuple[str, int]]) -> None:
        self._versions = versions
        self._next = next(versions, None)

    def before(self, uid: str) -> list[str]:
        """All that stand before this one and have not been taken."""
        found = []
        while self._next and self._next[0] < uid:
            found.append(self._next[0])
            self._next = next(self._versions, None)
        return found

    def take(self, uid: str) -> int | None:
        """The version of this one, which is next or not there."""
        if self._next is None or self._next[0] != uid:
            return None
        version = self._next[1]
        self._next = next(self._versions, None)
        return version

    def rest(self, limit: int) -> list[str]:
        """Some of those behind the last one."""
        found = [self._next[0]] if self._next else []
        found += [uid for uid, _ in islice(self._versions, limit)]
        self._next = None
        return found


def _chunks() -> Iterator[list[tuple[str, str]]]:
    """(uid, digest) of all published resources in order of uid."""
    rows = published()
    last = None
    while chunk := list((rows.filter(uid__gt=last) if last else rows)[:_CHUNK]):
        yield [(str(page.uid), digest_of(record_of(page, 0))) for page in chunk]
        last = chunk[-1].uid


def _record(topic: str, uids: list[str]) -> None:
    with transaction.atomic():
        outbox.record_all(topic, uids)

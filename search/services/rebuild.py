"""Filling an index from the catalogue."""

import logging
from collections.abc import Callable, Iterator
from typing import Final

from django.db import transaction

from cms.foundation import outbox
from cms.plugins.isolation import noticing
from library_pages.catalogue.models import ResourcePage
from search.documents import digest_of, published, put_of, record_of
from search.port import Put
from search.topics import engine_of

logger = logging.getLogger(__name__)

_CHUNK: Final = 50  # resources read under one version

Progress = Callable[[int, int], None]


def rebuild(topic: str, progress: Progress | None = None) -> int:
    """Fill a new index of a topic's engine and put it in place of the old one; the number of resources.

    The old index answers until then, and changes that are drained meanwhile are in the new one too.

    Args:
        topic: whose engine.
        progress: told (done, of all) after each fifty resources.

    Raises:
        EngineError: the engine is away, or somebody else rebuilds.
    """
    return engine_of(topic).rebuild(_puts(topic, progress))


def _puts(topic: str, progress: Progress | None) -> Iterator[Put]:
    rows = published()
    total, done, last = rows.count(), 0, None
    while True:
        version = outbox.next_version()  # before reading: see ADR 0003
        chunk = list((rows.filter(uid__gt=last) if last else rows)[:_CHUNK])
        if not chunk:
            return
        written = []
        for page in chunk:
            # The drainer tries again and counts; one plugin's mistake must not keep a library without an index.
            try:
                with noticing() as faults:
                    put = put_of(page, version)
            except Exception:
                logger.exception("resource can't be read for the index", extra={"uid": str(page.uid)})
                _try_again(topic, page)
                continue
            if faults:
                _try_again(topic, page)
            written.append((put.id, version, digest_of(record_of(page, version))))
            yield put
        outbox.remember(topic, written)
        last, done = chunk[-1].uid, done + len(chunk)
        if progress:
            progress(done, max(total, done))


def _try_again(topic: str, page: ResourcePage) -> None:
    with transaction.atomic():
        outbox.record(topic, str(page.uid))

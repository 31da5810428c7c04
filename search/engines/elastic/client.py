"""The client: made late and once a process, with explicit time-outs; its errors as those of the port."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import BulkIndexError

from search.port import EngineError, NeedsRebuildError

_WRITE_SECONDS: Final = 30.0
_CONNECTIONS: Final = 16


class Client:
    """Hands out a client of this very process; a connection must not be shared with the parent after a fork."""

    def __init__(self, url: str, seconds: float) -> None:
        self._url = url
        self._seconds = seconds
        self._lock = threading.Lock()
        self._pid = 0
        self._client: Elasticsearch | None = None

    @property
    def reading(self) -> Elasticsearch:
        """The client for queries: one try, within the seconds that this object was given."""
        with self._lock:
            if self._client is None or self._pid != os.getpid():
                self._client = Elasticsearch(
                    self._url,
                    request_timeout=self._seconds,
                    max_retries=0,
                    retry_on_timeout=False,
                    connections_per_node=_CONNECTIONS,
                )
                self._pid = os.getpid()
            return self._client

    @property
    def writing(self) -> Elasticsearch:
        """The client for batches of the index worker, which may take thirty seconds."""
        return self.reading.options(request_timeout=_WRITE_SECONDS)


@contextmanager
def guarded() -> Iterator[None]:
    """Errors of the client as the port's.

    Raises:
        NeedsRebuildError: there is no index.
        EngineError: anything else.
    """
    try:
        yield
    except NotFoundError as error:
        if "index_not_found" in str(error.body) or "alias" in str(error.body):
            raise NeedsRebuildError("there is no search index yet, or none of this schema") from error
        raise EngineError(f"NotFoundError: {error}") from error
    except (ApiError, TransportError, BulkIndexError) as error:
        raise EngineError(f"{type(error).__name__}: {error}") from error

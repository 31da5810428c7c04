"""Indexes behind aliases, and writing into them.

The alias `…-v<schema>` names the index that answers, `…-v<schema>-building` the one that a rebuild fills; both are
written. Writes go through aliases only and require them, so that none can bring a deleted index back to life.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from typing import Any, Final

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.helpers import streaming_bulk

from cms.foundation.ids import uuid7
from search.engines.elastic.client import Client
from search.engines.elastic.mapping import body, schema_hash
from search.engines.entries import PASSAGE, RECORD, entries_of
from search.port import EngineError, NeedsRebuildError, Operation, Put, RefusedError

logger = logging.getLogger(__name__)

_CHUNK: Final = 500
_CHUNK_BYTES: Final = 8 * 1024 * 1024
_RETRIES: Final = 3
_BUSY: Final = (429, 502, 503, 504)
_ABOUT_THE_ENTRY: Final = (HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
_PAGE: Final = 1000
_REBUILT_TOGETHER: Final = 20

Documents = dict[str, list[dict[str, Any]]]
"""Entries by resource, the record first."""


class Store:
    """The indexes of one installation on a server."""

    def __init__(self, client: Client, prefix: str) -> None:
        self._connection = client
        self._base = f"{prefix}-v"
        self.alias = f"{self._base}{schema_hash()}"
        self._building = f"{self.alias}-building"

    @property
    def _client(self) -> Elasticsearch:
        return self._connection.writing

    def apply(self, operations: Sequence[Operation]) -> None:
        """Write the newest operation of each resource where the index holds no newer one.

        Raises:
            NeedsRebuildError: there is no index.
            RefusedError: the server will never take some of them.
        """
        entries, reasons = _made(operations)
        reasons |= self._write(self.alias, entries)
        if self._client.indices.exists_alias(name=self._building):
            try:
                self._write(self._building, entries)
            except NeedsRebuildError:
                # The rebuild ended meanwhile; its index may hold only the second half of what was written above.
                reasons |= self._write(self.alias, entries)
        if reasons:
            raise RefusedError(reasons)

    def _write(self, alias: str, entries: Documents) -> dict[str, str]:
        reasons = self._put(alias, entries)
        written = [resource for resource in entries if resource not in reasons]
        self._client.indices.refresh(index=alias)
        self._drop_old_passages(alias, written)
        return reasons

    def _put(self, alias: str, entries: Documents) -> dict[str, str]:
        """Records first: what is older than its record is not written at all. Reasons for refusals, by resource."""
        outdated: set[str] = set()
        reasons: dict[str, str] = {}
        records = (_action(alias, found[0], 0) for found in entries.values())
        for resource, status, error in self._bulk(records):
            if status == HTTPStatus.CONFLICT:
                outdated.add(resource)
            elif error:
                reasons[resource] = error
        passages = (
            _action(alias, entry, number)
            for resource, found in entries.items()
            if resource not in outdated and resource not in reasons
            for number, entry in enumerate(found[1:], 1)
        )
        refused = {
            resource: error
            for resource, status, error in self._bulk(passages)
            if error and status != HTTPStatus.CONFLICT
        }
        return reasons | refused

    def _bulk(self, actions: Iterable[dict[str, Any]]) -> Iterator[tuple[str, int, str]]:
        """(resource, status, error) of each action."""
        results = streaming_bulk(
            self._client,
            actions,
            chunk_size=_CHUNK,
            max_chunk_bytes=_CHUNK_BYTES,
            raise_on_error=False,
            max_retries=_RETRIES,
            retry_on_status=_BUSY,
            initial_backoff=0.2,
            require_alias=True,
        )
        for done, result in results:
            said = next(iter(result.values()))
            status = int(said.get("status") or HTTPStatus.INTERNAL_SERVER_ERROR)
            error = "" if done else str(said.get("error"))
            if status == HTTPStatus.NOT_FOUND:
                raise NeedsRebuildError(error)
            if error and status not in _ABOUT_THE_ENTRY:
                raise EngineError(error)  # busy, out of disk, read-only: nothing that the resource could help
            yield str(said["_id"]).partition("#")[0], status, error

    def _drop_old_passages(self, alias: str, resources: Sequence[str]) -> None:
        """Passages that are older than their record, whoever wrote them: of two writers at once the last one cleans."""
        if not resources:
            return
        held = self._client.mget(index=alias, ids=list(resources), source=False)["docs"]
        old = [
            {
                "bool": {
                    "filter": [
                        {"term": {"resource": found["_id"]}},
                        {"term": {"kind": PASSAGE}},
                        {"range": {"version": {"lt": found["_version"]}}},
                    ]
                }
            }
            for found in held
            if found.get("found")
        ]
        if old:
            query = {"bool": {"should": old, "minimum_should_match": 1}}
            self._client.delete_by_query(index=alias, query=query, conflicts="proceed", refresh=True)

    def rebuild(self, operations: Iterable[Put]) -> int:
        """Fill a new index and let the alias name it; the number of resources.

        Raises:
            EngineError: another rebuild has begun meanwhile.
        """
        index = f"{self.alias}-{uuid7().hex}"
        self._client.indices.create(index=index, **body())
        count = 0
        try:
            self._begin(index)
            for batch in _batches(operations):
                entries, reasons = _made(batch)
                reasons |= self._put(self._building, entries)
                for resource, reason in reasons.items():
                    # Left out, not given up: the next comparison notes it, and the drainer counts the attempts.
                    logger.error("resource can't be written to the index", extra={"uid": resource, "error": reason})
                count += len({each.id for each in batch} - reasons.keys())
            self._client.indices.refresh(index=index)
            self._finish(index)
        except BaseException:
            self._client.indices.delete(index=index, ignore_unavailable=True)
            raise
        self._drop_others(index)
        return count

    def _begin(self, index: str) -> None:
        taken: dict[str, Any] = {"remove": {"index": f"{self._base}*", "alias": self._building, "must_exist": False}}
        self._client.indices.update_aliases(actions=[taken, {"add": {"index": index, "alias": self._building}}])

    def _finish(self, index: str) -> None:
        """One request, so that there is no moment without an index or with two."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": index, "alias": self._building, "must_exist": True}},
            {"remove": {"index": f"{self._base}*", "alias": self.alias, "must_exist": False}},
            {"add": {"index": index, "alias": self.alias}},
        ]
        try:
            self._client.indices.update_aliases(actions=actions)
        except NotFoundError as error:
            raise EngineError("another rebuild of the search index has begun") from error

    def _drop_others(self, index: str) -> None:
        """Delete what neither answers nor is being built; also those of other schemas, and of rebuilds that died."""
        ours = re.compile(rf"{re.escape(self._base)}[0-9a-f]{{8}}-[0-9a-f]{{32}}")
        found = self._client.indices.get_alias(index=f"{self._base}*")
        leftover = [
            name
            for name, said in found.items()
            if name != index and ours.fullmatch(name) and self._building not in said["aliases"]
        ]
        for name in leftover:
            self._client.indices.delete(index=name, ignore_unavailable=True)

    def versions(self) -> Iterator[tuple[str, int]]:
        """(id, version) of all resources in order of id, from one point in time."""
        client = self._client
        point = client.open_point_in_time(index=self.alias, keep_alive="2m")["id"]
        after: list[Any] | None = None
        try:
            while True:
                page = client.search(
                    pit={"id": point, "keep_alive": "2m"},
                    query={"term": {"kind": RECORD}},
                    sort={"resource": "asc"},
                    search_after=after,
                    size=_PAGE,
                    source=False,
                    docvalue_fields=[{"field": "version"}],
                    track_total_hits=False,
                )["hits"]["hits"]
                for hit in page:
                    yield str(hit["sort"][0]), int(hit["fields"]["version"][0])
                if len(page) < _PAGE:
                    return
                after = page[-1]["sort"]
        finally:
            client.close_point_in_time(id=point)


def _made(operations: Iterable[Operation]) -> tuple[Documents, dict[str, str]]:
    """Entries of the newest operation of each resource, and reasons why there are none."""
    newest: dict[str, Operation] = {}
    for operation in operations:
        held = newest.get(operation.id)
        if held is None or operation.version >= held.version:
            newest[operation.id] = operation
    entries: Documents = {}
    reasons: dict[str, str] = {}
    for resource, operation in newest.items():
        try:
            entries[resource] = entries_of(operation)
        except (ValueError, TypeError) as error:
            reasons[resource] = f"{type(error).__name__}: {error}"
    return entries, reasons


def _action(alias: str, entry: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "_op_type": "index",
        "_index": alias,
        "_id": f"{entry['resource']}#{number}" if number else entry["resource"],
        "version": entry["version"],
        "version_type": "external_gte",
        "_source": entry,
    }


def _batches(operations: Iterable[Put]) -> Iterator[list[Put]]:
    batch: list[Put] = []
    for operation in operations:
        batch.append(operation)
        if len(batch) == _REBUILT_TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch

"""Places that were kept without a network, sent together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from cms.accounts.models import User
from cms.accounts.reader import reader_for
from cms.foundation.errors import Problem
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.problems import not_here
from library_pages.reading import selectors
from library_pages.reading.problems import batch_too_long
from library_pages.reading.services.recording import record_progress

MOST_ENTRIES: Final = 100
NOT_VALID: Final = "not-valid"  # as the API says of whatever does not fit an operation


class Result(StrEnum):
    """What became of an entry."""

    KEPT = "kept"  # it is the reader's place now
    STALE = "stale"  # a newer place counts
    REFUSED = "refused"  # not a place, or not a resource of hers


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """One place; `item` is the resource's uid."""

    item: UUID
    locator: Mapping[str, Any] | None
    modified: datetime
    device_id: str = ""
    device_name: str = ""
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An entry that is no place; `item` where it names one."""

    item: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry; `document` is what counts now, `code` the problem's code where there was one."""

    item: UUID | None
    result: Result
    code: str = ""
    document: Mapping[str, object] = field(default_factory=dict)


def record_batch(user: User, entries: Sequence[BatchEntry | Unreadable]) -> list[Outcome]:
    """Record each entry by itself, oldest first; outcomes come in the order of the entries.

    One entry that fails keeps no other from being recorded, and sending the batch again changes nothing.

    Raises:
        Problem: 422 `batch-too-long`; nothing is recorded.
    """
    if len(entries) > MOST_ENTRIES:
        raise batch_too_long(MOST_ENTRIES)
    readable = {index: entry for index, entry in enumerate(entries) if isinstance(entry, BatchEntry)}
    rows = ResourcePage.objects.filter(uid__in={entry.item for entry in readable.values()})
    resources = {page.uid: page for page in access.visible(rows, reader_for(user))}
    outcomes = {index: Outcome(entry.item, Result.REFUSED, NOT_VALID) for index, entry in enumerate(entries)}
    for index, entry in sorted(readable.items(), key=lambda numbered: numbered[1].modified):
        outcomes[index] = _record(user, resources.get(entry.item), entry)
    return list(outcomes.values())


def _record(user: User, resource: ResourcePage | None, entry: BatchEntry) -> Outcome:
    try:
        if resource is None:
            raise not_here()
        progress = record_progress(
            user,
            resource,
            locator=entry.locator,
            modified=entry.modified,
            device_id=entry.device_id,
            device_name=entry.device_name,
            restart=entry.restart,
        )
    except Problem as problem:
        current = problem.extra.get("current")
        if isinstance(current, Mapping):
            return Outcome(entry.item, Result.STALE, problem.code, current)
        return Outcome(entry.item, Result.REFUSED, problem.code)
    return Outcome(entry.item, Result.KEPT, document=selectors.document(progress))

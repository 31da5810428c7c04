"""Resources as an index holds them."""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from django.conf import settings
from django.utils import translation

from cms.plugins.isolation import isolated, noticing
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage, ResourcePageQuerySet
from library_pages.catalogue.selectors.content import passages_of
from library_pages.catalogue.selectors.opening import publication_of
from library_pages.catalogue.selectors.works import precedence_of
from search.facets import values_of_record, values_of_type
from search.port import Delete, Operation, Put, ResourceDocument
from search.understanding.detectors import isbn_of

logger = logging.getLogger(__name__)


_ROOM: Final = 4_000  # passages in memory, and one more resource; a passage is some 3 kB there


@dataclass(slots=True)
class Batch:
    """What some resources are to an index now.

    Attributes:
        operations: a `Put` for each published one, a `Delete` for each that is gone or not published.
        digests: of the records that are put, by id; equal as long as nothing but text and contents has changed.
        failures: resources that could not be read, or not all of them, with the reason. What could be read is among
            the operations: a plugin's mistake stops neither the others nor the rest of its own resource.
        unread: those for which there was no room: they come in the next batch.
    """

    operations: list[Operation] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def batch_of(uids: Sequence[str], version: int) -> Batch:
    """Read resources for an index, under a version drawn before, until some thousand passages are in memory.

    Queries: a constant number for all, and at most four for each that is published (its type's own table, its source,
    its passages).
    """
    batch = Batch()
    pages = {str(page.uid): page for page in published().filter(uid__in=uids)}
    passages = 0
    for number, uid in enumerate(uids):
        if passages >= _ROOM:
            batch.unread = list(uids[number:])
            break
        page = pages.get(uid)
        if page is None:
            batch.operations.append(Delete(uid, version))
            continue
        try:
            with noticing() as faults:
                put = put_of(page, version)
        except Exception as error:
            logger.exception("resource can't be read for the index", extra={"uid": uid, "type": page.type_slug})
            batch.failures[uid] = f"{type(error).__name__}: {error}"
        else:
            batch.operations.append(put)
            passages += len(put.passages)
            batch.digests[uid] = digest_of(record_of(page, version))
            if faults:
                batch.failures[uid] = faults[0].error
    return batch


def published() -> ResourcePageQuerySet:
    """The rows that belong into an index, with what a record is made of, in order of uid."""
    rows: ResourcePageQuerySet = ResourcePage.objects.get_queryset().filter(live=True).for_lists()
    return rows.select_related("work").order_by("uid")


def put_of(page: ResourcePage, version: int) -> Put:
    """The whole of a resource: its record, its contents, its type's extra fields and facets, and its passages.

    Labels of passages and extra fields are in the installation's language, whatever language was active.
    """
    record = record_of(page, version)
    declaration = page.resource_type
    if declaration is None:
        return Put(record)
    with translation.override(settings.LANGUAGE_CODE):
        extra: list[str] = isolated(declaration, "search.fields", lambda names: _fields_of(page, names), otherwise=[])
        publication = publication_of(page)
        work = replace(
            record,
            facets={**record.facets, **values_of_type(declaration, page)},
            summary="\n".join([record.summary, *extra]).strip(),
            toc="\n".join(_titles(publication.toc)) if publication else "",
        )
        passages = tuple(passages_of(page))
    return Put(work, passages)


def _fields_of(page: ResourcePage, names: Iterable[str]) -> list[str]:
    return [str(value) for name in names if (value := getattr(page.specific, name, None))]


def record_of(page: ResourcePage, version: int) -> ResourceDocument:
    """What the shared table and its authorities say of a resource; no query for a row of `published()`."""
    return ResourceDocument(
        id=str(page.uid),
        version=version,
        title=page.title,
        visible_to=(access.token_of(page),),
        subtitle=page.subtitle,
        contributors=tuple(dict.fromkeys(part.contributor.name for part in page.contributions.all())),
        facets=values_of_record(page),
        subjects=tuple(subject.name for subject in page.subjects.all()),
        tags=tuple(sorted(item.tag.name for item in page.tagged_items.all())),
        summary="\n".join([*(parent.title for parent in page.parents), page.summary]).strip(),
        added=int(page.first_published_at.timestamp()) if page.first_published_at else 0,
        sort_key=page.title_sort,
        isbn=isbn_of(page.isbn),
        work=str(page.work.uid) if page.work else "",
        precedence=precedence_of(page.type_slug),
    )


def digest_of(record: ResourceDocument) -> str:
    """Sixty-four characters that change with the record, whatever its version."""
    said = asdict(record) | {"version": 0}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _titles(toc: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for entry in toc:
        if title := str(entry.get("title") or "").strip():
            yield title
        yield from _titles(entry.get("children") or ())

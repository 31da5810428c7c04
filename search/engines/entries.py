"""Fields of the entries of an index: one for a record, one for each passage; the same in Tantivy and Elasticsearch.

Word strings come ready-made, so an index only splits them at spaces.
"""

from typing import Any, Final

from cms.plugins.contract import Passage
from search import facets
from search.engines.payloads import card_payload, passage_payload
from search.fields import words_of_passage, words_of_record
from search.port import Delete, Operation, ResourceDocument

RECORD, PASSAGE, TOMBSTONE = "r", "p", "t"
_MAX_KEY: Final = 300
_LAST_SECOND: Final = 9_999_999_999  # in the year 2286; keys of newness count down from it


def field_of(facet: str) -> str:
    """The index's field for a facet; the prefix keeps a type's words apart from fields of ours."""
    return f"facet_{facet}"


def facet_fields() -> tuple[str, ...]:
    """The fields of all facets: part of the schema, so that another set of facets leads to a new index."""
    return tuple(field_of(name) for name in facets.names())


def entries_of(operation: Operation) -> list[dict[str, Any]]:
    """What stands in the index for a resource afterwards, the record first; a tombstone after a deletion.

    The tombstone remembers the version of the deletion, so that an older write does not bring the resource back.

    Raises:
        ValueError, TypeError: the resource can't be written.
    """
    if isinstance(operation, Delete):
        return [{"kind": TOMBSTONE, "resource": operation.id, "version": operation.version}]
    shared = _shared(operation.resource)
    return [shared | _record(operation.resource), *(shared | _passage(passage) for passage in operation.passages)]


def _shared(resource: ResourceDocument) -> dict[str, Any]:
    return {
        "resource": resource.id,
        "version": resource.version,
        "visible": list(resource.visible_to),
        **{field_of(name): list(resource.facets.get(name, ())) for name in facets.names()},
    }


def _record(resource: ResourceDocument) -> dict[str, Any]:
    words = words_of_record(resource)
    ordered = f"{resource.sort_key[:_MAX_KEY]}\x02{resource.precedence:02d}{resource.id}"
    return {
        "kind": RECORD,
        "order": 0,
        "work": resource.work_key,
        "isbn": resource.isbn,
        "by_title": ordered,
        "by_added": f"{_LAST_SECOND - resource.added:010d}{ordered}",
        "title_line": " ".join(words.title)[:_MAX_KEY],
        "all": " ".join(words.all),
        "names": " ".join((*words.title, *words.people, *words.subject)),
        "title": " ".join(words.title),
        "people": " ".join(words.people),
        "subjects": " ".join(words.subject),
        "more": " ".join(words.more),
        "pairs": " ".join(words.pairs),
        "exact": " ".join(words.exact),
        "payload": _sound(card_payload(resource)),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    words = words_of_passage(passage)
    return {
        "kind": PASSAGE,
        "order": passage.order,
        "all": " ".join(words.all),
        "pairs": " ".join(words.pairs),
        "exact": " ".join(words.exact),
        "payload": _sound(passage_payload(passage)),
    }


def _sound(payload: str) -> str:
    payload.encode()  # half a surrogate pair would make a server refuse the whole batch
    return payload

"""Counting works where an index holds their forms: all forms, less those beyond the first of each work.

Tantivy and Elasticsearch take the same aggregations. Only works of which two forms or more match come back from an
index, so a library without such works pays for one aggregation. With one shard the numbers are exact (ADR 0042).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from search.engines.entries import field_of

REPEATED: Final = "repeated"
_VALUES: Final = 500  # of one facet; twenty are shown, and the order by works is another one than that by forms
_MOST: Final = 60_000  # works in one answer of which several forms match; both engines give 65,000 buckets at most
_TOGETHER: Final = 2_000  # works whose values are looked at in one request, so that those fit into the buckets too

Buckets = Sequence[Mapping[str, Any]]


def values_of(names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Aggregations: forms by value, for each facet."""
    return {name: {"terms": {"field": field_of(name), "size": _VALUES}} for name in names}


def repeated_works() -> dict[str, dict[str, Any]]:
    """Aggregation: works of which several forms match, and how many of each."""
    return {REPEATED: {"terms": {"field": "work", "size": _MOST, "min_doc_count": 2}}}


def repeated_by_value(names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Aggregations: the same for each value of each facet; to be asked of some repeated works at a time."""
    return {name: {"terms": {"field": field_of(name), "size": _MOST}, "aggs": repeated_works()} for name in names}


def in_portions(works: Iterable[Any]) -> Iterator[list[Any]]:
    """Repeated works, as many as can be asked about at once."""
    rest = iter(works)
    while portion := list(islice(rest, _TOGETHER)):
        yield portion


def surplus(buckets: Buckets) -> int:
    """How many forms there are beyond the first of each work."""
    return sum(int(bucket["doc_count"]) - 1 for bucket in buckets)


def counts_in(buckets: Buckets) -> dict[str, int]:
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def take_off(counts: dict[str, int], buckets: Buckets) -> None:
    """Make works out of forms: `buckets` answer `repeated_by_value` for this facet."""
    for bucket in buckets:
        value = str(bucket["key"])
        if value in counts:
            counts[value] -= surplus(bucket[REPEATED]["buckets"])

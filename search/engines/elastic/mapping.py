"""Mapping and settings of the index: only what every distribution has (ADR 0004)."""

import hashlib
import json
from typing import Any, Final

from search.engines.entries import facet_fields
from search.fields import ANALYSIS

WINDOW: Final = 20_000
"""How far a list can be paged; also how many resources may match by their passages."""


def _words(*, positions: bool = False) -> dict[str, Any]:
    return {"type": "text", "analyzer": "whitespace", "index_options": "positions" if positions else "freqs"}


_FIELDS: Final[dict[str, dict[str, Any]]] = {
    **{name: {"type": "keyword"} for name in ("kind", "resource", "visible", "work")},
    **{name: {"type": "keyword"} for name in ("isbn", "by_title", "by_added", "title_line")},
    "version": {"type": "long"},
    "order": {"type": "integer"},
    "all": _words(positions=True),
    "names": {**_words(), "norms": False, "index_prefixes": {"min_chars": 1, "max_chars": 6}},
    **{name: _words() for name in ("title", "people", "subjects", "more", "pairs", "exact")},
    "payload": {"type": "keyword", "index": False, "doc_values": False},
}


def body() -> dict[str, Any]:
    """Settings and mappings, with a field for each facet that there is."""
    return {
        "settings": {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "refresh_interval": -1,  # the writer refreshes after each batch
            "max_result_window": WINDOW,
            # Deletions are tombstones of ours, so the server need not remember them.
            "mapping": {"total_fields": {"limit": 200}},
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"includes": ["payload", "resource"]},
            "properties": {**_FIELDS, **{name: {"type": "keyword"} for name in facet_fields()}},
        },
    }


def schema_hash() -> str:
    """Eight characters that change with the mapping, the facets or the analysis."""
    parts = json.dumps([ANALYSIS, body()], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:8]

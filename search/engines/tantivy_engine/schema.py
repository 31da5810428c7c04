"""Schema and documents of the embedded index."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import tantivy

from search.engines.entries import entries_of, facet_fields
from search.fields import ANALYSIS
from search.port import Operation

_FIELDS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("kind", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("resource", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("visible", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("isbn", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("by_title", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("by_added", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("title_line", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("all", {"tokenizer_name": "whitespace", "index_option": "position"}),
    ("names", {"tokenizer_name": "whitespace", "index_option": "basic"}),
    ("title", {"tokenizer_name": "whitespace", "index_option": "freq"}),
    ("people", {"tokenizer_name": "whitespace", "index_option": "freq"}),
    ("subjects", {"tokenizer_name": "whitespace", "index_option": "freq"}),
    ("more", {"tokenizer_name": "whitespace", "index_option": "freq"}),
    ("pairs", {"tokenizer_name": "whitespace", "index_option": "freq"}),
    ("exact", {"tokenizer_name": "whitespace", "index_option": "freq"}),
)
_FACET: Mapping[str, Any] = {"tokenizer_name": "raw", "index_option": "basic", "fast": True}
_NUMBERS = ("no", "version", "order", "work")


def build() -> tantivy.Schema:
    """The schema; word strings come ready-made, so every text field is split at spaces or not at all."""
    builder = tantivy.SchemaBuilder()
    for name, options in _FIELDS:
        builder.add_text_field(name, **options)
    for name in facet_fields():
        builder.add_text_field(name, **_FACET)
    for name in _NUMBERS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_bytes_field("payload", stored=True)
    return builder.build()


def schema_hash() -> str:
    """Eight characters that change with the fields, the facets, the analysis or the format of the library."""
    parts = json.dumps([ANALYSIS, _FIELDS, facet_fields(), _FACET, _NUMBERS, version("tantivy")], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:8]


def number_of(resource_id: str) -> int:
    """A number for a resource that survives aggregations, which count in doubles: 52 bits of its hash."""
    return int.from_bytes(hashlib.blake2b(resource_id.encode(), digest_size=8).digest(), "big") >> 12


def documents_of(operation: Operation, schema: tantivy.Schema) -> list[tantivy.Document]:
    """What stands in the index for a resource afterwards.

    Raises:
        ValueError, TypeError: the resource can't be written.
    """
    number = number_of(operation.id)
    return [_document({**entry, "no": number} | _work(entry), schema) for entry in entries_of(operation)]


def _work(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The number of the work; none for a work of its own, so that nothing is counted twice where nothing can be."""
    return {"work": [] if entry["work"] == entry["resource"] else number_of(entry["work"])} if "work" in entry else {}


def _document(fields: Mapping[str, Any], schema: tantivy.Schema) -> tantivy.Document:
    # from_dict with the schema: keyword arguments would make unsigned fields signed.
    values = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    values["payload"] = [payload.encode() for payload in values.get("payload", ())]
    return tantivy.Document.from_dict(values, schema)

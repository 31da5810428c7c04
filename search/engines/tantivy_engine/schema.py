"""Schema and documents of the embedded index (search.md 3, 7.4)."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import tantivy

from search.fields import ANALYSIS, words_of_passage, words_of_work
from search.port import Delete, PassageDocument, Put, WorkDocument
from search.ranking import Card

WORK, PASSAGE, TOMBSTONE = "w", "p", "t"
MAX_KEY = 300

_FIELDS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("kind", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("work", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("visible", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("type", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("grade", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("subject", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("language", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("isbn", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("by_title", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
    ("by_year", {"tokenizer_name": "raw", "index_option": "basic", "fast": True}),
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
_NUMBERS = ("no", "version", "order")


def build() -> tantivy.Schema:
    """The schema; word strings come ready-made, so every text field is split at spaces or not at all."""
    builder = tantivy.SchemaBuilder()
    for name, options in _FIELDS:
        builder.add_text_field(name, **options)
    for name in _NUMBERS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_bytes_field("payload", stored=True)
    return builder.build()


def schema_hash() -> str:
    """Eight characters that change with the fields, the analysis or the format of the library."""
    parts = json.dumps([ANALYSIS, _FIELDS, _NUMBERS, tantivy.__version__], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()[:8]


def number_of(work_id: str) -> int:
    """A number for a work that survives aggregations, which count in doubles: 52 bits of its hash."""
    return int.from_bytes(hashlib.blake2b(work_id.encode(), digest_size=8).digest(), "big") >> 12


def documents(put: Put, schema: tantivy.Schema) -> Iterator[tantivy.Document]:
    """The documents of a work: one for the record, one a passage."""
    shared = _shared(put.work)
    yield _document({**shared, **_record(put.work)}, schema)
    for passage in put.passages:
        yield _document({**shared, **_passage(passage)}, schema)


def tombstone(delete: Delete, schema: tantivy.Schema) -> tantivy.Document:
    """Remembers the version of a deletion, so that an older write does not bring the work back."""
    fields = {"kind": TOMBSTONE, "work": delete.id, "no": number_of(delete.id), "version": delete.version}
    return _document(fields, schema)


def card_of(payload: bytes) -> Card:
    """The card that a record carries."""
    held = json.loads(payload)
    for name in ("contributors", "subjects", "grades"):
        held[name] = tuple(held[name])
    return Card(**held)


def passage_of(work_id: str, payload: bytes) -> PassageDocument:
    """The passage that a document carries."""
    return PassageDocument(work_id, **json.loads(payload))


def _document(fields: Mapping[str, Any], schema: tantivy.Schema) -> tantivy.Document:
    # from_dict with the schema: keyword arguments would make unsigned fields signed (search.md 7.4).
    return tantivy.Document.from_dict(
        {name: value if isinstance(value, list) else [value] for name, value in fields.items()}, schema
    )


def _shared(work: WorkDocument) -> dict[str, Any]:
    return {
        "work": work.id,
        "no": number_of(work.id),
        "version": work.version,
        "visible": list(work.visible_to),
        "type": work.type,
        "grade": [str(grade) for grade in work.grades],
        "subject": [code for code, _ in work.subjects],
        "language": work.language,
    }


def _record(work: WorkDocument) -> dict[str, Any]:
    words = words_of_work(work)
    card = {
        "id": work.id,
        "type": work.type,
        "title": work.title,
        "subtitle": work.subtitle,
        "contributors": work.contributors,
        "subjects": [label for _, label in work.subjects],
        "grades": work.grades,
        "year": work.year or 0,
        "popularity": work.popularity,
        "sort_key": work.sort_key,
    }
    ordered = f"{work.sort_key[:MAX_KEY]}\x02{work.id}"
    return {
        "kind": WORK,
        "order": 0,
        "isbn": work.isbn,
        "by_title": ordered,
        "by_year": f"{9999 - (work.year or 0):04d}{ordered}",
        "title_line": " ".join(words.title)[:MAX_KEY],
        "all": " ".join(words.all),
        "names": " ".join((*words.title, *words.people, *words.subject)),
        "title": " ".join(words.title),
        "people": " ".join(words.people),
        "subjects": " ".join(words.subject),
        "more": " ".join(words.more),
        "pairs": " ".join(words.pairs),
        "exact": " ".join(words.exact),
        "payload": json.dumps(card, ensure_ascii=False).encode(),
    }


def _passage(passage: PassageDocument) -> dict[str, Any]:
    words = words_of_passage(passage)
    payload = {
        "order": passage.order,
        "locator": passage.locator,
        "label": passage.label,
        "heading": passage.heading,
        "body": passage.body,
    }
    return {
        "kind": PASSAGE,
        "order": passage.order,
        "all": " ".join(words.all),
        "pairs": " ".join(words.pairs),
        "exact": " ".join(words.exact),
        "payload": json.dumps(payload, ensure_ascii=False).encode(),
    }

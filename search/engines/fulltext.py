"""The full-text part of the database adapter, once for SQLite (FTS5) and once for PostgreSQL (tsvector).

Both index ready-made terms, so neither needs folding, dictionaries or contrib modules (services.md 2).
"""

from collections.abc import Sequence

from django.db import connection

COLUMNS = ("title", "people", "about", "summary", "body", "bigrams", "exact")
# bm25 weights on SQLite; on PostgreSQL four classes A to D of ts_rank.
_WEIGHTS = (8.0, 5.0, 3.0, 1.0, 1.0, 0.5, 0.3)
_CLASSES = ("A", "A", "B", "C", "C", "D", "D")

SQLITE_CREATE = (
    "CREATE VIRTUAL TABLE search_fulltext USING fts5("
    f"{', '.join(COLUMNS)}, content='search_searchdocument', content_rowid='id', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER search_fulltext_insert AFTER INSERT ON search_searchdocument BEGIN "
    f"INSERT INTO search_fulltext(rowid, {', '.join(COLUMNS)}) VALUES (new.id, {', '.join('new.' + c for c in COLUMNS)}); END",
    "CREATE TRIGGER search_fulltext_delete AFTER DELETE ON search_searchdocument BEGIN "
    f"INSERT INTO search_fulltext(search_fulltext, rowid, {', '.join(COLUMNS)}) "
    f"VALUES ('delete', old.id, {', '.join('old.' + c for c in COLUMNS)}); END",
)
SQLITE_DROP = (
    "DROP TRIGGER search_fulltext_insert",
    "DROP TRIGGER search_fulltext_delete",
    "DROP TABLE search_fulltext",
)
_VECTOR = " || ".join(
    f"setweight(to_tsvector('simple', {column}), '{weight}')" for column, weight in zip(COLUMNS, _CLASSES, strict=True)
)
POSTGRES_CREATE = (
    f"ALTER TABLE search_searchdocument ADD COLUMN terms tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED",
    "CREATE INDEX search_document_terms ON search_searchdocument USING gin (terms)",
)
POSTGRES_DROP = ("ALTER TABLE search_searchdocument DROP COLUMN terms",)


def best(terms: Sequence[str], tokens: Sequence[str], *, works: bool, work: str, limit: int) -> list[tuple[int, float]]:
    """Ids and scores of the best documents that hold any of the terms and carry any of the tokens."""
    if not terms or not tokens:
        return []
    marks = ", ".join(["%s"] * len(tokens))
    scope = f"d.is_gone = {'false' if connection.vendor == 'postgresql' else '0'}"
    scope += f" AND d.{_quoted_order()} IS {'' if works else 'NOT '}NULL"
    scope += f" AND EXISTS (SELECT 1 FROM search_searchtoken t WHERE t.work = d.work AND t.token IN ({marks}))"
    values: list[object] = [*tokens]
    if work:
        scope, values = f"{scope} AND d.work = %s", [*values, work]
    if connection.vendor == "postgresql":
        match = " | ".join(f"'{term}'" for term in terms)
        sql = (
            "SELECT d.id, ts_rank('{0.05, 0.2, 0.5, 1.0}', d.terms, q) AS score "  # noqa: S608  (values are parameters)
            f"FROM search_searchdocument d, to_tsquery('simple', %s) q WHERE d.terms @@ q AND {scope} "
            "ORDER BY score DESC, d.id LIMIT %s"
        )
        parameters = [match, *values, limit]
    else:
        match = " OR ".join(f'"{term}"' for term in terms)
        weights = ", ".join(map(str, _WEIGHTS))
        sql = (
            f"SELECT d.id, -bm25(search_fulltext, {weights}) AS score "  # noqa: S608  (values are parameters)
            f"FROM search_fulltext f JOIN search_searchdocument d ON d.id = f.rowid "
            f"WHERE search_fulltext MATCH %s AND {scope} ORDER BY score DESC, d.id LIMIT %s"
        )
        parameters = [match, *values, limit]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [(int(identifier), float(score)) for identifier, score in cursor.fetchall()]


def _quoted_order() -> str:
    return connection.ops.quote_name("order")

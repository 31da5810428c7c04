"""The three adapters of the search port, and which of them the settings choose."""

from functools import lru_cache

from django.conf import settings

from search.port import SearchEngine


@lru_cache(maxsize=3)
def engine(name: str) -> SearchEngine:
    """The adapter of this name, one a process; opens nothing until it is used."""
    if name == "tantivy":
        from search.engines.tantivy_engine import TantivyEngine  # noqa: PLC0415  (native library: only where chosen)

        return TantivyEngine(settings.SEARCH_INDEX_DIR)
    if name == "elasticsearch":
        from search.engines.elastic import ElasticsearchEngine  # noqa: PLC0415  (the client costs 0.5 s of start)

        return ElasticsearchEngine(settings.ELASTICSEARCH_URL, settings.SEARCH_INDEX_PREFIX)
    from search.engines.database import DatabaseEngine  # noqa: PLC0415  (imports models)

    return DatabaseEngine()


def chosen_engine() -> SearchEngine:
    """The engine that readers' queries go to."""
    return engine(settings.SEARCH_ENGINE)

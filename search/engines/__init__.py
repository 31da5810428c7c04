"""The engines behind the port: each made late, once a process, so that a process may fork before."""

from functools import cache

from django.conf import settings

from search.port import SearchEngine

_STAND_IN = "database"


def by_name(name: str) -> SearchEngine:
    """A new engine of that name, as the settings describe it; it opens nothing before the first question.

    Raises:
        LookupError: there is none of that name.
    """
    if name == "tantivy":
        from search.engines.tantivy_engine.engine import TantivyEngine  # noqa: PLC0415  (loads a native library)

        return TantivyEngine(settings.SEARCH_INDEX_DIR)
    if name == "database":
        from search.engines.database.engine import DatabaseEngine  # noqa: PLC0415  (has models)

        return DatabaseEngine()
    if name == "elasticsearch":
        from search.engines.elastic.engine import ElasticEngine  # noqa: PLC0415  (a big client)

        return ElasticEngine(settings.ELASTICSEARCH_URL, settings.SEARCH_INDEX_PREFIX, settings.ELASTICSEARCH_TIMEOUT)
    raise LookupError(f"there is no search engine called {name!r}")


@cache
def configured() -> SearchEngine:
    """The engine of settings.SEARCH_ENGINE."""
    return by_name(settings.SEARCH_ENGINE)


@cache
def stand_in() -> SearchEngine | None:
    """Who answers while that one is away: the database, unless it is the configured one."""
    return None if settings.SEARCH_ENGINE == _STAND_IN else by_name(_STAND_IN)

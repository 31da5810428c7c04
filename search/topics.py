"""Outbox topics: one for the chosen engine, one for the database, which stands in when the engine is away."""

from django.conf import settings

ENGINE, DATABASE = "index", "index-database"


def drains() -> dict[str, str]:
    """Topic to Celery task; where the database is the engine, one topic is enough."""
    found = {DATABASE: "search.tasks.drain_database"}
    if settings.SEARCH_ENGINE != "database":
        found[ENGINE] = "search.tasks.drain_engine"
    return found

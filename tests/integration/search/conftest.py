"""A school with books, and real engines on folders and tables of the test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cms.foundation.models import OutboxRow
from library_pages.catalogue import access
from search import engines, finding, topics
from search.engines.tantivy_engine.engine import TantivyEngine
from search.port import Query
from search.services.drain import drain
from tests.factories import schools

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import SimpleNamespace

    from cms.accounts.reader import Reader
    from search.port import Answer


@pytest.fixture
def at(transactional_db: None) -> SimpleNamespace:
    return schools.school()


@pytest.fixture
def tantivy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TantivyEngine:
    """The embedded engine on a folder of this test, configured; no index yet."""
    engine = TantivyEngine(tmp_path / "index")
    monkeypatch.setattr(engines, "configured", lambda: engine)
    return engine


@pytest.fixture
def drained() -> Callable[[], int]:
    """Drain both topics; how many rows that were."""
    return lambda: sum(drain(topic) for topic in topics.fed())


@pytest.fixture
def found() -> Callable[..., list[str]]:
    """Ids of the works that a reader finds, through everything that a request goes through."""

    def ask(reader: Reader, text: str = "", **fields: Any) -> list[str]:
        return [hit.id for hit in answer_for(reader, text, **fields).hits]

    return ask


def answer_for(reader: Reader, text: str, **fields: Any) -> Answer:
    """The answer to a reader's question."""
    return finding.find(Query(text, access.tokens_held(reader), **fields))


def rows(topic: str = topics.MAIN) -> list[str]:
    """Ids that wait for a topic, oldest first."""
    return list(OutboxRow.objects.filter(topic=topic).order_by("id").values_list("object_id", flat=True))

"""While the engine is away: saving works, the database answers under the same rule and says so, and it heals itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.enums import Role
from library_pages.catalogue import access
from library_pages.catalogue.enums import Audience
from search import engines, finding, topics
from search.port import EngineError, Query
from search.services.drain import drain
from tests.factories import publications, schools
from tests.harness.waiting import eventually
from tests.integration.search.conftest import answer_for, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def pupil(at):
    return schools.reader(Role.PUPIL, at)


@pytest.fixture
def library(at, tantivy):
    made = {
        "moon": publications.readable(at.shelf, "Chú Cuội cung trăng", "Chú Cuội bay lên cung trăng.", grade_from=4),
        "staff": publications.readable(at.shelf, "Đề thi trăng", "Bí mật của trăng.", audience=Audience.STAFF),
    }
    for topic in topics.fed():
        drain(topic)
    return made


@pytest.fixture
def away(library, tmp_path: Path) -> Callable[[bool], None]:
    """Takes the engine's folder away, or gives it back."""
    kept, place = tmp_path / "kept", tmp_path / "index"

    def switch(gone: bool) -> None:
        if gone:
            place.rename(kept)
            place.write_text("a file where the folder should be", "utf-8")
        else:
            place.unlink()
            kept.rename(place)

    # A reader that is open already goes on answering from what it has; a process that starts now finds nothing.
    engines.configured()._reader = None
    return switch


def test_the_stand_in_answers_and_says_so(away, library, pupil):
    assert not answer_for(pupil, "cung trang").degraded
    away(True)
    engines.configured()._reader = None
    answer = answer_for(pupil, "cung trang")
    assert (answer.degraded, answer.engine) == (True, "database")
    assert [hit.id for hit in answer.hits] == [str(library["moon"].uid)]
    assert "".join(text for text, marked in answer.hits[0].passages[0].snippet if marked) == "cung trăng"
    assert finding.suggest("chu c", access.tokens_held(pupil))[0].text == "Chú Cuội cung trăng"


def test_the_stand_in_keeps_the_same_access_rule(away, library, pupil, at):
    away(True)
    stranger = schools.reader(Role.PUPIL, schools.school())
    teacher = schools.reader(Role.TEACHER, at)
    for reader, expected in ((pupil, 1), (teacher, 2), (stranger, 0)):
        answer = answer_for(reader, "trang")
        assert (answer.degraded, answer.total, len(answer.hits)) == (True, expected, expected)
        assert sum(value.count for value in answer.facets.get("type", ())) == expected
    assert finding.suggest("de thi", access.tokens_held(pupil)) == ()
    assert answer_for(pupil, "bi mat", resource_id=str(library["staff"].uid)).total == 0
    assert finding.find(Query("trang", frozenset())).total == 0


def test_a_page_published_meanwhile_is_found_now_by_the_stand_in_and_later_by_the_engine(away, at, library, pupil):
    away(True)
    page = publications.readable(at.shelf, "Xuất bản lúc máy nghỉ", "Tiếng sáo diều.")
    for topic in topics.fed():
        drain(topic)
    answer = answer_for(pupil, "sao dieu")
    assert (answer.degraded, [hit.id for hit in answer.hits]) == (True, [str(page.uid)])
    assert str(page.uid) in rows(topics.MAIN)
    assert rows(topics.STAND_IN) == []
    away(False)
    drain(topics.MAIN)
    eventually(lambda: not answer_for(pupil, "sao dieu").degraded)
    assert [hit.id for hit in answer_for(pupil, "sao dieu").hits] == [str(page.uid)]


def test_after_the_first_reader_the_engine_is_left_alone(away, pupil, monkeypatch):
    away(True)
    engine, asked = engines.configured(), []
    search = engine.search
    monkeypatch.setattr(engine, "search", lambda query: asked.append(query) or search(query))
    for _ in range(5):
        assert answer_for(pupil, "trang").degraded
    assert len(asked) == 1


def test_the_results_page_says_that_the_stand_in_answered(away, library, at):
    client = Client()
    client.force_login(schools.pupil(at))
    away(True)
    context = client.get(reverse("search:results"), {"q": "cung trang"}).context["context"]
    assert [result.title for result in context.results] == ["Chú Cuội cung trăng"]
    assert context.notice is not None
    away(False)
    eventually(lambda: client.get(reverse("search:results"), {"q": "cung trang"}).context["context"].notice is None)


def test_when_nobody_can_answer_the_page_says_so_and_suggestions_are_empty(away, library, at, monkeypatch):
    client = Client()
    client.force_login(schools.pupil(at))
    away(True)
    monkeypatch.setattr(engines, "stand_in", engines.configured)
    response = client.get(reverse("search:results"), {"q": "cung trang"})
    assert response.status_code == 503
    assert response.context["context"].empty is not None
    assert client.get(reverse("search:suggest"), {"q": "cung"}).json()["suggestions"] == []
    with pytest.raises(EngineError):
        finding.find(Query("cung trang", frozenset({"public"})))


def test_where_the_database_is_the_engine_there_is_one_topic_and_nothing_is_degraded(at, settings, monkeypatch, pupil):
    database = engines.by_name("database")
    monkeypatch.setattr(engines, "configured", lambda: database)
    monkeypatch.setattr(engines, "stand_in", lambda: None)
    page = publications.readable(at.shelf, "Chỉ một máy", "Sáo diều.")
    assert topics.fed() == (topics.MAIN,)
    drain(topics.MAIN)
    answer = answer_for(pupil, "sao dieu")
    assert (answer.degraded, answer.engine, [hit.id for hit in answer.hits]) == (False, "database", [str(page.uid)])
    with pytest.raises(LookupError):
        topics.engine_of(topics.STAND_IN)

"""A statistic is one row: what counts, keeps, compares and shows it reads the table."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from analytics import statistics
from analytics.calendar import Week
from analytics.models import ClassDay, WeeklyReport, WeekRelease
from analytics.selectors.week import week_figures
from analytics.services import releases, reports
from analytics.statistics import STATISTICS, STORED, Surface
from cms.run.options import ROOT
from tests.factories.usage import event, post
from tests.integration.analytics.mailing import LAST_WEEK, MONDAY_MORNING, principal, read

LAST = Week(LAST_WEEK.date() - timedelta(days=2))


@pytest.fixture
def week(at, book, clock):
    """Twelve pupils have read last week; now it is Monday morning."""
    at.school.created_at = LAST_WEEK - timedelta(days=100)
    at.school.save()
    read(at, book, 12, LAST_WEEK, clock)
    clock.time = MONDAY_MORNING
    return at


def page_of(at):
    client = Client()
    client.force_login(principal(at))
    return client.get(f"/thong-ke/?week={LAST}").content.decode()


def test_a_stored_statistic_is_shown_everywhere_by_its_row_alone(week, monkeypatch):
    assert "lượt ghé xem" not in page_of(week)
    rows = tuple(
        replace(row, label="lượt ghé xem", definition="Trong %(requests)s lượt mở.", shown=frozenset(Surface))
        if row.name == "investigations"
        else row
        for row in STATISTICS
    )
    monkeypatch.setattr(statistics, "STATISTICS", rows)
    page = page_of(week)
    assert re.search(r'stats__value">12</p>\s*<p class="stats__label">lượt ghé xem', page)
    assert "Trong 12 lượt mở." in page
    assert reports.plan(week.school, LAST)
    mail = WeeklyReport.objects.get()
    assert "12 lượt ghé xem" in mail.text
    assert "lượt ghé xem" in mail.html
    assert mail.figures["investigations"]["now"] == 12


def test_every_row_is_a_column_of_the_facts_and_in_each_release(week):
    releases.release(week.school, LAST)
    kept = WeekRelease.objects.get(week=LAST.monday).figures["whole"]
    assert set(kept) == {"readers", *STORED}
    assert all(ClassDay._meta.get_field(name) for name in STORED)


def test_a_week_that_was_released_before_a_statistic_existed_does_not_say_nought(week):
    releases.release(week.school, LAST)
    row = WeekRelease.objects.get(week=LAST.monday)
    del row.figures["whole"]["investigations"]
    row.save()
    figures = week_figures(week.school, LAST, smallest=5)
    assert figures.whole["investigations"].is_hidden
    assert figures.whole["requests"].now == 12


def test_looks_of_others_are_hidden_in_a_week_without_readers(app, at, book, clock):
    post(app, event("investigate", book.uid))
    clock.time = MONDAY_MORNING
    releases.release(at.school, LAST)
    assert week_figures(at.school, LAST, smallest=5).whole["investigations"].is_hidden


def test_a_statistic_is_written_down_in_the_table_and_where_it_is_computed_and_nowhere_else():
    folder = Path(ROOT) / "analytics"
    files = [path for path in folder.rglob("*") if path.suffix in {".py", ".html", ".txt"}]
    naming = {
        str(path.relative_to(folder))
        for path in files
        if "migrations" not in path.parts and re.search(r"\bfinishes\b", path.read_text("utf-8"))
    }
    assert naming == {"statistics.py", "counting.py"}

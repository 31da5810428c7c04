"""What was searched for: words that enough different pupils asked for, kept by week when their events are gone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from analytics.calendar import Week
from analytics.models import Event, WeekRelease
from analytics.selectors.week import week_figures
from analytics.services import ingest, releases, rollup
from analytics.services.forgetting import forget_old
from cms.accounts.enums import Role
from cms.accounts.reader import reader_for
from tests.factories import schools
from tests.factories.usage import event
from tests.integration.analytics.mailing import LAST_WEEK, MONDAY_MORNING, principal

W48 = Week(date(2026, 11, 23))


@pytest.fixture
def searched(at, book, clock):
    """Searches of last week: words, how many of 17 pupils, results. Who searched has read too. Now it is Monday."""
    pupils = [schools.pupil(at) for _ in range(17)]

    def search(words, count, results=0, *, first=0, people=pupils, moment=LAST_WEEK):
        now, clock.time = clock.time, max(clock.time, moment + timedelta(hours=1))
        for person in people[first : first + count]:
            said = [event("search", None, moment, term=words, results=results), event("request", book.uid, moment)]
            ingest.take(reader_for(person), said, sent_at=clock.time, device="d")
        clock.time = now

    clock.time = MONDAY_MORNING
    return search


def terms(at, smallest=5):
    releases.release(at.school, W48)
    figures = week_figures(at.school, W48, smallest=smallest)
    return [(each.words, each.pupils, each.was_found) for each in figures.terms]


def page(at):
    client = Client()
    client.force_login(principal(at, ""))
    return client.get(f"/thong-ke/?week={W48}").content.decode()


def test_words_of_five_pupils_are_shown_as_most_have_written_them(at, searched):
    searched("Khủng  long", 6)
    searched("khung long", 7)
    searched("Trăng", 5, results=3)
    searched("truyện ma", 4)
    assert terms(at) == [("khung long", 7, False), ("trăng", 5, True)]
    assert "trăng" in page(at)
    assert "truyện ma" not in page(at)
    assert terms(at, smallest=10) == []


def test_one_pupil_who_asks_often_is_one(at, searched):
    for _time in range(20):
        searched("truyện ma", 4)
    assert terms(at) == []


def test_what_teachers_search_for_is_not_told(at, searched):
    searched("đề thi", 6, people=[schools.user(Role.TEACHER, at) for _ in range(6)])
    searched("trăng", 12)
    assert terms(at) == [("trăng", 12, False)]


def test_a_running_week_says_nothing_of_searches(at, searched, clock):
    searched("trăng", 12)
    clock.time = LAST_WEEK + timedelta(hours=2)
    assert terms(at) == []
    assert "trăng" not in page(at)


def test_what_is_reported_late_changes_no_word(at, searched):
    searched("trăng", 12)
    before = terms(at)
    searched("trăng", 5, first=12)
    searched("khủng long", 17)
    assert terms(at) == before == [("trăng", 12, False)]
    assert week_figures(at.school, W48, smallest=5).readers.now == 17, "the week has been restated"


def test_demand_outlives_its_events(at, searched, clock):
    searched("trăng", 6)
    searched("truyện ma", 4)
    for _night in range(101):
        clock.pass_by(days=1)
        forget_old()
    assert not Event.objects.exists()
    assert terms(at) == [("trăng", 6, False)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT figures FROM analytics_weekrelease")
        assert not any("truy" in str(figures) for (figures,) in cursor.fetchall()), "words of few are kept nowhere"


def test_a_machine_that_was_off_all_summer_keeps_what_was_searched_for_before(at, searched, clock):
    searched("trăng", 6)
    clock.pass_by(days=150)
    rollup.roll_up()
    forget_old()
    assert not Event.objects.exists()
    assert [each["words"] for each in WeekRelease.objects.get(week=W48.monday).figures["terms"]] == ["trăng"]

"""Weeks that are over stand still: whatever becomes of the catalogue and of the classes, they say what they said."""

import importlib
import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.test import Client

from analytics.calendar import Week
from analytics.models import ClassDay, Event, ItemDescription, ReaderDay, TitleDay, WeeklyReport, WeekRelease
from analytics.selectors.counts import week_counts
from analytics.selectors.week import week_figures
from analytics.services import ingest, releases, reports, rollup
from cms.accounts.enums import Role
from cms.accounts.models import Enrolment, SchoolClass, SchoolYear
from cms.accounts.reader import reader_for
from cms.foundation import clock as time
from library_pages.catalogue.models import Level, LevelScale, ResourcePage, Subject
from tests.factories import catalogue, schools
from tests.factories.streams import facts
from tests.factories.usage import event
from tests.integration.analytics.mailing import LAST_WEEK, MONDAY_MORNING, principal

W48 = Week(date(2026, 11, 23))
_MIGRATION = importlib.import_module("analytics.migrations.0004_fill_descriptions")


@pytest.fixture
def shelf_of_ten(at):
    scale = LevelScale.objects.create(name="Mức đọc A–F")
    levels = [Level.objects.create(scale=scale, label=label, rank=rank) for rank, label in enumerate("AB")]
    subject = Subject.objects.create(name="Khoa học")
    books = [
        catalogue.ebook(
            at.shelf, f"Sách cũ {number}", level=levels[number % 2], grade_from=2, grade_to=4, language="en"
        )
        for number in range(10)
    ]
    for book in books:
        book.subjects.add(subject)
        book.save()
    return books


@pytest.fixture
def read_week(at, shelf_of_ten, clock):
    """Twelve pupils each of three classes have opened all ten books last week; now it is Monday morning."""
    at.school.created_at = LAST_WEEK - timedelta(days=100)
    at.school.save()
    pupils = [schools.pupil(at, grade) for grade in (2, 3, 4) for _ in range(12)]
    clock.time = LAST_WEEK + timedelta(hours=1)
    for number, pupil in enumerate(pupils):
        said = [event("request", book.uid, LAST_WEEK) for book in shelf_of_ten[: 10 - number % 4]]
        ingest.take(reader_for(pupil), said, sent_at=clock.time, device="d")
    rollup.roll_up()
    clock.time = MONDAY_MORNING
    return pupils


def page_said(at):
    client = Client()
    client.force_login(principal(at, ""))
    content = client.get(f"/thong-ke/?week={W48}").content.decode()
    body = re.search(r"<main.*</main>", content, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def mail_said(at):
    assert reports.plan(at.school, W48, anew=True)
    row = WeeklyReport.objects.order_by("version").last()
    return row.subject, row.text, row.html, bytes(row.chart), row.figures


def turn_everything_over(at, books, pupils):
    """Each item with another title, level, subject, band and language, one deleted; each pupil in another class."""
    scale, subject = LevelScale.objects.create(name="Thang mới"), Subject.objects.create(name="Lịch sử")
    level = Level.objects.create(scale=scale, label="Khó", rank=9)
    for book in books:
        book.title, book.level, book.grade_from, book.grade_to, book.language = f"Mới {book.pk}", level, 8, 9, "fr"
        book.subjects.set([subject])
        book.save()
    ResourcePage.objects.get(pk=books[0].pk).specific.delete()
    new = SchoolClass.objects.create(year=at.year, name="9Z", grade=9, code="990099")
    for number, pupil in enumerate(pupils, 1):
        Enrolment.objects.filter(membership__user=pupil).delete()
        Enrolment.objects.create(membership=pupil.memberships.get(), school_class=new, number=number)
    SchoolClass.objects.filter(year=at.year, grade=2).update(name="2X")
    SchoolClass.objects.get(year=at.year, grade=3).delete()


def test_page_mail_and_export_of_an_old_week_stand_when_everything_else_has_changed(at, shelf_of_ten, read_week):
    principal(at, "ban@hoa-gao.example")
    page, mail = page_said(at), mail_said(at)
    assert "Sách cũ 0" in page
    assert "Sách cũ 0" in mail[1]
    turn_everything_over(at, shelf_of_ten, read_week)
    assert page_said(at) == page
    assert mail_said(at) == mail


def test_events_say_the_same_when_all_is_counted_anew(at, shelf_of_ten, read_week):
    releases.release(at.school, W48)
    before, counts = facts(), week_counts(at.school, W48)
    turn_everything_over(at, shelf_of_ten, read_week)
    rollup.rebuild()
    assert facts() == before
    anew = week_counts(at.school, W48)
    assert [(each.description, each.counts) for each in anew.titles] == [
        (each.description, each.counts) for each in counts.titles
    ]
    named = {each.pk: (each.name, each.grade, each.counts) for each in counts.classes}
    assert {each.pk: (each.name, each.grade, each.counts) for each in anew.classes if each.pk in named} == named


def test_late_reports_change_the_numbers_of_an_old_week_and_none_of_its_words(at, shelf_of_ten, read_week, clock):
    releases.release(at.school, W48)
    before = week_figures(at.school, W48, smallest=5)
    turn_everything_over(at, shelf_of_ten, read_week)
    pupils = [schools.pupil(at, 4) for _ in range(6)]
    for pupil in pupils:
        said = [event("request", shelf_of_ten[5].uid, LAST_WEEK + timedelta(hours=2))]
        ingest.take(reader_for(pupil), said, sent_at=clock.time, device="d")
    releases.release(at.school, W48)
    after = week_figures(at.school, W48, smallest=5)
    assert after.whole["requests"].now == before.whole["requests"].now + 6
    assert {each.uid: each.title for each in after.titles} == {each.uid: each.title for each in before.titles}
    words = [(each.names, each.grade, each.enrolled) for each in before.classes]
    assert [(each.names, each.grade, each.enrolled) for each in after.classes] == words


def test_an_event_keeps_what_the_catalogue_said_of_its_item(at, shelf_of_ten, read_week):
    book = shelf_of_ten[1]
    kept = Event.objects.filter(item=book.uid).first().description
    turn_everything_over(at, shelf_of_ten, read_week)
    kept.refresh_from_db()
    assert (kept.title, kept.level, kept.grade_from, kept.grade_to) == ("Sách cũ 1", "Mức đọc A–F: B", 2, 4)
    assert [name for _pk, name in kept.subjects] == ["Khoa học"]
    assert (kept.language, kept.audience, kept.form, kept.owner_id) == ("en", "school", "tablet", at.school.pk)
    assert ItemDescription.objects.count() == 10, "the same description is one row"


def test_a_deleted_title_is_named_only_for_whoever_might_have_opened_it(at, shelf_of_ten, read_week):
    book = shelf_of_ten[0]
    releases.release(at.school, W48)
    staff = ItemDescription.objects.filter(item=book.uid)
    staff.update(audience="staff")  # as if it had been kept for staff when it was read
    ResourcePage.objects.get(pk=book.pk).specific.delete()
    board = Client()
    board.force_login(schools.user(Role.BOARD, at))
    assert "Sách cũ 0" not in board.get(f"/thong-ke/?week={W48}").content.decode()
    assert "Sách cũ 0" in page_said(at)


def test_what_was_read_before_the_summer_counts_for_the_class_of_that_time(at, book, pupil):
    at.year.starts, at.year.ends = date(2025, 11, 16), date(2026, 8, 15)
    at.year.save()
    old = SchoolClass.objects.get()
    year = SchoolYear.objects.create(school=at.school, label="mới", starts="2026-11-16", ends="2027-08-15")
    new = SchoolClass.objects.create(year=year, name="5A", grade=5, code="501234")
    Enrolment.objects.create(membership=pupil.memberships.get(), school_class=new, number=1)
    said = [event("request", book.uid, time.now() - timedelta(days=days)) for days in (20, 0)]
    ingest.take(reader_for(pupil), said, sent_at=time.now(), device="d")
    rows = Event.objects.order_by("occurred_at").values_list("class_id", "class_name", "grade", "year_id")
    assert list(rows) == [(old.pk, "4A", 4, at.year.pk), (new.pk, "5A", 5, year.pk)]


def test_the_migration_gives_what_is_there_the_words_of_today(at, shelf_of_ten, read_week, monkeypatch):
    releases.release(at.school, W48)
    before, released = facts(), WeekRelease.objects.get(week=W48.monday).figures
    Event.objects.update(description=None, class_name="")
    ReaderDay.objects.update(description_id=0, class_name="", grade=0)
    TitleDay.objects.update(description_id=0)
    ClassDay.objects.update(class_name="", grade=0)
    row = WeekRelease.objects.get(week=W48.monday)
    for each in row.figures["titles"]:
        del each["description"]
    row.save()
    known = dict(ItemDescription.objects.values_list("item", "digest"))
    monkeypatch.setattr(_MIGRATION, "RANGE", 7)
    for _time in range(2):  # one that was interrupted is run again
        _MIGRATION.fill(apps, None)
        assert dict(ItemDescription.objects.values_list("item", "digest")) == known, "digested as new events are"
        assert facts() == before
        row.refresh_from_db()
        assert row.figures == released
    rollup.rebuild()
    assert facts() == before, "and so are the events"

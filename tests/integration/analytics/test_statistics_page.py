"""`/thong-ke/`: current, the same digits everywhere, for those who lead the school, and silent about small groups."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analytics import selectors, services
from analytics.calendar import Week, local
from analytics.figures import HIDDEN
from analytics.models import Event
from analytics.services import rollup
from cms.accounts.enums import Role
from cms.accounts.models import SchoolClass
from cms.accounts.reader import reader_for
from cms.foundation import clock as time
from tests.factories import catalogue, schools
from tests.factories.usage import event
from tests.integration.analytics.mailing import principal, read


@pytest.fixture
def now(clock):
    return clock()


@pytest.fixture
def browser(at):
    client = Client()
    client.force_login(principal(at, ""))
    return client


def words(response):
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def figures_of(at):
    week = Week.of(local(time.now()).date())
    return selectors.week_figures(at.school, week, services.catch_up())


def in_class(at, name, grade, count):
    made = SchoolClass.objects.create(year=at.year, name=name, grade=grade, code=f"77{grade}{len(name)}{count:02}")
    people = [schools.user(Role.PUPIL, at) for _ in range(count)]
    for number, person in enumerate(people, 1):
        schools.Enrolment.objects.create(membership=person.memberships.get(), school_class=made, number=number)
    return people


def opens(people, book):
    for person in people:
        services.take(reader_for(person), [event("request", book.uid)], sent_at=time.now(), device="d")


def test_what_was_read_a_moment_ago_is_there_without_any_worker(at, book, browser, clock, now):
    read(at, book, 6, now - timedelta(hours=1), clock)
    assert Event.objects.count() == 12
    said = words(browser.get("/thong-ke/"))
    assert "6 trong 6 học sinh đã đọc, nghe hoặc xem trong tuần 48" in said
    assert "1 giờ 00 phút" in said
    assert "Dế Mèn phiêu lưu ký" in said
    assert "Số liệu đến 08:30 ngày 24/11/2026" in said


def test_a_week_is_compared_with_the_same_days_of_the_one_before(at, book, browser, clock, now):
    read(at, book, 6, now - timedelta(days=7, hours=1), clock)
    read(at, book, 9, now - timedelta(days=3), clock)  # last Saturday, which this week has not come to
    read(at, book, 8, now - timedelta(hours=1), clock)
    said = words(browser.get("/thong-ke/"))
    assert "8 trong 23 học sinh" in said
    assert "nhiều hơn cùng những ngày này tuần trước dưới 5 em" not in said
    assert "nhiều hơn cùng những ngày này tuần trước 2 em" in said
    past = words(browser.get("/thong-ke/?week=2026-W47"))
    assert "15 trong 23 học sinh đã đọc, nghe hoặc xem trong tuần 47." in past


def test_figures_by_type_class_and_title_add_up(at, book, clock):
    other = catalogue.ebook(at.shelf, "Đất rừng phương Nam")
    first, second = in_class(at, "5A", 5, 6), in_class(at, "5B", 5, 7)
    opens(first + second, book)
    clock.pass_by(minutes=2)
    opens(second, other)
    figures = figures_of(at)
    assert (figures.requests.now, figures.readers.now, figures.enrolled) == (20, 13, 13)
    assert [(each.name, each.readers.now, each.requests.now, each.share) for each in figures.classes] == [
        ("5A", 6, 6, 100),
        ("5B", 7, 14, 100),
    ]
    assert [(each.title, each.requests.now, each.readers.now) for each in figures.titles] == [
        ("Dế Mèn phiêu lưu ký", 13, 13),
        ("Đất rừng phương Nam", 7, 7),
    ]
    assert [(each.slug, each.requests.now, each.readers.now) for each in figures.types] == [("ebook", 20, 13)]


def test_what_teachers_read_is_counted_and_not_shown(at, book):
    opens([schools.user(Role.TEACHER, at)], book)
    assert figures_of(at).is_empty
    assert Event.objects.count() == 1


def test_small_groups_are_not_shown_nor_what_would_give_them_away(at, book, browser):
    opens(in_class(at, "1A", 1, 4), book)
    opens(in_class(at, "2A", 2, 6), book)
    opens(in_class(at, "3A", 3, 9), book)
    shown = figures_of(at).for_eyes_of(5)
    assert [each.readers.now for each in shown.classes] == [HIDDEN, HIDDEN, 9]
    assert [each.requests.now for each in shown.classes] == [HIDDEN, HIDDEN, 9]
    table = re.findall(r"<tr>(.*?)</tr>", browser.get("/thong-ke/").content.decode(), re.DOTALL)
    row = next(each for each in table if "1A" in each)
    assert re.findall(r"<td>(.*?)</td>", row) == ["dưới 5 em", "4", "–", "–", "–"]


def test_two_small_classes_need_no_third(at, book):
    opens(in_class(at, "1A", 1, 3), book)
    opens(in_class(at, "2A", 2, 4), book)
    opens(in_class(at, "3A", 3, 6), book)
    assert [each.readers.now for each in figures_of(at).for_eyes_of(5).classes] == [HIDDEN, HIDDEN, 6]


def test_fewer_than_five_readers_of_a_title_are_not_counted_out(at, book, browser, clock, now):
    read(at, book, 3, now - timedelta(hours=1), clock)
    said = words(browser.get("/thong-ke/"))
    assert "Dưới 5 em đã đọc, nghe hoặc xem" in said
    assert "3 em" not in said


def test_a_busy_tail_is_said_to_be_waiting(at, book, browser, clock, now, monkeypatch):
    monkeypatch.setattr(rollup, "RANGE", 1)
    read(at, book, 6, now - timedelta(hours=1), clock)
    assert "Còn 8 lượt đang được cộng thêm." in words(browser.get("/thong-ke/"))
    assert "Còn 4 lượt đang được cộng thêm." in words(browser.get("/thong-ke/"))


def test_nothing_read_yet_says_so(at, browser):
    said = words(browser.get("/thong-ke/"))
    assert "Tuần này chưa có em nào đọc." in said
    assert "NaN" not in said


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.BOARD, Role.LIBRARIAN, Role.ADMINISTRATOR])
def test_those_who_lead_the_school_see_it(at, role):
    client = Client()
    client.force_login(schools.user(role, at))
    assert client.get("/thong-ke/").status_code == 200


@pytest.mark.parametrize("role", [Role.PUPIL, Role.TEACHER, Role.PROVINCE, None])
def test_nobody_else_sees_it(at, role):
    client = Client()
    client.force_login(schools.user(role, at if role in {Role.PUPIL, Role.TEACHER} else None))
    assert client.get("/thong-ke/").status_code == 403


def test_a_visitor_is_asked_to_sign_in(at):
    assert Client().get("/thong-ke/").url == "/vao/?next=/thong-ke/"


def test_another_school_shows_its_own_figures(at, book, clock, now):
    read(at, book, 6, now - timedelta(hours=1), clock)
    other = schools.school("Trường khác")
    client = Client()
    client.force_login(principal(other, ""))
    assert "Dế Mèn" not in words(client.get("/thong-ke/"))


@pytest.mark.parametrize("word", ["2026-W49", "2026-W60", "x", "2026-W", "9999-W99", "²026-W47"])
def test_a_week_that_is_none_is_not_found(at, browser, word):
    assert browser.get("/thong-ke/", {"week": word}).status_code == 404


def test_a_page_takes_as_many_queries_for_many_classes_and_titles(at, book, browser, clock):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            browser.get("/thong-ke/")
        return len(queries)

    opens(in_class(at, "1A", 1, 5), book)
    browser.get("/thong-ke/")
    few = asked()
    for grade in range(2, 7):
        people = in_class(at, f"{grade}A", grade, 5)
        for number in range(2):
            clock.pass_by(minutes=2)
            opens(people, catalogue.ebook(at.shelf, f"Sách {grade} {number}"))
    browser.get("/thong-ke/")
    assert asked() == few
    assert few <= 30


def test_english_has_all_words(at, book, browser, clock, now):
    read(at, book, 6, now - timedelta(hours=1), clock)
    browser.cookies["django_language"] = "en"
    said = words(browser.get("/thong-ke/"))
    assert "6 of 6 pupils have read, listened or watched in week 48." in said
    assert "How it is counted" in said


def test_the_pages_menu_leads_those_there_who_may_go(at, browser, pupil):
    assert 'href="/thong-ke/"' in browser.get("/").content.decode()
    other = Client()
    other.force_login(pupil)
    assert 'href="/thong-ke/"' not in other.get("/").content.decode()


def test_only_pages_of_counted_readers_name_the_address_for_events(at, browser, pupil):
    assert '<meta name="usage-url" content="/api/v1/events"' in browser.get("/").content.decode()
    assert "usage-url" not in Client().get("/").content.decode()

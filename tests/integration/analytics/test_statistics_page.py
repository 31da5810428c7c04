"""`/thong-ke/`: the same digits everywhere, for those who lead the school, in steps, and silent about small groups."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analytics import tasks
from analytics.calendar import Week
from analytics.figures import HIDDEN
from analytics.models import Event, WeekRelease
from analytics.selectors.week import week_figures
from analytics.services import ingest, releases, rollup
from cms.accounts.enums import Role
from cms.accounts.models import SchoolClass
from cms.accounts.reader import reader_for
from cms.foundation import clock as time
from tests.factories import catalogue, schools
from tests.factories.usage import event
from tests.integration.analytics.mailing import MONDAY_MORNING, principal, read

W48 = Week(date(2026, 11, 23))


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


def figures_of(at, smallest=5, week=W48):
    releases.release(at.school, week)
    return week_figures(at.school, week, smallest=smallest)


def in_class(at, name, grade, count):
    made = SchoolClass.objects.create(year=at.year, name=name, grade=grade, code=f"77{grade}{len(name)}{count:02}")
    people = [schools.user(Role.PUPIL, at) for _ in range(count)]
    for number, person in enumerate(people, 1):
        schools.Enrolment.objects.create(membership=person.memberships.get(), school_class=made, number=number)
    return people


def opens(people, book):
    for person in people:
        ingest.take(reader_for(person), [event("request", book.uid)], sent_at=time.now(), device="d")


@pytest.fixture
def monday(clock):
    """Call it when the week is to be over."""

    def over():
        clock.time = MONDAY_MORNING

    return over


def test_a_full_week_is_there_without_any_worker(at, book, browser, clock, now, monday):
    read(at, book, 6, now - timedelta(hours=1), clock)
    assert Event.objects.count() == 12
    monday()
    said = words(browser.get("/thong-ke/?week=2026-W48"))
    assert "6 trong 6 học sinh đã đọc, nghe hoặc xem trong tuần 48" in said
    assert "1 giờ 00 phút" in said
    assert "Dế Mèn phiêu lưu ký" in said
    assert "Số liệu đến 07:10 ngày 30/11/2026" in said


def test_a_full_week_is_compared_with_the_one_before(at, book, browser, clock, now, monday):
    read(at, book, 6, now - timedelta(days=7, hours=1), clock)
    read(at, book, 9, now - timedelta(days=3), clock)
    read(at, book, 17, now - timedelta(hours=1), clock)
    monday()
    assert "17 trong 32 học sinh" in words(browser.get("/thong-ke/?week=2026-W48"))
    assert "nhiều hơn tuần trước 2 em" in words(browser.get("/thong-ke/?week=2026-W48"))
    past = words(browser.get("/thong-ke/?week=2026-W47"))
    assert "15 trong 32 học sinh đã đọc, nghe hoặc xem trong tuần 47." in past


def test_figures_by_type_class_and_title_add_up(at, book, clock, monday):
    other = catalogue.ebook(at.shelf, "Đất rừng phương Nam")
    first, second = in_class(at, "5A", 5, 6), in_class(at, "5B", 5, 7)
    opens(first + second, book)
    clock.pass_by(minutes=2)
    opens(second, other)
    monday()
    figures = figures_of(at)
    assert (figures.whole["requests"].now, figures.readers.now, figures.enrolled) == (20, 13, 13)
    assert [(each.names, each.readers.now, each.requests.now, each.share) for each in figures.classes] == [
        (("5A",), 6, 6, 100),
        (("5B",), 7, 14, 100),
    ]
    assert [(each.title, each.requests.now, each.readers.now) for each in figures.titles] == [
        ("Dế Mèn phiêu lưu ký", 13, 13),
        ("Đất rừng phương Nam", 7, 7),
    ]
    assert [(each.slug, each.requests.now, each.readers.now) for each in figures.types] == [("ebook", 20, 13)]


def test_pupils_without_a_class_are_a_line_of_their_own(at, book, monday):
    opens([schools.user(Role.PUPIL, at) for _ in range(6)] + in_class(at, "5A", 5, 7), book)
    monday()
    assert [(each.names, each.readers.now) for each in figures_of(at).classes] == [(("5A",), 7), (("",), 6)]


def test_what_teachers_read_is_counted_and_not_shown(at, book, monday):
    opens([schools.user(Role.TEACHER, at)], book)
    monday()
    assert figures_of(at).is_empty
    assert Event.objects.count() == 1


def test_small_classes_are_counted_together_with_the_next_one(at, book, browser, monday):
    opens(in_class(at, "1A", 1, 4), book)
    opens(in_class(at, "2A", 2, 6), book)
    opens(in_class(at, "3A", 3, 9), book)
    monday()
    shown = figures_of(at).classes
    assert [(each.names, each.readers.now, each.requests.now) for each in shown] == [
        (("3A",), 9, 9),
        (("1A", "2A"), 10, 10),
    ]
    table = re.findall(r"<tr>(.*?)</tr>", browser.get("/thong-ke/?week=2026-W48").content.decode(), re.DOTALL)
    row = next(each for each in table if "1A" in each)
    assert re.findall(r"<td>(.*?)</td>", row) == ["10", "10", "10", "0 phút", "–"]


def test_two_small_classes_that_are_enough_together_need_no_third(at, book, monday):
    opens(in_class(at, "1A", 1, 3), book)
    opens(in_class(at, "2A", 2, 4), book)
    opens(in_class(at, "3A", 3, 6), book)
    monday()
    assert [(each.names, each.readers.now) for each in figures_of(at).classes] == [(("3A",), 6), (("1A", "2A"), 7)]


def test_five_pupils_of_five_classes_are_not_one_each(at, book, browser, monday):
    for grade in range(1, 6):
        opens(in_class(at, f"{grade}A", grade, 7)[:1], book)
    in_class(at, "6A", 6, 7)
    monday()
    (line,) = figures_of(at).classes
    assert (line.names, line.readers.now) == (("1A", "2A", "3A", "4A", "5A", "6A"), 5)
    assert "1A, 2A, 3A, 4A, 5A, 6A" in words(browser.get("/thong-ke/?week=2026-W48"))


def test_a_school_with_fewer_than_five_readers_shows_that_and_nothing_else(at, book, browser, clock, now, monday):
    read(at, book, 3, now - timedelta(hours=1), clock)
    monday()
    said = words(browser.get("/thong-ke/?week=2026-W48"))
    assert "Dưới 5 em đã đọc, nghe hoặc xem" in said
    assert "Dế Mèn" not in said
    assert "3 em" not in said
    assert "30 phút" not in said


def test_titles_with_fewer_than_five_readers_show_neither_openings_nor_time(at, book, browser, clock, monday):
    rare = catalogue.ebook(at.shelf, "Đất rừng phương Nam")
    people = in_class(at, "5A", 5, 12)
    opens(people, book)
    opens(people[:2], rare)
    third = catalogue.ebook(at.shelf, "Lá cờ thêu sáu chữ vàng")
    opens(people[:7], third)
    monday()
    said = words(browser.get("/thong-ke/?week=2026-W48"))
    assert "Dế Mèn phiêu lưu ký" in said
    assert "Đất rừng" not in said
    assert "Lá cờ" not in said, "the type less its titles would be the rare one"


def test_one_pupil_who_opens_a_book_changes_nothing_that_is_seen(at, book, browser, clock):
    people = in_class(at, "5A", 5, 20)
    opens(people[:12], book)
    before = words(browser.get("/thong-ke/"))
    clock.pass_by(minutes=1)
    opens(people[12:13], catalogue.ebook(at.shelf, "Đất rừng phương Nam"))
    assert words(browser.get("/thong-ke/")) == before


def test_a_running_week_moves_on_a_step_behind(at, book, browser, clock):
    people, shown = in_class(at, "5A", 5, 20), []
    for number in range(0, 20, 5):
        clock.pass_by(minutes=1)
        opens(people[number : number + 5], book)
        (line,) = figures_of(at).classes
        shown.append((line.readers.now, figures_of(at).readers.now))
    assert shown == [(HIDDEN, HIDDEN), (5, 5), (10, 10), (15, 15)]
    said = words(browser.get("/thong-ke/"))
    assert "15 trong 20 học sinh đã đọc, nghe hoặc xem trong tuần 48, tính đến nay." in said
    assert "Số liệu theo dạng, theo nhan đề và những từ được tìm hiện khi hết tuần, từ 7:00 ngày 30/11/2026." in said
    assert "Dế Mèn" not in said


def test_a_running_week_calls_no_class_low(at, book, browser, clock):
    people = in_class(at, "5A", 5, 30)
    for number in (0, 5):
        clock.pass_by(minutes=1)
        opens(people[number : number + 5], book)
        said = browser.get("/thong-ke/").content.decode()
    assert "5A: 17%" in said
    assert "point--low" not in said


def test_the_beat_takes_the_steps_that_nobody_looks_at(at, book, clock):
    people = in_class(at, "5A", 5, 20)
    for number in range(0, 20, 5):
        clock.pass_by(minutes=1)
        opens(people[number : number + 5], book)
        tasks.roll_up()
    assert WeekRelease.objects.get().steps[str(SchoolClass.objects.get().pk)]["shown"]["readers"] == 15


def test_a_full_week_stands_whatever_one_device_reports_late(at, book, browser, clock, monday):
    people = in_class(at, "5A", 5, 20)
    opens(people[:12], book)
    moment = clock()
    monday()
    before = words(browser.get("/thong-ke/?week=2026-W48"))
    ingest.take(reader_for(people[15]), [event("request", book.uid, moment)], sent_at=time.now(), device="d")
    assert words(browser.get("/thong-ke/?week=2026-W48")) == before
    for person in people[16:20]:
        ingest.take(reader_for(person), [event("request", book.uid, moment)], sent_at=time.now(), device="d")
    assert "17 trong 20 học sinh" in words(browser.get("/thong-ke/?week=2026-W48"))


def test_late_reports_that_would_uncover_a_hidden_class_change_nothing(at, book, browser, clock, monday):
    first, second = in_class(at, "1A", 1, 9), in_class(at, "2A", 2, 7)
    opens(first[:3] + second[:6] + in_class(at, "3A", 3, 12), book)
    moment = clock()
    monday()
    before = words(browser.get("/thong-ke/?week=2026-W48"))
    for person in first[3:9]:
        ingest.take(reader_for(person), [event("request", book.uid, moment)], sent_at=time.now(), device="d")
    assert words(browser.get("/thong-ke/?week=2026-W48")) == before, (
        "1A by itself would leave the 6 of 2A, and so its own 3"
    )


def test_a_tail_that_has_not_been_added_yet_makes_the_figures_older(at, book, browser, clock, monkeypatch):
    monkeypatch.setattr(rollup, "RANGE", 1)
    people = in_class(at, "5A", 5, 10)
    opens(people[:5], book)
    browser.get("/thong-ke/")
    opens(people[5:], book)
    browser.get("/thong-ke/")
    assert not WeekRelease.objects.exists()
    browser.get("/thong-ke/")
    (step,) = WeekRelease.objects.get().steps.values()
    assert (step["shown"], step["held"]["readers"]) == (None, 10)


def test_a_week_in_which_too_few_have_read_so_far_says_so(at, browser):
    said = words(browser.get("/thong-ke/"))
    assert "Trong tuần 48 chưa đủ số em đọc để hiện số liệu." in said
    assert "NaN" not in said


def test_while_nothing_of_the_running_week_is_out_the_week_before_is_shown(at, book, browser, clock, now):
    read(at, book, 6, now - timedelta(days=7), clock)
    assert "6 trong 6 học sinh đã đọc, nghe hoặc xem trong tuần 47" in words(browser.get("/thong-ke/"))
    running = words(browser.get("/thong-ke/?week=2026-W48"))
    assert "– lượt mở tài liệu" in running
    assert " 0 " not in running


def test_a_full_week_without_readers_says_so(at, browser, monday):
    monday()
    assert "Tuần này chưa có em nào đọc." in words(browser.get("/thong-ke/?week=2026-W48"))


def test_weeks_that_nobody_looked_at_are_released_with_the_one_that_is(at, book, browser, clock, now, monday):
    for back in (7, 14, 21):
        read(at, book, 6 + back, now - timedelta(days=back), clock)
    monday()
    assert [each.readers for each in figures_of(at).history] == [27, 20, 13, 0]


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


@pytest.mark.parametrize("week", ["2026-W47", "2026-W48"])
def test_a_page_takes_as_many_queries_for_many_classes_and_titles(at, book, browser, clock, week):
    def asked():
        browser.get(f"/thong-ke/?week={week}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/thong-ke/?week={week}")
        return len(queries)

    clock.pass_by(days=-7)
    opens(in_class(at, "1A", 1, 5), book)
    clock.pass_by(days=7)
    few = asked()
    WeekRelease.objects.all().delete()
    clock.pass_by(days=-7)
    for grade in range(2, 7):
        people = in_class(at, f"{grade}A", grade, 5)
        for number in range(2):
            clock.pass_by(minutes=2)
            opens(people, catalogue.ebook(at.shelf, f"Sách {grade} {number}"))
    clock.pass_by(days=7)
    assert asked() == few
    assert few <= 30


def test_english_has_all_words(at, book, browser, clock, now, monday):
    read(at, book, 6, now - timedelta(hours=1), clock)
    monday()
    browser.cookies["django_language"] = "en"
    said = words(browser.get("/thong-ke/?week=2026-W48"))
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

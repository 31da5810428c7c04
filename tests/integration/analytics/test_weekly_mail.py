"""The weekly mail: due by the clock, one a person, and honest about what a server left unsaid."""

import re
import threading
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from PIL import Image

from analytics import tasks
from analytics.calendar import Week
from analytics.enums import DeliveryState
from analytics.mail.message import stop_token
from analytics.models import Delivery, MailStop, WeeklyReport
from analytics.services import ingest, reports, rollup, sending
from cms.accounts.enums import Role
from cms.accounts.reader import reader_for
from cms.accounts.services import add_member
from tests.factories import catalogue, schools
from tests.factories.usage import event
from tests.integration.analytics.mailing import LAST_WEEK, MONDAY_MORNING, faulty_server, principal, read, taken

W48 = Week(date(2026, 11, 23))


@pytest.fixture
def server(tmp_path, settings):
    with faulty_server(tmp_path) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield tmp_path


def state(**fields):
    row = Delivery.objects.get(**fields)
    return row.state


def test_principal_and_board_get_one_mail_each(week, smtp_log):
    principal(week, "hieu.truong@mot.example")
    principal(week, "hoi.dong@mot.example", Role.BOARD)
    principal(week, "co.giao@mot.example", Role.TEACHER)
    principal(week, "", Role.BOARD)
    principal(schools.school(), "khac@mot.example")
    for _time in range(3):
        tasks.sweep_mail()
    assert len(smtp_log.to("hieu.truong@mot.example")) == len(smtp_log.to("hoi.dong@mot.example")) == 1
    assert smtp_log.to("co.giao@mot.example") == smtp_log.to("khac@mot.example") == []
    assert list(Delivery.objects.values_list("state", flat=True)) == ["accepted"] * 2


def test_somebody_who_is_principal_and_on_the_board_gets_one_mail(week, smtp_log):
    add_member(principal(week, "hai.vai@mot.example"), week.school, Role.BOARD)
    tasks.sweep_mail()
    assert len(smtp_log.to("hai.vai@mot.example")) == 1
    assert Delivery.objects.count() == 1


def test_the_mail_says_its_figures_in_text_html_and_picture(week, smtp_log):
    principal(week, "so.lieu@mot.example")
    tasks.sweep_mail()
    (mail,) = smtp_log.to("so.lieu@mot.example")
    text, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    assert mail["Subject"] == "Thư viện, tuần 48 (23 đến 29/11/2026): 12 em đã đọc"
    assert len(str(mail["Subject"])) < 70
    for part in (text, html):
        assert "12 trong 12 học sinh đã đọc" in part
        assert "2 giờ 00 phút" in part
        assert "Dế Mèn phiêu lưu ký" in part
    digits = [re.findall(r"\d+", re.sub(r"<style.*?</style>|<[^>]+>", " ", part)) for part in (text, html)]
    assert set(digits[1]) <= set(digits[0]), "the HTML says no number that the text does not say"
    picture = next(part for part in mail.walk() if part.get_content_type() == "image/png")
    assert picture["Content-ID"] == "<chart>"
    assert 'src="cid:chart"' in html
    assert Image.open(BytesIO(picture.get_content())).size == (1056, 380)
    assert len(html.encode()) < 60_000
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert all(max(byte for byte in part.as_bytes()) < 128 for part in [mail])


def test_the_document_is_rendered_once_and_kept(week, smtp_log, book, clock):
    principal(week)
    tasks.sweep_mail()
    kept = WeeklyReport.objects.values().get()
    read(week, book, 3, LAST_WEEK, clock)
    clock.pass_by(days=1)
    tasks.sweep_mail()
    assert WeeklyReport.objects.values().get() == kept


def test_a_machine_that_was_off_for_weeks_sends_one_mail(week, smtp_log, clock, book):
    principal(week, "tat.may@mot.example")
    tasks.sweep_mail()
    clock.pass_by(days=30)
    read(week, book, 11, clock() - timedelta(days=6), clock)
    for _restart in range(5):
        tasks.sweep_mail()
    assert len(smtp_log.to("tat.may@mot.example")) == 2


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 29, 23, 59, tzinfo=UTC), "2026-W47"),  # Monday 6:59 in Vietnam
        (datetime(2026, 11, 30, 0, 0, tzinfo=UTC), "2026-W48"),
        (datetime(2026, 12, 6, 16, 59, tzinfo=UTC), "2026-W48"),  # Sunday 23:59
        (datetime(2027, 1, 4, 1, 0, tzinfo=UTC), "2026-W53"),
    ],
)
def test_the_last_full_week_is_due_from_monday_at_seven(moment, week):
    assert str(reports.due_week(moment)) == week


def test_a_school_in_which_nothing_was_read_yet_gets_no_mail(at, clock, smtp_log):
    at.school.created_at = LAST_WEEK - timedelta(days=100)
    at.school.save()
    clock.time = MONDAY_MORNING
    principal(at)
    tasks.sweep_mail()
    assert not WeeklyReport.objects.exists()


def test_a_quiet_week_is_one_honest_line(week, clock, smtp_log):
    principal(week, "lang.le@mot.example")
    clock.pass_by(days=7)
    tasks.sweep_mail()
    (mail,) = smtp_log.to("lang.le@mot.example")
    assert "Chưa có em nào đọc, nghe hoặc xem ở đây trong tuần 49." in mail.get_body(("plain",)).get_content()
    assert "<table" in mail.get_body(("html",)).get_content()
    assert "Lượt mở theo dạng" not in mail.get_body(("html",)).get_content()


def test_groups_below_ten_are_not_sent_out(at, book, clock, smtp_log):
    at.school.created_at = LAST_WEEK - timedelta(days=100)
    at.school.save()
    read(at, book, 9, LAST_WEEK, clock)
    clock.time = MONDAY_MORNING
    principal(at, "nhom.nho@mot.example")
    tasks.sweep_mail()
    (mail,) = smtp_log.to("nhom.nho@mot.example")
    assert "Dưới 10 em đã đọc" in mail.get_body(("plain",)).get_content()
    assert "9 em" not in mail.as_string()
    assert WeeklyReport.objects.get().figures["readers"]["now"] == -1


def test_titles_that_the_board_may_not_see_are_left_out(week, smtp_log, clock):
    secret = catalogue.ebook(week.shelf, "Đề thi học kỳ", live=True)
    read(week, secret, 12, LAST_WEEK, clock)
    secret.audience = "staff"
    secret.save()
    principal(week, "de.thi@mot.example")
    tasks.sweep_mail()
    assert "Đề thi" not in WeeklyReport.objects.get().text


def test_a_server_that_is_away_is_asked_again(week, settings, clock):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    principal(week)
    tasks.sweep_mail()
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == (DeliveryState.PLANNED, 1)
    assert row.next_try_at == clock() + timedelta(minutes=5)
    tasks.sweep_mail()
    assert Delivery.objects.get().attempts == 1, "not before its time"
    for _hour in range(60):
        clock.pass_by(hours=1)
        tasks.sweep_mail()
    assert state() == DeliveryState.REFUSED


def test_a_greylisted_mail_comes_later(week, server, clock):
    principal(week, "later@hai.example")
    tasks.sweep_mail()
    assert (state(), taken(server)) == (DeliveryState.PLANNED, [])
    (server / "open").touch()
    clock.pass_by(minutes=6)
    tasks.sweep_mail()
    assert state() == DeliveryState.ACCEPTED
    assert len(taken(server)) == 1


def test_one_bad_address_spoils_nobody_elses_mail(week, server, clock):
    principal(week, "refused@hai.example")
    principal(week, "slow-refusal@hai.example", Role.BOARD)
    principal(week, "tot@hai.example", Role.BOARD)
    for _time in range(2):
        tasks.sweep_mail()
        clock.pass_by(hours=8)
    states = {row.address.partition("@")[0]: row.state for row in Delivery.objects.all()}
    assert states == {"refused": "refused", "slow-refusal": "refused", "tot": "accepted"}
    assert Delivery.objects.get(address__startswith="refused").said == "550 no such mailbox"
    assert len(taken(server)) == 1


def test_a_server_that_dies_after_data_leaves_it_unknown_and_nothing_is_sent_again(week, server, clock):
    principal(week, "silent@hai.example")
    for _time in range(4):
        tasks.sweep_mail()
        clock.pass_by(hours=8)
    assert state() == DeliveryState.UNKNOWN
    assert len(taken(server)) == 1


def test_what_a_worker_died_over_is_unknown(week, server, clock):
    principal(week, "tot@hai.example")
    reports.plan_due()
    assert sending._claim(Delivery.objects.get().pk)  # and then the machine was switched off
    clock.pass_by(minutes=5)
    tasks.sweep_mail()
    assert state() == DeliveryState.SENDING
    clock.pass_by(minutes=6)
    tasks.sweep_mail()
    assert state() == DeliveryState.UNKNOWN
    assert taken(server) == []


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_and_two_workers_at_once_send_one_mail(transactional_db, week, server):
    principal(week, "tot@hai.example")
    principal(week, "hoi.dong@hai.example", Role.BOARD)
    rollup.roll_up()
    start, failed = threading.Barrier(4), []
    moment = MONDAY_MORNING

    def sweep():
        from cms.foundation.clock import use_clock

        try:
            with use_clock(lambda: moment):
                start.wait()
                tasks.sweep_mail()
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert WeeklyReport.objects.count() == 1
    assert sorted(str(mail["X-Envelope-To"]) for mail in taken(server)) == ["hoi.dong@hai.example", "tot@hai.example"]
    assert len({str(mail["Message-ID"]) for mail in taken(server)}) == 2


def test_a_mail_is_stopped_by_a_post_without_sign_in(week, smtp_log, clock):
    person = principal(week, "ngung@mot.example")
    address = f"/thong-ke/ngung-nhan/{stop_token(week.school.pk, person.pk)}/"
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(address).status_code == 200
    assert not MailStop.objects.exists()
    assert browser.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    tasks.sweep_mail()
    assert smtp_log.to("ngung@mot.example") == []


@pytest.mark.parametrize("token", ["x", "1-2.abc", "1-2"])
def test_a_forged_token_stops_nothing(db, token):
    assert Client().post(f"/thong-ke/ngung-nhan/{token}/").status_code == 404
    assert not MailStop.objects.exists()


def test_an_operator_sends_one_now_by_the_same_way(week, smtp_log, capsys):
    principal(week, "ngay.bay.gio@mot.example")
    for _time in range(2):
        call_command("send_weekly_mail", school=week.school.slug, week="2026-W48")
    assert len(smtp_log.to("ngay.bay.gio@mot.example")) == 1
    assert "2026-W48 v1 ngay.bay.gio@mot.example: accepted" in capsys.readouterr().out
    tasks.sweep_mail()
    assert len(smtp_log.to("ngay.bay.gio@mot.example")) == 1
    with pytest.raises(CommandError):
        call_command("send_weekly_mail", school=week.school.slug, week="2027-W01")


def test_a_running_week_has_no_mail(week, clock):
    principal(week, "dang.chay@mot.example")
    clock.time = LAST_WEEK + timedelta(days=1)
    with pytest.raises(CommandError, match=r"2026-W48 has no mail yet: its figures are there from 07:00 on 30/11/2026"):
        call_command("send_weekly_mail", school=week.school.slug, week="2026-W48")
    assert reports.plan(week.school, W48) == 0
    assert not WeeklyReport.objects.exists()


def test_classes_in_which_few_have_read_are_named(week, smtp_log):
    for _number in range(13):
        schools.pupil(week)  # on the list of class 4A, like the twelve who have read
    principal(week, "it.doc@mot.example")
    tasks.sweep_mail()
    (mail,) = smtp_log.to("it.doc@mot.example")
    assert "Lớp có dưới 60% số em đọc: 4A (48%)." in mail.get_body(("plain",)).get_content()


def test_no_class_is_named_as_weak_beside_a_weaker_smaller_one(week, smtp_log, book, clock):
    for _number in range(13):
        schools.pupil(week)
    for _number in range(30):
        schools.pupil(week, 3)
    small = [schools.pupil(week, 3) for _ in range(2)]
    clock.time = MONDAY_MORNING
    for person in small:
        ingest.take(reader_for(person), [event("request", book.uid, LAST_WEEK)], sent_at=MONDAY_MORNING, device="d")
    principal(week, "it.doc@mot.example")
    tasks.sweep_mail()
    (mail,) = smtp_log.to("it.doc@mot.example")
    assert "Lớp có dưới 60% số em đọc: 3A, 4A (25%)." in mail.get_body(("plain",)).get_content()


def test_those_who_lead_the_school_see_the_kept_mails_and_nobody_else(week, smtp_log):
    person = principal(week, "luu.giu@mot.example")
    tasks.sweep_mail()
    number = WeeklyReport.objects.get().pk
    browser = Client()
    browser.force_login(person)
    listed = browser.get("/thong-ke/thu/").content.decode()
    assert "Máy chủ thư đã nhận" in listed
    shown = browser.get(f"/thong-ke/thu/{number}/")
    assert "data:image/png;base64," in shown.content.decode()
    assert shown["Content-Security-Policy"].startswith("default-src 'none'")
    for role, place, expected in (
        (Role.LIBRARIAN, week, 200),
        (Role.TEACHER, week, 403),
        (Role.PUPIL, week, 403),
        (Role.PRINCIPAL, schools.school(), 404),
    ):
        other = Client()
        other.force_login(schools.user(role, place))
        assert other.get(f"/thong-ke/thu/{number}/").status_code == expected, role


@pytest.mark.parametrize("address", ["thầy@hai.example", "a b@hai.example", "x@hai.example\nBcc: y@hai.example"])
def test_an_address_that_can_not_be_written_down_keeps_nobody_waiting(week, server, address):
    principal(week, address)
    principal(week, "tot@hai.example", Role.BOARD)
    tasks.sweep_mail()
    states = {row.address: row.state for row in Delivery.objects.all()}
    assert states == {address: "refused", "tot@hai.example": "accepted"}
    assert len(taken(server)) == 1


def test_page_and_mail_say_the_same_digits(week, smtp_log, book, clock):
    other = catalogue.ebook(week.shelf, "Đất rừng phương Nam")
    read(week, other, 11, LAST_WEEK + timedelta(days=1), clock)
    read(week, other, 10, LAST_WEEK - timedelta(days=7), clock)
    person = principal(week, "cung.so@mot.example")
    tasks.sweep_mail()
    (mail,) = smtp_log.to("cung.so@mot.example")
    browser = Client()
    browser.force_login(person)
    page = browser.get("/thong-ke/?week=2026-W48").content.decode()
    shown = re.findall(r'class="stats__(?:value|label)">([^<]+)<', page)[:6]
    shown += re.findall(r'class="types__(?:name|value numbers)">([^<]+)<', page)
    shown += re.findall(r'<a href="/tai-lieu/[^"]+">([^<]+)<', page)
    assert len(shown) == 10
    for kind in ("plain", "html"):
        part = mail.get_body((kind,)).get_content()
        assert [words for words in shown if words not in part] == []
    lead = "".join(re.findall(r'class="stats__lead">(.*?)</p>', page)).replace("</mark>", "")
    assert re.sub(r"<[^>]+>", "", lead) in mail.get_body(("plain",)).get_content()

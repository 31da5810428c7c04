"""Outage drills: an editor publishes and readers search while a service is killed or frozen.

Times are those of a person: an editor waits seconds at most, a reader about one second longer than always.
"""

import os
import signal

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ENGINE = "org.elasticsearch"
EDITOR_SECONDS = 15
READER_SECONDS = 5


@pytest.mark.parametrize(
    ("number", "title", "typed"),
    [
        (signal.SIGKILL, "Đêm không đèn Kỳ Lân", "dem khong den ky lan"),
        (signal.SIGSTOP, "Ngày đứng gió Phượng Hoàng", "ngay dung gio phuong hoang"),
    ],
    ids=["killed", "frozen"],
)
def test_publishing_and_searching_go_on_without_elasticsearch_and_the_index_catches_up(province, number, title, typed):
    province.send(ENGINE, number)
    try:
        assert province.publish(title) < EDITOR_SECONDS

        answer = province.until(typed, title, degraded=True, seconds=60)
        assert answer.seconds < READER_SECONDS
        assert title not in province.search(typed, anonymous=True).titles
        assert province.ready()["search"] is False
    finally:
        if number is signal.SIGSTOP:
            province.send(ENGINE, signal.SIGCONT)

    province.until(typed, title, degraded=False, seconds=300)
    assert title not in province.search(typed, anonymous=True).titles


@pytest.mark.parametrize(
    ("number", "title", "typed"),
    [
        (signal.SIGKILL, "Chuyến tàu Bạch Mã", "chuyen tau bach ma"),
        (signal.SIGSTOP, "Bến đò Thanh Long", "ben do thanh long"),
    ],
    ids=["killed", "frozen"],
)
def test_publishing_goes_on_without_the_broker_and_the_change_is_found_afterwards(province, number, title, typed):
    province.send("redis-server", number)
    try:
        assert province.publish(title) < EDITOR_SECONDS
    finally:
        if number is signal.SIGSTOP:
            province.send("redis-server", signal.SIGCONT)

    province.until(typed, title, degraded=False, seconds=120)


def test_all_killed_workers_are_replaced_and_the_change_is_found(province):
    # The supervisor's own children but for the servers: web, four workers, beat.
    killed = province.children()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    for _ in killed:
        province.run.hear("ended (-9)", seconds=60)

    title = "Vườn nhãn Chu Tước"
    assert province.publish(title) < EDITOR_SECONDS
    province.until("vuon nhan chu tuoc", title, degraded=False, seconds=120)

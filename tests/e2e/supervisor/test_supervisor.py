import os
import signal
import socket
import stat
from pathlib import Path

import pytest

from cms.run.logs import LIMIT
from tests.e2e.supervisor.supervised import log_sizes, manage, tasks_done, workers_that_answer
from tests.harness.waiting import ended, eventually

pytestmark = pytest.mark.timeout(600)  # the first one waits for a whole first start


def test_a_first_start_makes_everything_and_says_where_it_is(first_start):
    data, said = first_start
    ready = next(number for number, line in enumerate(said) if line.startswith("READY http://localhost:"))

    assert said[:2] == ["exit 0", "page 200"]
    assert any("migrations" in line for line in said[:ready])
    assert [line.split()[0] for line in said[ready + 1 : ready + 5]] == ["site", "CMS", "API", "logs"]
    assert (data / "khovang.sqlite3").exists()
    assert (data / "static" / "staticfiles.json").exists()
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) & 0o066 == 0


@pytest.mark.slow
def test_a_second_start_does_nothing_twice_and_keeps_the_data(data, start):
    secret = (data / "secret-key").read_text()

    run = start(data).ready()

    assert run.said[0] == f"Kho Vàng starts; data in {data}"
    assert run.said[1].startswith("READY")
    assert (data / "secret-key").read_text() == secret


def test_the_site_answers_under_both_loopback_addresses_and_hides_its_inside(data, start):
    run = start(data).ready()

    assert run.get("/vao/", "localhost")[0] == 200
    assert run.get("/vao/", "127.0.0.1")[0] == 404  # the content origin has no such page
    assert run.get("/readyz/", "localhost")[0] == 404


@pytest.mark.parametrize(
    "number", [signal.SIGINT, *(pytest.param(each, marks=pytest.mark.slow) for each in (signal.SIGTERM, signal.SIGHUP))]
)
def test_a_stop_signal_ends_everything_within_seconds(data, start, number):
    run = start(data).ready()
    below = run.processes()

    code = run.end(number, seconds=15)

    assert code == 0
    assert run.said[-1] == "Stopped."
    assert len(below) >= 7  # Redis, web and its workers, three Celery workers, beat
    assert [command for pid, command in below.items() if not ended(pid, 0)] == []


def test_logs_are_quiet_at_rest_and_move_aside_when_they_are_long(data, start):
    start(data).ready()
    # It is at rest once both indexes have been made, which the site doesn't wait for.
    eventually(lambda: (data / "logs" / "index.log").read_text().count("search index is made anew") >= 2, 60)
    done = tasks_done(data)
    at_rest = log_sizes(data)

    assert tasks_done(data, more_than=done + 4) > done + 4  # swept again and again meanwhile
    assert log_sizes(data) == at_rest

    with (data / "logs" / "beat.log").open("r+b") as log:
        log.truncate(LIMIT + 1)
    with (data / "redis" / "redis.log").open("r+b") as log:
        log.truncate(LIMIT + 1)
    for moved in (data / "logs" / "beat.log", data / "redis" / "redis.log"):
        eventually(lambda moved=moved: moved.stat().st_size == 0)
        assert moved.with_name(f"{moved.name}.1").stat().st_size == LIMIT + 1


@pytest.mark.slow
def test_killing_the_supervisor_leaves_no_process_and_no_obstacle(data, start):
    run = start(data).ready()
    below = run.processes()

    run.end(signal.SIGKILL)

    assert [command for pid, command in below.items() if not ended(pid)] == []
    again = start(data).ready()
    assert again.get("/vao/")[0] == 200


@pytest.mark.slow
def test_a_stop_during_the_start_leaves_nothing(place, start):
    run = start(place / "d")
    run.hear("migrations")
    below = run.processes()

    assert run.end(seconds=15) == 0
    assert below
    assert [command for pid, command in below.items() if not ended(pid, 0)] == []


@pytest.mark.slow
def test_what_dies_is_started_again_and_all_workers_take_work(data, start):
    run = start(data).ready()
    redis = next(pid for pid, command in run.processes().items() if "redis-server" in command)
    direct = Path(f"/proc/{run.process.pid}/task/{run.process.pid}/children").read_text().split()
    ours = [int(pid) for pid in direct if int(pid) != redis]

    for pid in ours:
        os.kill(pid, signal.SIGKILL)
    for _ in ours:
        run.hear("ended (-9); again in 0.5 s", seconds=20)
    os.kill(redis, signal.SIGKILL)
    run.hear("Redis ended; it is started again", seconds=20)

    assert run.get("/vao/")[0] == 200  # waits at the open socket until the new process takes it
    assert workers_that_answer(data) == ["index@khovang", "media@khovang", "quick@khovang"]


@pytest.mark.slow
def test_a_second_supervisor_on_the_same_data_is_refused(data, start):
    first = start(data).ready()
    second = start(data)

    assert second.end(signal.SIGCONT) == 1
    assert any("already running" in line and str(first.process.pid) in line for line in second.said)
    assert first.process.poll() is None


def test_a_taken_port_is_named(data, start):
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        taker.listen()
        port = taker.getsockname()[1]

        run = start(data, PORT=str(port))

        assert run.end(signal.SIGCONT) == 1
    assert any(f"Port {port} is taken" in line for line in run.said)


def test_a_setting_that_makes_no_sense_is_named_without_a_traceback(place, start):
    run = start(place / "d", KHOVANG_HOSTS="library")

    assert run.end(signal.SIGCONT) == 1
    assert any("KHOVANG_HOSTS" in line for line in run.said)
    assert not any("Traceback" in line for line in run.said)


def test_a_command_needs_an_installation(place):
    done = manage(place, "check")

    assert done.returncode == 1
    assert "start it once with `make run`" in done.stderr

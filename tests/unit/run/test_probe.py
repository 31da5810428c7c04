import socket

import pytest

from cms.run.services.probe import ServiceError, free_port, tail, wait_until


def test_a_free_port_can_be_bound():
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", free_port()))


def test_the_tail_is_the_end_of_the_log(tmp_path):
    log = tmp_path / "log"
    log.write_text("old\n" * 5_000 + "the last line\n")

    assert tail(log, limit=30).endswith("the last line")
    assert len(tail(log, limit=30)) <= 30


def test_an_absent_or_empty_log_is_said_to_be_so(tmp_path):
    (tmp_path / "empty").touch()

    assert "was not written" in tail(tmp_path / "absent")
    assert "is empty" in tail(tmp_path / "empty")


def test_a_log_with_broken_letters_is_still_quoted(tmp_path):
    (tmp_path / "log").write_bytes(b"\xff broken")

    assert tail(tmp_path / "log").endswith("broken")


def test_waiting_ends_with_the_first_yes(tmp_path):
    answers = iter([False, False, True])

    wait_until(lambda: next(answers), alive=lambda: True, seconds=5, name="It", log=tmp_path / "log")

    assert list(answers) == []


def test_a_dead_process_is_not_waited_for(tmp_path):
    (tmp_path / "log").write_text("no space left")

    with pytest.raises(ServiceError, match=r"It ended while it started.*\n.*no space left"):
        wait_until(lambda: False, alive=lambda: False, seconds=60, name="It", log=tmp_path / "log")


def test_waiting_is_bounded_and_quotes_the_log(tmp_path):
    (tmp_path / "log").write_text("still thinking")

    with pytest.raises(ServiceError, match=r"not ready after 0 s.*\n.*still thinking"):
        wait_until(lambda: False, alive=lambda: True, seconds=0.1, name="It", log=tmp_path / "log")

import os
import signal
import sys
from functools import partial

import pytest

from cms.run import signals
from cms.run.child import Child


@pytest.fixture
def finished(ends):
    """The exit code of a child, once it has ended."""

    def wait(child):
        assert ends(child.pid)
        return child.ended()

    return wait


def speak():
    sys.stdout.write("spoken\n")


def fail():
    raise ValueError("the shelf is empty")


def sleep(ready=None):
    if ready is not None:
        ready.touch()
    signal.pause()


def test_its_output_goes_to_its_log_and_its_end_is_reported(folder, finished):
    child = Child("one", speak, folder / "one.log")
    child.start()

    assert finished(child) == 0
    assert child.pid == 0
    assert (folder / "one.log").read_text() == "spoken\n"


def test_an_error_ends_in_the_log_and_never_in_the_parents_code(folder, finished):
    child = Child("one", fail, folder / "one.log")
    child.start()

    assert finished(child) == 1
    assert "ValueError: the shelf is empty" in (folder / "one.log").read_text()


@pytest.mark.parametrize(("code", "expected"), [(None, 0), (0, 0), (3, 3), ("words", 1)])
def test_its_exit_code_is_the_processs(folder, finished, code, expected):
    child = Child("one", partial(sys.exit, code), folder / "one.log")
    child.start()

    assert finished(child) == expected


def test_it_reads_nothing_from_the_terminal(folder, finished):
    child = Child("one", lambda: sys.exit(len(os.read(0, 1))), folder / "one.log")
    child.start()

    assert finished(child) == 0


def test_it_ends_by_a_signal_even_if_the_parent_has_blocked_it(folder, finished):
    with signals.collected():
        child = Child("one", sleep, folder / "one.log")
        child.start()
        child.signal(signal.SIGTERM)

        assert finished(child) == -signal.SIGTERM


def leave_a_helper(note):
    helper = os.fork()
    if not helper:
        signal.pause()
    note.write_text(str(helper))


def test_what_it_started_goes_with_it(folder, finished, ends):
    child = Child("one", partial(leave_a_helper, folder / "helper"), folder / "one.log")
    child.start()

    assert finished(child) == 0
    assert ends(int((folder / "helper").read_text()))


def test_each_death_in_a_row_is_followed_by_a_longer_pause_up_to_a_bound():
    child = Child("one", sleep)
    child._since = 10.0**9  # it has just been started

    pauses = [child.schedule() for _ in range(10)]

    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses[-1] == 30.0
    assert child.deaths == 10


def test_a_death_after_a_long_life_starts_the_count_anew():
    child = Child("one", sleep, deaths=7)
    child._since = -(10.0**9)

    assert child.schedule() == 0.5
    assert child.deaths == 1


def test_signals_to_one_that_has_ended_do_no_harm(folder, finished):
    child = Child("one", speak, folder / "one.log")
    child.start()
    finished(child)

    child.signal(signal.SIGTERM)
    child.signal(signal.SIGKILL, group=True)

    assert child.ended() is None


def test_a_stop_signal_interrupts_until_it_is_collected():
    before = {number: signal.getsignal(number) for number in signals.STOP}
    try:
        signals.raise_on_stop()
        with pytest.raises(signals.StopRequestedError, match="SIGTERM"):
            signal.raise_signal(signal.SIGTERM)
        with signals.collected():
            signal.raise_signal(signal.SIGHUP)
            assert signals.wait(1) == signal.SIGHUP
            assert signals.wait(0) is None
            with pytest.raises(signals.StopRequestedError, match="SIGINT"), signals.interrupting():
                signal.raise_signal(signal.SIGINT)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

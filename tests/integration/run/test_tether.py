import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cms.run.services import tether
from cms.run.services.probe import ServiceError
from cms.run.services.process import Command, Process

SLEEP = Path("/bin/sleep")
SHELL = Path("/bin/sh")
STARTER = """
import sys, time
from pathlib import Path
from cms.run.services.process import Command, Process
process = Process.spawn(Command(program=Path("/bin/sleep"), arguments=["60"], log=Path(sys.argv[1])))
print(process.pid, flush=True)
time.sleep(60)
"""


def test_a_service_dies_with_its_starter_even_when_that_is_killed(folder, ends):
    root = os.fspath(tether.__file__).partition("/cms/run/")[0]
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(folder / "log")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    with starter:
        pid = int(starter.stdout.readline())
        starter.kill()

    assert ends(pid)


def test_a_program_is_not_started_for_a_parent_that_has_gone():
    stranger = "1"  # we are not a child of init
    done = subprocess.run(
        [sys.executable, "-I", "-S", tether.__file__, "15", stranger, "-", "-", "/bin/echo", "started"],
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, b"")


def test_a_service_hears_a_signal_that_its_starter_has_blocked(folder):
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        process = Process.spawn(Command(program=SLEEP, arguments=["60"], log=folder / "log"))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    process.stop(with_signal=signal.SIGTERM, seconds=10)

    assert not process.alive()


def test_one_that_does_not_listen_is_killed_with_all_it_started(folder, ends):
    script = "trap '' TERM; sleep 60 & echo $! > child; touch ready; wait; wait"
    process = Process.spawn(Command(program=SHELL, arguments=["-c", script], log=folder / "log", folder=folder))
    while not (folder / "ready").exists():
        assert process.alive()
    child = int((folder / "child").read_text())

    process.stop(with_signal=signal.SIGTERM, seconds=0.3)

    assert not process.alive()
    assert ends(child)


def test_servers_are_started_from_the_main_thread_only(folder):
    with ThreadPoolExecutor(1) as pool, pytest.raises(ServiceError, match="main thread"):
        pool.submit(Process.spawn, Command(program=SLEEP, arguments=["60"], log=folder / "log")).result()

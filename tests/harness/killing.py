"""kill -9 at a chosen place of a worker's work."""

import os
import signal
import traceback
from collections.abc import Callable

from django.db import connections


def killed(work: Callable[[], object], arrange: Callable[[Callable[..., None]], object]) -> None:
    """Let a forked worker begin and kill it, with all that it has started, where `arrange` has put the stop.

    `arrange` gets a function that stands still once it is called; it runs in the worker alone.
    """
    connections.close_all()  # a fork would share them
    told, tell = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(told)
        os.setpgid(0, 0)

        def stop(*_args: object, **_options: object) -> None:
            os.write(tell, b"here")
            signal.pause()

        try:
            arrange(stop)
            work()
        except BaseException:  # noqa: BLE001  (a fork that is to die says why it did not get there)
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(tell)
    said = os.read(told, 10)
    os.close(told)
    os.killpg(worker, signal.SIGKILL)
    _pid, status = os.waitpid(worker, 0)
    assert said == b"here"
    assert os.WTERMSIG(status) == signal.SIGKILL

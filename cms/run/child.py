"""A process of ours: forked from the one that has loaded everything, forked again when it dies."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn

from cms.run import signals
from cms.run.services.tether import die_with_parent

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_STABLE_SECONDS: Final = 60.0
"""A process that lived this long had started well: its death is no reason to wait longer the next time."""


@dataclass(slots=True)
class Child:
    """One role's process.

    Attributes:
        name: of the role and its log.
        run: the role's work; returns when it was asked to end.
        log: takes its output; None leaves the terminal to it.
        pid: 0 while there is no process.
        deaths: unasked ends in a row.
        due: monotonic time at which it is to be started next.
    """

    name: str
    run: Callable[[], None]
    log: Path | None = None
    pid: int = 0
    deaths: int = 0
    due: float = 0.0
    _since: float = field(default=0.0, repr=False)

    def start(self) -> None:
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        self._since = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(parent)

    def ended(self) -> int | None:
        """None while it runs; else the exit code (negative: the signal), with all that it started gone too."""
        if not self.pid or os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return None
        # Its group goes before it is reaped: until then its number can't belong to anybody else.
        self.signal(signal.SIGKILL, group=True)
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def signal(self, number: signal.Signals, *, group: bool = False) -> None:
        """Send a signal; harmless when it has ended."""
        if self.pid:
            with suppress(ProcessLookupError):
                (os.killpg if group else os.kill)(self.pid, number)

    def schedule(self) -> float:
        """After an unasked end: the pause in seconds until `due`, longer each time in a row."""
        lived = time.monotonic() - self._since
        self.deaths = 1 if lived >= _STABLE_SECONDS else self.deaths + 1
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** (self.deaths - 1))
        self.due = time.monotonic() + pause
        return pause

    def _become(self, parent: int) -> NoReturn:
        """Never returns into the supervisor's code, whatever happens: it would stop the others' services."""
        status = 1
        try:
            os.setsid()  # Ctrl-C reaches the supervisor only, which ends its children in order
            die_with_parent(signal.SIGKILL, parent)
            signals.forget()
            self._redirect()
            self.run()
            status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        finally:
            if sys.exc_info()[0] is not None:
                traceback.print_exc()
            with suppress(OSError):  # the terminal may have gone
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)

    def _redirect(self) -> None:
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        if self.log is not None:
            output = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(output, 1)
            os.dup2(output, 2)
        # Line by line: a log that lags behind its process is no help when that is killed.
        sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
        sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)

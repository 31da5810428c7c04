"""Starting and ending a server process."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cms.run.services import tether
from cms.run.services.account import Account
from cms.run.services.probe import ServiceError


@dataclass(frozen=True, slots=True)
class Command:
    program: Path
    arguments: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    death_signal: signal.Signals = signal.SIGTERM
    """Sent by the kernel when the starter dies, however it dies."""
    folder: Path = Path("/")
    """The working folder; the root keeps no file system busy."""


class Process:
    """A running server: a session of its own, so that Ctrl-C in the terminal reaches only who started it."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        self._popen = popen

    @classmethod
    def spawn(cls, command: Command) -> Self:
        """Start the command; its output is added to its log.

        Raises:
            ServiceError: called outside the main thread, whose end would end the server.
        """
        if threading.current_thread() is not threading.main_thread():
            raise ServiceError("Servers are started from the main thread: they die with the thread that starts them.")
        account = command.account
        ids = ("-", "-") if account is None else (str(account.uid), str(account.gid))
        script = [sys.executable, "-I", "-S", tether.__file__, str(int(command.death_signal)), str(os.getpid()), *ids]
        command.log.parent.mkdir(parents=True, exist_ok=True)
        with command.log.open("ab") as log:
            popen = subprocess.Popen(  # noqa: S603  (programs that we looked up ourselves)
                [*script, str(command.program), *command.arguments],
                env=dict(command.environment) or None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=command.folder,
                start_new_session=True,
            )
        return cls(popen)

    @property
    def pid(self) -> int:
        """The process id, which is also that of its group."""
        return self._popen.pid

    def alive(self) -> bool:
        return self._popen.poll() is None

    def stop(self, *, with_signal: signal.Signals, seconds: float) -> None:
        """Ask it to end, and kill it with its whole group when it has not after `seconds`."""
        if self.alive():
            self._popen.send_signal(with_signal)
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self._popen.wait(seconds)

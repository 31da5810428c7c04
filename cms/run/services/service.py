"""What the starters have in common."""

import signal
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar, Self

from cms.run.services.probe import ServiceError, wait_until
from cms.run.services.process import Command, Process


class Service(ABC):
    """One server with its data in one folder; a context manager that starts and stops it.

    Args:
        folder: holds all that the server writes; made if missing.
    """

    name: ClassVar[str]
    start_seconds: ClassVar[float]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    stop_seconds: ClassVar[float]

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.log = self.folder / f"{self.name.lower()}.log"
        self._process: Process | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """The address that the application is given."""

    @abstractmethod
    def prepare(self) -> Command:
        """Lay out what is missing in the folder; the command that starts the server."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether the server can be worked with now; asks once, and takes a few seconds at most."""

    def start(self) -> str:
        """Start and wait until it answers; the URL.

        Raises:
            ServiceError: it can't be had here, runs already, ended, or took too long; quotes the end of its log.
        """
        if self.alive():
            raise ServiceError(f"{self.name} in {self.folder} is started already.")
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as undo:
            undo.callback(self.stop)  # Ctrl-C while it starts must not leave it behind
            self._process = Process.spawn(self.prepare())
            wait_until(
                self.answers, alive=self._process.alive, seconds=self.start_seconds, name=self.name, log=self.log
            )
            self.finish()
            undo.pop_all()
        return self.url

    def finish(self) -> None:  # noqa: B027  (most have nothing left to do)
        """What is left to do once it answers."""

    @property
    def pid(self) -> int | None:
        """The server's process id while it is started."""
        return None if self._process is None else self._process.pid

    def alive(self) -> bool:
        """Whether the process that `start` made still runs."""
        return self._process is not None and self._process.alive()

    def stop(self) -> None:
        """Stop it, by force if it must be; harmless when it does not run."""
        if self._process is not None:
            self._process.stop(with_signal=self.stop_signal, seconds=self.stop_seconds)
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
